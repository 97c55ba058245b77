// Linkage of a nation: 400,000 pupils in 4,000 pools, two waves, the primary rule. In a process of its own, so that the
// memory is that of the linkage and of the records it is given.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import {
  assumedElements,
  carefulAndCareless,
  simulateLinkCodes,
  type SimulatedCode,
} from '#domain/link-code-simulation.ts'
import { linkWaves } from '#domain/linkage.ts'
import { randomFrom } from '#domain/simulation.ts'
import { print } from './figure.ts'

const file = fileURLToPath(import.meta.url)

function link() {
  const [before, after] = simulateLinkCodes(
    { elements: assumedElements, care: carefulAndCareless },
    { pools: 4000, pupils: 100, waves: 2, leaving: 0.1, joining: 0.1 },
    randomFrom(1),
  ) as [SimulatedCode[], SimulatedCode[]]
  const began = performance.now()
  const { pairs } = linkWaves(before, after)
  const seconds = (performance.now() - began) / 1000
  return { seconds, pairs: pairs.length, megabytes: process.resourceUsage().maxRSS / 1024 }
}

export async function measure(): Promise<void> {
  const { stdout } = spawnSync(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const { seconds, pairs, megabytes } = JSON.parse(String(stdout)) as ReturnType<typeof link>
  const against = `${pairs} pairs; comparing all pairs of a pool would be 40 million comparisons a stage`
  print({ name: 'linkage, 400,000 × 2 waves', value: seconds, unit: 's', target: '<= 3', against })
  print({ name: 'linkage, peak memory with its records', value: megabytes, unit: 'MB', target: '<= 1000' })
}

if (process.argv[1] === file) process.stdout.write(JSON.stringify(link()))
