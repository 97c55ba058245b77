// Lint rules: TypeScript with types where the logic is, Astro with accessibility, Solid's reactivity.
// Formatting is prettier's; who may import whom is tests/architecture.test.ts.
import astro from 'eslint-plugin-astro'
import solid from 'eslint-plugin-solid/configs/typescript'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

// Reading types costs time, so only where a forgotten `await` or a wrong type would reach an answer.
const typed = [
  'src/{domain,schemas,store,api,http,crypto,islands,cli}/**/*.{ts,tsx}',
  'src/{server,middleware}.ts',
  '{db,tests}/**/*.ts',
]

export default defineConfig(
  globalIgnores([
    '**/dist',
    '**/.astro',
    'data',
    'test-results',
    'playwright-report',
    'public',
    'src/messages/compiled',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [tseslint.configs.recommended],
    rules: {
      eqeqeq: 'error',
      'no-fallthrough': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unsafe-finally': 'error',
      // `{ gone, ...others }` is how a key is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  {
    files: typed,
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    // Async because a caller expects a promise, awaiting or not: no fault.
    rules: { '@typescript-eslint/require-await': 'off' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  // A column of a raw query may by its type be a blob; the schema says that it is not.
  { files: ['src/{store,cli}/**/*.ts'], rules: { '@typescript-eslint/no-base-to-string': 'off' } },
  {
    // What a test reads back is checked by what it expects; a forgotten `await` still counts.
    files: ['**/*.test.{ts,tsx}', 'tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { extends: [astro.configs['flat/recommended'], astro.configs['flat/jsx-a11y-recommended']] },
  {
    files: ['**/*.astro'],
    rules: {
      // A table that scrolls sideways must be reachable by keyboard: a named region with tabindex.
      'astro/jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['region', 'tabpanel'] }],
    },
  },
  { files: ['src/islands/**/*.{ts,tsx}'], extends: [solid] },
)
