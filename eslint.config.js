// Lint rules: TypeScript with types where the logic is, Astro with accessibility, Solid's reactivity.
// Formatting is prettier's; who may import whom is tests/architecture.test.ts.
import astro from 'eslint-plugin-astro'
import solid from 'eslint-plugin-solid/configs/typescript'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

// Reading types costs time, so only where a forgotten `await` or a wrong type would reach an answer.
const typed = [
  'src/{domain,schemas,store,api,http,crypto,islands,cli}/**/*.{ts,tsx}',
  'src/*.ts',
  'db/**/*.ts',
]

export default defineConfig(
  globalIgnores([
    'dist',
    '.astro',
    'data',
    'test-results',
    'playwright-report',
    'public',
    'src/messages/compiled',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.{ts,tsx,js,mjs}'], extends: [tseslint.configs.recommended] },
  {
    files: typed,
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  { extends: [astro.configs['flat/recommended'], astro.configs['flat/jsx-a11y-recommended']] },
  { files: ['src/islands/**/*.{ts,tsx}'], extends: [solid] },
)
