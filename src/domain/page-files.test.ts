// Which files a page needs, read from text as the build writes it.
import { describe, expect, test } from 'vitest'
import { filesIn, filesInPage, filesInScript, isHashed } from './page-files.ts'

describe('a page needs', () => {
  test('its scripts, fonts, pictures and the parts of its islands', () => {
    const page = `
      <link rel="icon" href="/favicon.svg" type="image/svg+xml">
      <link rel="preload" href="/_astro/text.BcXV-7q.woff2" as="font" crossorigin>
      <style>@font-face{src:url(/_astro/head.Bc1x.woff2) format("woff2")}</style>
      <astro-island component-url="/_astro/Quiz.CVwq.js" renderer-url="/_astro/client.BCwu.js"
        props="{&quot;picture&quot;:[0,&quot;/pictures/yarn.png&quot;]}"></astro-island>
      <img srcset="/a/small.webp 1x, /a/large.webp 2x" src="/a/small.webp" alt="">
      <script type="module" src="/_astro/player.iPfp.js"></script>`
    expect(filesInPage(page)).toEqual([
      '/favicon.svg',
      '/_astro/text.BcXV-7q.woff2',
      '/_astro/head.Bc1x.woff2',
      '/_astro/Quiz.CVwq.js',
      '/_astro/client.BCwu.js',
      '/pictures/yarn.png',
      '/a/small.webp',
      '/a/large.webp',
      '/_astro/player.iPfp.js',
    ])
  })

  test('nothing that it only links to, and nothing of others', () => {
    const page = `<a href="/files/plan.svg">Plan</a> <meta property="og:image" content="https://x.example/social.png">
      <link rel="alternate" hreflang="nn" href="/nn/undervisning"> <img src="//elsewhere.example/pixel.png">`
    expect(filesInPage(page)).toEqual([])
  })
})

test('a script needs its neighbours, loaded at once or later', () => {
  const script = `import{t as h}from"./runtime.Buj-KAZn.js";const later=()=>import("./token.DLm5.js");
    const list=["_astro/token.DLm5.js","_astro/task.Cx1.css"];fetch("./notes.txt")`
  expect(filesInScript(script, '/_astro/Quiz.js')).toEqual([
    '/_astro/runtime.Buj-KAZn.js',
    '/_astro/token.DLm5.js',
    '/_astro/task.Cx1.css',
  ])
})

test('a font needs nothing, whatever its bytes look like', () => {
  expect(filesIn('"./web.js"', '/_astro/text.woff2')).toEqual([])
})

test('only names with a hash mean the same file for ever', () => {
  expect(isHashed('/_astro/web.DAzM.js')).toBe(true)
  expect(isHashed('/lesehjelp.js')).toBe(false)
})
