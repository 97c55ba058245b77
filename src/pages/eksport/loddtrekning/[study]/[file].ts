// Downloads of a draw, once it has been revealed: `loddtrekning-1.json`, the very text whose hash was shown on the day of
// the draw, and `skoler-1.csv`, from which `forspring randomise` draws the same.
import type { APIRoute } from 'astro'
import { download, refuse } from '#components/staff/download.ts'
import { attempt } from '#components/staff/load.ts'
import { schoolsFile } from '#domain/allocation-file.ts'

const types = { json: 'application/json', csv: 'text/csv; charset=utf-8' }

export const GET: APIRoute = async ({ params, locals }) => {
  const { study: studyId = '', file = '' } = params
  const number = Number(
    /^(?:loddtrekning-(\d{1,3})\.json|skoler-(\d{1,3})\.csv)$/.exec(file)?.slice(1).join(''),
  )
  if (!number) return refuse(locals.user ? 'allocation.not-found' : 'access.sign-in')
  const { value, problem } = await attempt(() => locals.api.allocation.record({ studyId, number }))
  if (problem) return refuse(problem)
  const type = file.endsWith('.json') ? 'json' : 'csv'
  const names = new Map(value.schools.map(({ id, name }) => [id, name]))
  const text = type === 'json' ? value.text : schoolsFile(value.record, (id) => names.get(id))
  return new Response(text, { headers: download(file, types[type]) })
}
