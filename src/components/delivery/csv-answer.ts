// Coverage as a file: counts only, safe to open in a spreadsheet. A refusal has the shape that the API gives.
import { csvLine } from '#domain/formats/csv.ts'
import { problems, type ProblemCode } from '#domain/problem.ts'

export const csvAnswer = (name: string, rows: (string | number)[][]): Response =>
  // With the mark that tells a spreadsheet that this is UTF-8.
  new Response(`\ufeff${rows.map(csvLine).join('')}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
    },
  })

export const refusedAnswer = (problem: ProblemCode): Response =>
  Response.json(
    { error: { message: problem, data: { problem, httpStatus: problems[problem] } } },
    { status: problems[problem], headers: { 'cache-control': 'no-store' } },
  )
