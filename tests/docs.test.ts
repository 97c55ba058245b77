// What README, CONTRIBUTING, guides and decision records say is there: scripts, commands, settings, folders, links.
// It reads names only. Whether a sentence is true, a person has to see.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const read = (path: string) => readFileSync(path, 'utf8')
const readme = read('README.md')
const contributing = read('CONTRIBUTING.md')
const both = readme + contributing
const decisions = globSync('content/decisions/*').sort()
const documents = ['README.md', 'CONTRIBUTING.md', ...globSync('content/guides/*.md'), ...decisions]
const manifest = JSON.parse(read('package.json')) as Record<
  'scripts' | 'dependencies' | 'devDependencies',
  object
>

/** Sources that people wrote, in every folder that has code, and the settings beside them. */
const sources = [
  ...globSync('{src,db,bench,tests}/**/*.{ts,tsx,astro}'),
  ...globSync('*.config.{ts,js,mjs}'),
].filter((path) => !/(^|\/)(dist|\.astro|compiled)\//.test(path))

describe('commands and settings', () => {
  test('every npm script is mentioned', () => {
    const missing = Object.keys(manifest.scripts).filter(
      (name) => !both.includes(`npm run ${name}`) && !both.includes(`npm ${name}`),
    )
    expect(missing).toEqual([])
  })

  test('every `forspring` command stands in the README as its own help writes it', () => {
    const usages = globSync('src/cli/*.ts').flatMap((path) =>
      [...read(path).matchAll(/^\s*usage:\s*'([^']+)'/gm)].map((match) => match[1]!),
    )
    expect(usages.length).toBeGreaterThan(0)
    expect(usages.filter((usage) => !readme.includes(usage))).toEqual([])
  })

  test('every environment variable is explained, and the README names none that nobody reads', () => {
    const named = new Set(
      sources.flatMap((path) =>
        [...read(path).matchAll(/\benv(?:\.|\[['"])([A-Z][A-Z0-9_]*)/g)]
          .map((match) => match[1]!)
          // Vite's own constants, in import.meta.env, and the search path that a test hands on.
          .filter((name) => !['DEV', 'PROD', 'SSR', 'MODE', 'BASE_URL', 'PATH'].includes(name)),
      ),
    )
    expect([...named].filter((name) => !both.includes(`\`${name}\``))).toEqual([])
    const settings = [...readme.matchAll(/^\|\s*`([A-Z_]+)`/gm)].map((match) => match[1]!)
    expect(settings.filter((name) => !named.has(name))).toEqual([])
  })

  test('every figure of `npm run bench` has a row in the README', () => {
    const figures = globSync('bench/*.ts').flatMap((path) =>
      [...read(path).matchAll(/print\(\{\s*name: '([^']+)'/g)].map((match) => match[1]!),
    )
    expect(figures.filter((name) => !readme.includes(name))).toEqual([])
  })
})

describe('the map', () => {
  const [, map = ''] = /## The map\n+```\n([\s\S]*?)\n```/.exec(contributing) ?? []
  const mapped = map.split('\n').map((line) => line.split(' ')[0]!)

  test('names only what exists', () => {
    expect(mapped.filter((path) => !existsSync(path))).toEqual([])
  })

  test('leaves out no folder', () => {
    const folders = globSync(['*/', 'src/*/', 'content/*/', '.github/', '.ci/'], {
      exclude: ['node_modules', 'dist', 'data', 'test-results', 'playwright-report'],
    }).map((path) => path.replace(/\/?$/, '/'))
    expect(folders.filter((path) => !mapped.some((line) => line.startsWith(path)))).toEqual([])
  })
})

describe('decision records', () => {
  test('are numbered without a gap, short, dated, and say what was decided', () => {
    decisions.forEach((path, index) => {
      const number = String(index + 1).padStart(4, '0')
      expect(path).toMatch(new RegExp(`/${number}-[a-z0-9-]+\\.md$`))
      const text = read(path)
      expect(text.split('\n')[0], path).toMatch(new RegExp(`^# ${number} \\S`))
      expect(text, path).toMatch(/^\d{4}-\d{2}-\d{2}/m)
      expect(text.trimEnd().split('\n').length, path).toBeLessThanOrEqual(40)
    })
  })

  test('exist when the code refers to them', () => {
    const numbers = decisions.map((path) => path.replace(/.*\/(\d{4})-.*/, '$1'))
    const dangling = sources.flatMap((path) =>
      [...read(path).matchAll(/content\/decisions\/(\d{4})/g)]
        .filter((match) => !numbers.includes(match[1]!))
        .map((match) => `${path}: ${match[1]}`),
    )
    expect(dangling).toEqual([])
  })

  test('give a reason for every dependency', () => {
    const record = read(decisions.find((path) => path.includes('/0013-'))!)
    const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(packages.filter((name) => !record.includes(`\`${name}\``))).toEqual([])
  })
})

/** Made by the build or the first start, so a clean clone does not have it. */
const generated = /^src\/messages\/compiled|^data\b|^dist\b|^node_modules\b/

test.each(documents)('%s points only to what exists', (document) => {
  const text = read(document)
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1]!.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    // An address that begins with a slash is one of the site's own, of a page or a file in public/.
    .map((target) => (target.startsWith('/') ? `public${target}` : join(dirname(document), target)))
  // `src/domain/flow.ts` in a sentence; a path with a hole in it (`<id>`, `*`, `…`) is a pattern and not a path.
  const paths = [...text.matchAll(/`((?:src|db|tests|bench|content|public|project\.inlang|\.ci)\/[^`\s]*)`/g)]
    .map((match) => match[1]!)
    .filter((path) => !/[<*…{]/.test(path))
  expect([...links, ...paths].filter((path) => !generated.test(path) && !existsSync(path))).toEqual([])
})
