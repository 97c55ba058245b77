// A step of the build: the server as few files instead of some four hundred small modules, so that it starts in half the
// time. `import.meta.url` keeps pointing at each source, because paths of content, migrations and the build hang on it.
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const outDir = `${root}dist/start`

await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  build: {
    ssr: `${root}src/cli/start-product.ts`,
    outDir,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
      },
    },
  },
  ssr: {
    noExternal: true,
    // Native code, and what loads later: the sign-in library, and those that read and write questionnaires of others.
    external: [
      '@libsql/client',
      'libsql',
      'better-auth',
      '@better-auth/passkey',
      'read-excel-file',
      'write-excel-file',
      'saxes',
    ],
  },
  plugins: [
    {
      name: 'keep-import-meta-url',
      transform: (code, id) =>
        id.startsWith(`${root}src/`) || id.startsWith(`${root}db/`)
          ? code.replaceAll(
              'import.meta.url',
              `new URL(${JSON.stringify(relative(outDir, id))}, import.meta.url).href`,
            )
          : undefined,
    },
  ],
})
