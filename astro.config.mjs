// Wiring only: adapter, Solid, MDX, languages, content security policy.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import mdx from '@astrojs/mdx'
import node from '@astrojs/node'
import solid from '@astrojs/solid-js'
import { defineConfig, passthroughImageService } from 'astro/config'
import { generateHydrationScript } from 'solid-js/web'

// Astro does not hash Solid's hydration bootstrap; without this hash the policy stops every island.
const bootstrap = generateHydrationScript().match(/<script[^>]*>([\s\S]*?)<\/script>/)?.[1] ?? ''
const hashOf = (script) => `sha256-${createHash('sha256').update(script).digest('base64')}`
const solidHash = hashOf(bootstrap)
// Inline in components/reading/ReadingHead.astro, with exactly these bytes.
const readingHash = hashOf(readFileSync(new URL('src/islands/reading/early.js', import.meta.url)))

const onlySpace = { compress: false, mangle: false, codegen: { removeWhitespace: true } }

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'middleware', bodySizeLimit: 256 * 1024 }),
  integrations: [solid(), mdx()],
  trailingSlash: 'never',
  // One round trip less before a slow phone can draw; each file's hash is in the policy.
  build: { inlineStylesheets: 'always' },
  session: false,
  // Pictures are served as they are; resizing on request would be work that anybody could order.
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  markdown: { syntaxHighlight: false },
  vite: {
    environments: {
      // Three megabytes of comments about messages would be read at each start, and kept in memory; names stay for traces.
      ssr: { build: { rolldownOptions: { output: { minify: onlySpace } } } },
      client: {
        build: {
          rolldownOptions: {
            output: {
              // Each file costs a request and its headers: what every island needs comes as one.
              codeSplitting: {
                groups: [
                  {
                    name: 'base',
                    test: /solid-js|@astrojs\/solid-js|messages\/compiled\/runtime|preload-helper|domain\/problem\.ts|messages\/problem-of/,
                  },
                  {
                    name: 'live',
                    test: /islands\/live\/(use-live|Sent|seat|store|call|stream|Chart)\.|messages\/live_answer/,
                  },
                  // Whoever answers needs one language at a time, whole.
                  {
                    name: (id) => `words-${id.match(/(\w+)\.json$/)?.[1]}`,
                    test: /messages\/(participation|shell|survey)\/\w+\.json/,
                  },
                  { name: 'lesson', test: /islands\/lesson\/(device|print-part)\.|messages\/lesson_print/ },
                ],
              },
            },
          },
        },
      },
    },
  },
  // The last four are languages of surveys only: pages other than /delta answer 404 in them.
  i18n: {
    locales: ['nb', 'nn', 'en', 'pl', 'ar', 'uk', 'so'],
    defaultLocale: 'nb',
    routing: { prefixDefaultLocale: true },
  },
  security: {
    // src/http/origin.ts checks every request that changes something, forms and JSON alike, also behind a proxy.
    checkOrigin: false,
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ],
      scriptDirective: { hashes: [solidHash, readingHash] },
    },
  },
})
