// The mixed model on a nation's pupils, against R's lme4 in the same run: 400,000 rows in 3,000 schools.
// Ours is timed from text cells to degrees of freedom, lme4 from a numeric data frame to the bare fit.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { readTable } from '#domain/formats/csv-read.ts'
import { designOf } from '#domain/statistics/design.ts'
import { mixedModel } from '#domain/statistics/mixed-model.ts'
import { percentile, print } from './figure.ts'
import { chance, normal } from './simulate.ts'

const model = 'post ~ pre + age + arm * late'

/** 3,000 schools of unequal size. */
function simulate(): string {
  const random = chance(20261122)
  const lines = ['school,arm,late,age,pre,post']
  for (let school = 0; school < 3000; school += 1) {
    const own = 0.3 * normal(random)
    const size = 60 + Math.floor(random() * 147)
    const [arm, late] = [school % 2, (school >> 1) % 2]
    for (let pupil = 0; pupil < size && lines.length <= 400_000; pupil += 1) {
      const pre = normal(random)
      const age = 13 + Math.floor(random() * 3)
      const post = 0.5 * pre + 0.1 * age - 0.05 * arm + own + normal(random)
      lines.push(`${school},${arm},${late},${age},${pre.toFixed(3)},${post.toFixed(4)}`)
    }
  }
  return lines.join('\n') + '\n'
}

export async function measure(): Promise<void> {
  const folder = mkdtempSync(`${tmpdir()}/forspring-bench-`)
  try {
    const file = `${folder}/schools.csv`
    const text = simulate()
    writeFileSync(file, text)
    const table = readTable(text)
    const times = [0, 1, 2, 3, 4].map(() => {
      const began = performance.now()
      const fit = mixedModel(designOf(table, model, 'school'))
      return { seconds: (performance.now() - began) / 1000, fit }
    })
    const seconds = percentile(
      times.map((each) => each.seconds),
      0.5,
    )
    const { fit } = times[0]!
    print({ name: 'mixed model, 400,000 rows in 3,000 schools', value: seconds, unit: 's' })
    const script = fileURLToPath(new URL('mixed-model.R', import.meta.url))
    const { status, stdout } = spawnSync('Rscript', [script, file], { encoding: 'utf8' })
    if (status !== 0) {
      process.stderr.write('No R with lme4 here: the mixed model was not compared.\n')
      return
    }
    const theirs = JSON.parse(stdout) as { seconds: number; estimate: number[]; se: number[]; logLik: number }
    print({
      name: 'mixed model, times as fast as lme4',
      value: theirs.seconds / seconds,
      unit: '×',
      target: '>= 10',
      against: `lme4 ${theirs.seconds.toFixed(2)} s`,
    })
    const apart = [
      ...fit.fixed.map(({ estimate, se }, k) => Math.abs(estimate - theirs.estimate[k]!) / se),
      ...fit.fixed.map(({ se }, k) => Math.abs(se / theirs.se[k]! - 1)),
      Math.abs(fit.logLik! / theirs.logLik - 1),
    ]
    print({
      name: 'mixed model, largest difference to lme4',
      value: Math.max(...apart) * 1e6,
      unit: 'millionths',
      target: '<= 10',
      against: 'lme4',
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
