import { defineConfig } from 'vitest/config'
import solid from 'vite-plugin-solid'

export default defineConfig({
  plugins: [solid({ ssr: true })],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules'],
    // No test measures time; a busy machine may take its own.
    testTimeout: 60_000,
    // A time zone that is far from Norway's and has no round offset: shows any local time in the code.
    env: { TZ: 'Australia/Eucla' },
  },
})
