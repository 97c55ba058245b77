// A study's report, the table that it was made of, and the R script that repeats it. Computed from the database, and
// remembered while nothing that it tells of has changed; what leaves is of groups, and the table has no round below ten.
import { setImmediate as letOthersIn } from 'node:timers/promises'
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
import { type ReportFacts, reportFacts } from './report-facts.ts'
import { memory } from './memory.ts'
import { markOf, type ReportCourse, reportCourse } from './report-course.ts'
import { note, studyOf } from './staff-action.ts'
import { type Context, researcherProcedure, router } from './trpc.ts'

const Study = z.strictObject({ studyId: z.string() })
const StudyInLocale = Study.extend({ locale: z.enum(locales) })

async function made(facts: ReportFacts): Promise<{ report: Report; table: AnalysisTable }> {
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
  // Whoever is sending answers goes first.
  await letOthersIn()
  return { table, report: buildReport({ ...facts, design, table, drawTest }) }
}

type Remembered = Pick<ReportFacts, 'design' | 'instruments'> & { report: Report }
const remembered = new WeakMap<Context['database'], ReturnType<typeof memory<Remembered>>>()

/** The report of this course of a study; made by the first who asks for it. */
async function reportOf(ctx: Context, course: ReportCourse): Promise<Remembered> {
  let reports = remembered.get(ctx.database)
  if (!reports) remembered.set(ctx.database, (reports = memory(50)))
  const found = await reports.recall(markOf(course), async () => {
    const facts = await reportFacts(ctx, course)
    return { design: facts.design, instruments: facts.instruments, report: (await made(facts)).report }
  })
  return found!
}

/** Words for the columns: outcomes as the plan names them, the rest as the questionnaire asks. */
function labelsOf(
  { design, instruments }: Remembered,
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
    const course = await reportCourse(ctx, studyId)
    if (typeof course === 'string') {
      const { id, title, simulated } = await studyOf(ctx, studyId)
      return { study: { id, title, simulated }, report: null, why: course, labels: {} }
    }
    const { id, title, simulated } = course.study
    const found = await reportOf(ctx, course)
    return {
      study: { id, title, simulated },
      report: found.report,
      why: null,
      labels: labelsOf(found, locale),
    }
  }),

  /** The table as CSV, line by line, and the R script that goes with it: numbers of schools are new each time. */
  files: researcherProcedure.input(Study).query(async ({ ctx, input: { studyId } }) => {
    const course = await reportCourse(ctx, studyId)
    if (typeof course === 'string') throw new Problem('report.none')
    const { report, table } = await made(await reportFacts(ctx, course))
    await note(ctx, 'study.export', `${studyId} analysis`)
    return { csv: tableLines(table), r: rScript(report, table.coded, 'analyse.csv'), report }
  }),
})
