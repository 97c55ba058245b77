// The house rules a machine can check: who may import whom, words that may not stand in the code, sizes.
// A rule that is broken for a good reason has its file in a list below, with the reason; a stale entry fails too.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

type Import = { to: string; isType: boolean; inScript: boolean }

const root = fileURLToPath(new URL('..', import.meta.url))
const generated = /(^|\/)(dist|\.astro|node_modules|compiled)\//
const everything = ['src', 'db', 'tests', 'bench']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.(ts|tsx|astro|css)$/.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .filter((path) => !generated.test(path))
  .sort()
const isTest = (path: string) => /^(tests|bench)\/|\.test\.tsx?$/.test(path)
const text = new Map(everything.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
const code = new Map(everything.map((path) => [path, withoutComments(text.get(path)!)]))
const sources = everything.filter((path) => !isTest(path) && !path.endsWith('.css'))
const imports = new Map(everything.filter((p) => !p.endsWith('.css')).map((path) => [path, importsOf(path)]))

function withoutComments(source: string): string {
  const blank = (match: string) => match.replace(/[^\n]/g, ' ')
  return source
    .replace(/<!--[\s\S]*?-->|(?<=^\s*|\{)\/\*[\s\S]*?\*\//gm, blank)
    .replace(/(?<=^|\s)\/\/.*$/gm, blank)
}

/** `#store/round.ts` and `../store/round.ts` become `src/store/round.ts`; a package stays as it is. */
function target(from: string, name: string): string {
  const file = name.replace(/\?.*$/, '')
  if (file.startsWith('.')) return join(dirname(from), file)
  return file.startsWith('#') ? file.slice(1).replace(/^(?!db\/)/, 'src/') : file
}

function importsOf(path: string): Import[] {
  const source = code.get(path)!
  const statement = /\b(?:import|export)\s+(type\s+)?(?:[\w*{][^'";]*?\sfrom\s*)?'([^']+)'/g
  // `import('…').Name` with a capital is a type; anything else loads the module.
  const call = /\bimport\(\s*'([^']+)'\s*\)(\.[A-Z])?/g
  const scriptStart = path.endsWith('.astro') ? source.search(/<script[\s>]/) : -1
  const found = (name: string, isType: boolean, at: number): Import => ({
    to: target(path, name),
    isType,
    inScript: scriptStart >= 0 && at > scriptStart,
  })
  return [
    ...[...source.matchAll(statement)].map((match) => found(match[2]!, !!match[1], match.index)),
    ...[...source.matchAll(call)].map((match) => found(match[1]!, !!match[2], match.index)),
  ]
}

/** These put the layers together, so they may import any; only each other and cli/ may import them. */
const roots = [
  'db/seed.ts',
  'db/seed-trial.ts',
  'db/seed-trial-rounds.ts',
  'src/content.config.ts',
  'src/env.d.ts',
  'src/middleware.ts',
  'src/server.ts',
].concat('src/http/develop.ts')

/** `src/store/round.ts` → `store`; one of `roots` → `root`; a package → undefined. */
function layerOf(path: string): string | undefined {
  if (roots.includes(path)) return 'root'
  if (path.startsWith('db/')) return 'db'
  if (/^(tests|bench)\//.test(path)) return 'tests'
  return /^src\/([^/]+)/.exec(path)?.[1]
}

const each = (paths: string[]) =>
  paths.flatMap((from) =>
    imports.get(from)!.map((found) => ({ from, ...found, says: `${from} → ${found.to}` })),
  )
const runtime = (path: string) => (imports.get(path) ?? []).filter((found) => !found.isType)

const inner = ['schemas', 'domain']
/** What a layer may import when it runs. Types may come from any layer but those in `noTypesFrom`. */
const mayImport: Record<string, string[]> = {
  schemas: [],
  domain: [],
  messages: ['domain'],
  crypto: inner,
  db: inner,
  store: [...inner, 'db'],
  api: [...inner, 'crypto', 'store'],
  http: [...inner, 'crypto', 'db', 'store', 'api', 'messages'],
  cli: [...inner, 'crypto', 'db', 'store', 'api', 'http', 'messages', 'root'],
  islands: ['domain', 'messages'],
  components: ['domain', 'messages', 'styles', 'islands'],
  layouts: ['domain', 'messages', 'styles', 'islands', 'components'],
  pages: [...inner, 'messages', 'styles', 'islands', 'components', 'layouts'],
}
const faces = ['islands', 'components', 'layouts', 'pages', 'cli', 'root']
const noTypesFrom: Record<string, string[]> = {
  schemas: ['domain', 'messages', 'crypto', 'db', 'store', 'api', 'http', ...faces],
  domain: ['messages', 'crypto', 'db', 'store', 'api', 'http', ...faces],
  crypto: ['messages', 'db', 'store', 'api', 'http', ...faces],
  db: ['messages', 'crypto', 'store', 'api', 'http', ...faces],
  store: ['messages', 'crypto', 'api', 'http', ...faces],
  api: ['messages', 'http', ...faces],
  http: faces,
}

/** Arrows that point the wrong way all the same, and why. */
const excused: Record<string, string> = {
  'src/components/site/ErrorPage.astro → src/layouts/Page.astro': 'the one page three routes share',
}

test('arrows point inward only', () => {
  const wrong = each(sources).filter(({ from, to, isType }) => {
    const [here, there] = [layerOf(from)!, layerOf(to)]
    if (here === 'root' || !there || here === there) return false
    return isType ? noTypesFrom[here]?.includes(there) : !mayImport[here]?.includes(there)
  })
  expect(wrong.map(({ says }) => says)).toEqual(Object.keys(excused))
})

/** Which package may be imported where: `runs` at run time, `types` for types as well. */
const packages: { name: RegExp; runs: RegExp; types?: RegExp }[] = [
  { name: /^@libsql\//, runs: /^db\/open\.ts$/, types: /^db\// },
  { name: /^drizzle-orm/, runs: /^(db|src\/store)\/|^src\/http\/staff-session\.ts$/ },
  // Those outside crypto/ keep no secret: addresses hashed in memory, a public page's validator, the demo's filling.
  {
    name: /^(node:)?crypto$/,
    runs: /^src\/(crypto\/|api\/guess-limit\.ts|middleware\.ts)|^db\/seed(-trial(-rounds)?)?\.ts$/,
    types: /^src\/(api|http)\//,
  },
  { name: /^@cloudflare\/blindrsa-ts/, runs: /^src\/islands\/participation\/token\.ts$/ },
  { name: /^zod/, runs: /^src\/(schemas|api)\/|^src\/content\.config\.ts$/ },
  { name: /^@trpc\/server/, runs: /^src\/(api|http)\//, types: /^src\/islands\// },
  { name: /^better-auth/, runs: /^src\/http\// },
  { name: /^solid-js/, runs: /^src\/islands\// },
  { name: /^astro(:|\/|$)/, runs: /^src\/((pages|components|layouts)\/|middleware\.ts|content\.config\.ts)/ },
]

test('a package is imported only where it belongs', () => {
  const wrong = each(sources).filter(({ from, to, isType }) => {
    const rule = packages.find(({ name }) => name.test(to))
    return rule && !rule.runs.test(from) && !(isType && rule.types?.test(from))
  })
  expect(wrong.map(({ says }) => says)).toEqual([])
})

test('schemas use zod, the domain uses nothing, keys use Node alone', () => {
  const allowed: Record<string, RegExp> = { schemas: /^zod/, domain: /^$/, crypto: /^node:/ }
  const wrong = each(sources).filter(
    ({ from, to }) => !layerOf(to) && allowed[layerOf(from)!] && !allowed[layerOf(from)!]!.test(to),
  )
  expect(wrong.map(({ says }) => says)).toEqual([])
})

test('the browser gets neither zod, nor the server, nor every message at once', () => {
  const scripts = each(sources).filter(({ inScript, isType }) => inScript && !isType)
  const seen = new Map(sources.filter((path) => layerOf(path) === 'islands').map((path) => [path, path]))
  for (const { to, says } of scripts) seen.set(to, says)
  for (const [path, way] of seen)
    for (const { to } of runtime(path)) if (!seen.has(to)) seen.set(to, `${way} → ${to}`)
  const kept = /^(zod|node:|astro|@trpc\/server)|^src\/(schemas|store|api|http|crypto)\/|^db\/|in-locale\.ts$/
  expect([...seen].filter(([path]) => kept.test(path)).map(([, way]) => way)).toEqual([])
})

test('nothing imports in a circle', () => {
  const done = new Set<string>()
  const circles: string[] = []
  const follow = (path: string, way: string[]): void => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '))
    if (way.includes(path) || done.has(path)) return
    for (const { to } of imports.get(path) ?? []) follow(to, [...way, path])
    done.add(path)
  }
  for (const path of imports.keys()) follow(path, [])
  expect(circles).toEqual([])
})

test('an import names an existing file, with its extension', () => {
  const wrong = each([...imports.keys()]).filter(
    ({ to }) =>
      layerOf(to) && !to.startsWith('src/messages/compiled/') && !/\.\w+$/.test(to.replace(/.*\//, '')),
  )
  const lost = each([...imports.keys()]).filter(
    ({ to }) => layerOf(to) && !to.startsWith('src/messages/compiled/') && !existsSync(join(root, to)),
  )
  expect([...wrong, ...lost].map(({ says }) => says)).toEqual([])
})

test('no barrels, and no folder for things without a name', () => {
  const barrels = sources.filter((path) => {
    const rest = code
      .get(path)!
      .replace(/\bexport\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s+from\s*'[^']+'/g, '')
    return path.endsWith('.ts') && rest.trim() === '' && code.get(path)!.includes('export')
  })
  expect(barrels).toEqual([])
  expect(everything.filter((path) => /\/(utils?|helpers?|common|shared|lib|services)\//.test(path))).toEqual(
    [],
  )
})

test('a file opens by saying what it is', () => {
  const opening = /^(---\n)?(\/\/|\/\*|<!--|\/\/\/)/
  expect(sources.filter((path) => !opening.test(text.get(path)!))).toEqual([])
})

type Ban = { what: RegExp; where: RegExp; except?: Record<string, string> }
const bans: Record<string, Ban> = {
  'a transaction (it fails under concurrency; use one write)': { what: /\.transaction\(/, where: /./ },
  'a resource (its inline script breaks the policy)': { what: /\bcreateResource\b/, where: /^src\// },
  'a style attribute (the policy stops it)': { what: /\sstyle=["'{`]/, where: /\.(astro|tsx)$/ },
  'an inline handler (the policy stops it)': { what: /\son[a-z]+=["'{]/, where: /\.astro$/ },
  'an inline script (the policy stops it)': { what: /\bis:inline\b/, where: /\.astro$/ },
  'markup from a string': {
    what: /\b(innerHTML|outerHTML|insertAdjacentHTML|set:html|dangerouslySetInnerHTML)\b/,
    where: /^src\//,
    except: {
      'src/components/site/Icon.astro': 'shapes from the icon package, fixed when built',
      'src/components/site/ScriptsLast.astro': 'what Astro itself has written, in another order',
      'src/components/reading/ReadingHead.astro': 'a script of ours, fixed when built, hash in the policy',
      'src/components/lesson/Nothing.astro': 'scripts of rendered parts, written by Astro itself',
      'src/components/lesson/SheetStep.astro': "a lesson's own rendered steps, from content/",
      'src/components/live/LiveSlide.astro': "a lesson's own rendered steps, from content/",
      'src/components/lesson/SlideStep.astro': "a lesson's own rendered steps, from content/",
    },
  },
  'printing (use the log)': { what: /\bconsole\.\w+\(/, where: /^(src\/(?!cli\/)|db\/)/ },
  'weak chance (use crypto/random.ts)': { what: /\bMath\.random\b/, where: /^(src|db)\// },
  'a clock in the domain': {
    what: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/,
    where: /^src\/domain\//,
  },
  'the outside world in the domain': { what: /\b(crypto|process)\.|\bfetch\(/, where: /^src\/domain\// },
  'a default export': {
    what: /\bexport\s+default\b|\bas\s+default\b/,
    where: /^(src\/(?!(pages|islands)\/|content\.config)|db\/)/,
  },
}

test.each(Object.entries(bans))('nowhere: %s', (_, { what, where, except = {} }) => {
  const found = [...sources].filter((path) => where.test(path) && what.test(code.get(path)!))
  expect(found.sort()).toEqual(Object.keys(except).sort())
})

const longest = { source: 250, style: 400, test: 300 }
/** Files that may be longer, how long, and why. */
const long: Record<string, [lines: number, why: string]> = {
  'db/schema.ts': [710, 'every table, in the order you would explain them'],
  'src/components/pictures/Person.astro': [450, 'one drawing: its length is paths, not logic'],
  'tests/journeys/bad-input.test.ts': [340, 'a list of cases; to be split'],
  'tests/journeys/order-leak.test.ts': [320, 'a dump and its readers; the readers belong in tests/support'],
}

/** Without the `<style>` of a component, which is no logic. */
const lines = (path: string) =>
  text
    .get(path)!
    .replace(/^<style[\s\S]*?^<\/style>/gm, '')
    .split('\n').length - 1
const kind = (path: string) => (isTest(path) ? 'test' : path.endsWith('.css') ? 'style' : 'source')

test('files are small', () => {
  const faults = everything
    .filter((path) => lines(path) > (long[path]?.[0] ?? longest[kind(path)]))
    .map((path) => `${path}: ${lines(path)} lines`)
  const stale = Object.keys(long)
    .filter((path) => !text.has(path) || lines(path) <= longest[kind(path)])
    .map((path) => `${path} no longer needs its exception`)
  expect([...faults, ...stale]).toEqual([])
})

test('most files are very small', () => {
  const sorted = sources.map(lines).sort((a, b) => a - b)
  expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(100)
})
