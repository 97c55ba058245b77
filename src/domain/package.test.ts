// The manifests and the page of a package, as text.
import { describe, expect, test } from 'vitest'
import {
  cmi5Manifest,
  inlineParts,
  packagePolicy,
  readPackageName,
  scormManifest,
  standAlone,
  withHead,
} from './package.ts'

const lesson = {
  slug: 'a-b',
  language: 'nn',
  title: 'Øl & «press» <før>',
  summary: 'Kva "alle" gjer',
} as const

test('a file name says lesson and kind, or nothing', () => {
  expect(readPackageName('ta-vare-pa-en-venn-scorm12.zip')).toEqual({
    slug: 'ta-vare-pa-en-venn',
    kind: 'scorm12',
  })
  for (const name of ['x.zip', '../x-cmi5.zip', 'x-scorm2004.zip', '-cmi5.zip.js', ''])
    expect(readPackageName(name)).toBeUndefined()
})

test('the SCORM manifest has one unit, every file, and no score', () => {
  const text = scormManifest(lesson, ['index.html', '_astro/a.js'])
  expect(text).toContain('<schemaversion>1.2</schemaversion>')
  expect(text.match(/adlcp:scormtype="sco"/g)).toHaveLength(1)
  expect(text.match(/<file href=/g)).toHaveLength(2)
  expect(text).toContain('<title>Øl &amp; «press» &lt;før&gt;</title>')
  expect(text).not.toMatch(/mastery|maxtime|prerequisites/i)
})

test('the cmi5 manifest is complete when the pupil has completed', () => {
  const text = cmi5Manifest(lesson, 'https://f.example')
  expect(text).toContain('<au id="https://f.example/nn/undervisning/a-b/elev" moveOn="Completed"')
  expect(text).toContain('<langstring lang="nn">Kva &quot;alle&quot; gjer</langstring>')
})

describe('a page that stands alone', () => {
  const html = `<html><head><link rel="alternate" hreflang="nn" href="/nn/x">
<meta property="og:image" content="https://f.example/social.png"><style>@font-face{src:url(/_astro/t.a1.woff2)}</style>
<link rel="preload" href="/_astro/t.a1.woff2" as="font"></head><body>
<a href="/nb/hjelp" target="_blank" rel="noopener">Hjelp</a> <a class="x" href="/nb/om">Om</a> <a href="#ferdig">Til slutt</a>
<a href="tel:116111">116 111</a> <a href="https://ung.example/a?b=1&amp;c=2">ung</a>
<astro-island component-url="/_astro/Q.b2.js" props="{&quot;p&quot;:[0,&quot;/pic.svg&quot;]}"></astro-island>
<script>run('$&')</script><script type="module" src="/_astro/Q.b2.js"></script></body></html>`
  const text = standAlone(
    html,
    ['/_astro/t.a1.woff2', '/_astro/Q.b2.js', '/pic.svg'],
    { '/nb/hjelp': 'hjelp.html' },
    'https://f.example',
  )

  test('names its files beside itself, also in styles and in properties of islands', () => {
    expect(text).toContain('url(./_astro/t.a1.woff2)')
    expect(text).toContain('component-url="./_astro/Q.b2.js"')
    expect(text).toContain('&quot;./pic.svg&quot;')
    expect(text).not.toMatch(/["'(;]\/(?!\/)[a-z_]/)
  })

  test('leaves out what only the web needs', () => {
    expect(text).not.toMatch(/hreflang|og:image/)
  })

  test('links to pages that came along, and opens them and others beside the platform', () => {
    expect(text).toContain('<a href="hjelp.html" target="_blank" rel="noopener noreferrer">')
    expect(text).toContain(
      '<a class="x" href="https://f.example/nb/om" target="_blank" rel="noopener noreferrer">',
    )
    expect(text).toContain('<a href="https://ung.example/a?b=1&amp;c=2" target="_blank"')
    expect(text).toContain('<a href="#ferdig">')
    expect(text).toContain('<a href="tel:116111">')
  })

  test('has a policy and the adapter before anything else', () => {
    expect(inlineParts(text).scripts).toEqual(["run('$&')"])
    expect(inlineParts(text).styles).toHaveLength(1)
    const policy = packagePolicy('scorm12', ["'sha256-x'"], [])
    expect(policy).toContain("connect-src 'none'")
    const whole = withHead(text, policy, 'scorm12.js')
    expect(whole.indexOf('scorm12.js')).toBeLessThan(whole.indexOf('<style>'))
    expect(whole).toContain(`script-src 'self' 'sha256-x'`)
  })
})
