// A questionnaire as an XLSForm workbook. A refusal has the shape that the API gives.
import type { APIRoute } from 'astro'
import { refusedAnswer } from '#components/delivery/csv-answer.ts'
import { attempt } from '#components/staff/load.ts'

export const GET: APIRoute = async ({ locals, params }) => {
  const id = params['id'] ?? ''
  const { value, problem } = await attempt(() => locals.api.ownInstrument.exportFile({ id }))
  if (problem) return refusedAnswer(problem)
  return new Response(Buffer.from(value.file, 'base64'), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      // An id has letters, digits and hyphens only.
      'content-disposition': `attachment; filename="${id}.xlsx"`,
      'cache-control': 'no-store',
    },
  })
}
