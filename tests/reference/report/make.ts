// Makes the files of this folder anew from two simulated trials, and has R repeat their reports:
// node tests/reference/report/make.ts && cd tests/reference/report && Rscript analyse.R > analyse.txt && Rscript own.R > own.txt
import { writeFileSync } from 'node:fs'
import { ownChoiceReport, simulatedReport } from './simulated-report.ts'

for (const [name, { csv, r }] of [
  ['analyse', simulatedReport()],
  ['own', ownChoiceReport()],
] as const) {
  const here = (ending: string) => new URL(`${name}.${ending}`, import.meta.url)
  writeFileSync(here('csv'), csv)
  writeFileSync(here('R'), r)
}
