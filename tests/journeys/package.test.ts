// From a drawn page and a folder of built files to a zip that a learning platform can take: whole, alone, always the same.
// What it does in a platform is tested in a browser, tests/e2e/package.spec.ts.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makePackage, type PackageParts } from '#components/share/make-package.ts'
import { filesIn, filesInPage } from '#domain/page-files.ts'

vi.mock('fflate', async (load) => {
  const fflate = await load<typeof import('fflate')>()
  return { ...fflate, zipSync: vi.fn(fflate.zipSync) }
})

const pupil = `<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Økta</title>
<link rel="icon" href="/favicon.svg"><link rel="alternate" hreflang="nn" href="/nn/undervisning/x/elev">
<script src="/lesehjelp.js"></script><style>@font-face{src:url(/_astro/text.a1.woff2)}</style></head>
<body><a href="/nb/hjelp" target="_blank">Hjelp</a><a href="https://ung.example/">Ung</a>
<astro-island component-url="/_astro/Quiz.b2.js" renderer-url="/_astro/client.c3.js"></astro-island>
<script>start("/x")</script><script type="module" src="/_astro/player.d4.js"></script></body></html>`
const help = `<!doctype html><html><head><style>p{font:1em x}</style></head><body><a href="tel:113">113</a></body></html>`

describe.each(['scorm12', 'cmi5'] as const)('a package (%s)', (kind) => {
  let folder: string
  let parts: PackageParts
  let zip: Uint8Array
  let levels: number[]
  let files: Record<string, string>

  beforeAll(async () => {
    folder = mkdtempSync(`${tmpdir()}/forspring-package-`)
    for (const [path, text] of Object.entries({
      '/_astro/Quiz.b2.js': 'import"./web.e5.js"',
      '/_astro/client.c3.js': 'import("./web.e5.js")',
      '/_astro/web.e5.js': '0',
      '/_astro/player.d4.js': '1',
      '/_astro/unused.f6.js': '2',
      '/_astro/text.a1.woff2': 'font',
      '/lesehjelp.js': '3',
      '/favicon.svg': '<svg/>',
      [`/package/${kind}.js`]: '4',
    })) {
      mkdirSync(`${folder}${path.slice(0, path.lastIndexOf('/'))}`, { recursive: true })
      writeFileSync(`${folder}${path}`, text)
    }
    const lesson = { slug: 'x', language: 'nb', title: 'Økta', summary: 'Om noe' } as const
    parts = { kind, lesson, origin: 'https://f.example', clientFiles: folder, pupil, help }
    zip = await makePackage(parts)
    const packed = Object.values(vi.mocked(zipSync).mock.lastCall![0]) as [Uint8Array, { level: number }][]
    levels = packed.map(([, { level }]) => level)
    files = Object.fromEntries(
      Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]),
    )
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('holds the page, what it needs and nothing else, manifest first', () => {
    const manifest = kind === 'scorm12' ? 'imsmanifest.xml' : 'cmi5.xml'
    expect(Object.keys(files)[0]).toBe(manifest)
    expect(Object.keys(files).sort()).toEqual(
      [
        '_astro/Quiz.b2.js',
        '_astro/client.c3.js',
        '_astro/player.d4.js',
        '_astro/text.a1.woff2',
        '_astro/web.e5.js',
        'favicon.svg',
        'hjelp.html',
        'index.html',
        'lesehjelp.js',
        manifest,
        `${kind}.js`,
      ].sort(),
    )
  })

  test('is packed at no higher level than the ordinary: the highest holds everybody else up', () => {
    expect(levels.length).toBeGreaterThan(5)
    expect(Math.max(...levels)).toBe(6)
  })

  test('asks for nothing outside itself', () => {
    for (const name of ['index.html', 'hjelp.html']) expect(filesInPage(files[name]!)).toEqual([])
    for (const [name, text] of Object.entries(files))
      for (const path of filesIn(text, `/${name}`)) expect(files).toHaveProperty([path.slice(1)])
    expect(files['index.html']).not.toMatch(/(?:src|href|url)=?["(]\/|hreflang/)
  })

  test('lists every file in a SCORM manifest', () => {
    if (kind !== 'scorm12') return
    const listed = [...files['imsmanifest.xml']!.matchAll(/<file href="([^"]+)"/g)].map((match) => match[1])
    expect(listed).toEqual(Object.keys(files).filter((name) => name !== 'imsmanifest.xml'))
  })

  test('allows only its own scripts and styles, inline ones by their hash', () => {
    const policy = /content="([^"]*default-src[^"]*)"/.exec(files['index.html']!)?.[1]
    expect(policy).toMatch(/script-src 'self' 'sha256-[^']{44}'/)
    expect(policy).toMatch(/style-src 'self' 'sha256-[^']{44}'/)
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain(kind === 'scorm12' ? "connect-src 'none'" : 'connect-src http: https:')
  })

  test('is the same, byte for byte, when it is made again', async () => {
    expect(Buffer.from(await makePackage(parts)).equals(zip)).toBe(true)
  })
})
