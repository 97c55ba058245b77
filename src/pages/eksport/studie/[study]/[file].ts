// Downloads of a study's report: the table that it was made of, the R script that repeats it, and the report as JSON.
// Not under a language, because scripts use the address.
import type { APIRoute } from 'astro'
import { attempt } from '#components/staff/load.ts'
import { download, refuse } from '#components/staff/download.ts'

export const GET: APIRoute = async ({ params, locals }) => {
  const { study: studyId = '', file = '' } = params
  if (!['analyse.csv', 'analyse.R', 'rapport.json'].includes(file))
    return refuse(locals.user ? 'study.not-found' : 'access.sign-in')
  const { value, problem } = await attempt(() => locals.api.report.files({ studyId }))
  if (problem) return refuse(problem)
  if (file === 'analyse.csv')
    return new Response(value.csv.join(''), { headers: download(file, 'text/csv; charset=utf-8') })
  if (file === 'analyse.R')
    return new Response(value.r, { headers: download(file, 'text/plain; charset=utf-8') })
  return new Response(JSON.stringify(value.report, null, 2) + '\n', {
    headers: download(file, 'application/json'),
  })
}
