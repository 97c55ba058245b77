// A study's report, the table that it was made of, and the R script that repeats it. Computed anew from the database
// each time; what leaves is of groups, and the table has no round below ten.
import { z } from 'zod'
import { panelIdsOfFile } from '#crypto/panel-id.ts'
import { randomKeys } from '#crypto/random.ts'
import { numberSchools } from '#domain/export.ts'
import { locales } from '#domain/locale.ts'
import { Problem } from '#domain/problem.ts'
import { type AnalysisTable, analysisTable, columnOf, tableLines } from '#domain/report/analysis-table.ts'
import { buildReport } from '#domain/report/build-report.ts'
import { drawTestOf } from '#domain/report/draw-test.ts'
import { rScript } from '#domain/report/r-script.ts'
import type { Report } from '#domain/report/report.ts'
import { variablesOf } from '#domain/variable.ts'
import { findStudy } from '#store/study.ts'
import { type ReportFacts, reportFacts } from './report-facts.ts'
import { note } from './staff-action.ts'
import { type Context, researcherProcedure, router } from './trpc.ts'

const Study = z.strictObject({ studyId: z.string() })
const StudyInLocale = Study.extend({ locale: z.enum(locales) })

function made(facts: ReportFacts): { report: Report; table: AnalysisTable } {
  const { responses, schools, design, draw } = facts
  const ids = [...new Set([...schools.map(({ id }) => id), ...responses.map(({ schoolId }) => schoolId)])]
  const schoolNumbers = numberSchools(ids, randomKeys(ids.length))
  const panelIdOf = panelIdsOfFile()
  const made = analysisTable({ ...facts, schoolNumbers, panelIdOf })
  // A new order in each file: two files that list a round alike could be joined line by line.
  const keys = randomKeys(made.rows.length)
  const order = keys.map((_, row) => row).sort((a, b) => keys[a]! - keys[b]!)
  const table = { ...made, rows: order.map((row) => made.rows[row]!) }
  const drawTest = drawTestOf(draw?.record, schoolNumbers)
  return { table, report: buildReport({ ...facts, design, table, drawTest }) }
}

/** @throws Problem `report.none` while there is none, for the reason that `report.get` gives */
async function factsToExport(ctx: Context, studyId: string): Promise<ReportFacts> {
  const facts = await reportFacts(ctx, studyId)
  if (typeof facts === 'string') throw new Problem('report.none')
  return facts
}

/** Words for the columns: outcomes as the plan names them, the rest as the questionnaire asks. */
function labelsOf(
  { design, instruments }: ReportFacts,
  locale: (typeof locales)[number],
): Record<string, string> {
  const asked = [...instruments.values()].flatMap((instrument) =>
    variablesOf(instrument).flatMap(({ name, label, values }): [string, string][] => [
      [name, label[locale] ?? label.nb],
      // Of a subgroup: `gender=1`.
      ...values.map((each): [string, string] => [
        `${name}=${each.value}`,
        each.label[locale] ?? each.label.nb,
      ]),
    ]),
  )
  return Object.fromEntries([
    ...asked,
    ...design.outcomes.map((outcome): [string, string] => [
      columnOf(outcome),
      locale === 'en' ? outcome.label.en : outcome.label.nb,
    ]),
  ])
}

export const reportRouter = router({
  /** The report, or why there is none yet. */
  get: researcherProcedure.input(StudyInLocale).query(async ({ ctx, input: { studyId, locale } }) => {
    const facts = await reportFacts(ctx, studyId)
    const study = typeof facts === 'string' ? (await findStudy(ctx.database, studyId))! : facts.study
    const about = { id: study.id, title: study.title, simulated: study.simulated }
    return typeof facts === 'string'
      ? { study: about, report: null, why: facts, labels: {} }
      : { study: about, report: made(facts).report, why: null, labels: labelsOf(facts, locale) }
  }),

  /** The table as CSV, line by line, and the R script that goes with it: numbers of schools are new each time. */
  files: researcherProcedure.input(Study).query(async ({ ctx, input: { studyId } }) => {
    const { report, table } = made(await factsToExport(ctx, studyId))
    await note(ctx, 'study.export', `${studyId} analysis`)
    return { csv: tableLines(table), r: rScript(report, table.coded, 'analyse.csv'), report }
  }),
})
