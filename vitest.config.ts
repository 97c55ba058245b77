import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Those that take half a minute and more go first, so that no processor waits for them at the end. */
const long = /faults\/sigkill|src\/server\.test|journeys\/(access|accounts|order-leak)/

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [
      ...sorted.filter(({ moduleId }) => long.test(moduleId)),
      ...sorted.filter(({ moduleId }) => !long.test(moduleId)),
    ]
  }
}

export default defineConfig({
  plugins: [solid({ ssr: true })],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules'],
    sequence: { sequencer: LongFirst },
    // One worker a processor; left alone, Vitest keeps one processor for itself, which is half of two.
    maxWorkers: '100%',
    // No test measures time; a busy machine may take its own.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A time zone that is far from Norway's and has no round offset: shows any local time in the code.
    env: { TZ: 'Australia/Eucla' },
  },
})
