// Downloads of a wave: `svar.csv`, streamed so that a million rows need little memory, and `kodebok.json`.
// Not under a language, because scripts use the address: `?sprak=nn` chooses the labels.
import type { APIRoute } from 'astro'
import { attempt } from '#components/staff/load.ts'
import { defaultLocale, isLocale } from '#domain/locale.ts'
import { download, refuse } from '#components/staff/download.ts'

export const GET: APIRoute = async ({ params, locals, url }) => {
  const { wave: waveId = '', file = '' } = params
  const language = url.searchParams.get('sprak')
  const wanted = { waveId, locale: isLocale(language) ? language : defaultLocale }
  const name = waveId.replace(/[^\w-]/g, '-')

  if (file === 'kodebok.json') {
    const { value, problem } = await attempt(() => locals.api.study.codebook(wanted))
    if (problem) return refuse(problem)
    return new Response(JSON.stringify(value, null, 2) + '\n', {
      headers: download(`kodebok-${name}.json`, 'application/json'),
    })
  }
  if (file === 'svar.csv') {
    const { value, problem } = await attempt(() => locals.api.study.csv(wanted))
    if (problem) return refuse(problem)
    return new Response(streamOf(value), { headers: download(`svar-${name}.csv`, 'text/csv; charset=utf-8') })
  }
  return refuse(locals.user ? 'wave.not-found' : 'access.sign-in')
}

/** Reads the next piece only when the receiver wants one, and stops reading when the receiver leaves. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
