// Makes the files of this folder anew from a simulated trial, and has R repeat its report:
// node tests/reference/report/make.ts && Rscript tests/reference/report/analyse.R > tests/reference/report/analyse.txt
import { writeFileSync } from 'node:fs'
import { simulatedReport } from './simulated-report.ts'

const { csv, r } = simulatedReport()
const here = (file: string) => new URL(file, import.meta.url)
writeFileSync(here('analyse.csv'), csv)
writeFileSync(here('analyse.R'), r)
