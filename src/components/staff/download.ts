// How a file leaves as an answer, and how it is refused.
import { problems, type ProblemCode } from '#domain/problem.ts'

/** Headers of a file to be kept; never in a cache on the way. */
export const download = (name: string, type: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'no-store',
})

/** In the shape that the API gives. */
export const refuse = (problem: ProblemCode) =>
  Response.json(
    { error: { message: problem, data: { problem, httpStatus: problems[problem] } } },
    { status: problems[problem], headers: { 'cache-control': 'no-store' } },
  )
