// What the submissions are compared with: the barest Astro + tRPC + insert that is still durable.
import node from '@astrojs/node'
import { defineConfig } from 'astro/config'

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  session: false,
  devToolbar: { enabled: false },
})
