// Downloads: `/pakke/nb/alle-gjor-det-scorm12.zip`. The pages inside are drawn by their own routes, as for anybody who is
// not signed in, so a package can never hold a name.
import type { APIContext, APIRoute } from 'astro'
import { loadLesson } from '#components/lesson/load-lesson.ts'
import { makeOnce } from '#components/share/make-once.ts'
import { makePackage } from '#components/share/make-package.ts'
import { isLocale } from '#domain/locale.ts'
import { offlinePage } from '#domain/offline.ts'
import { readPackageName } from '#domain/package.ts'

/** Made once for as long as the server runs, that is for one build; the last few, so that memory stays small. */
const once = makeOnce<Uint8Array<ArrayBuffer>>(12)

export const GET: APIRoute = async (context) => {
  const { lang, file = '' } = context.params
  const { clientFiles, origin } = context.locals
  const wanted = readPackageName(file)
  const loaded = isLocale(lang) && wanted ? await loadLesson(wanted.slug, lang) : undefined
  if (!isLocale(lang) || !wanted || !loaded || !clientFiles) return new Response(null, { status: 404 })
  // Without pupils' screens there is no page to pack.
  if (loaded.lesson.devices === 'none') return new Response(null, { status: 404 })

  const zip = await once(`${lang}/${file}`, async () =>
    makePackage({
      kind: wanted.kind,
      lesson: {
        slug: loaded.slug,
        language: lang,
        title: loaded.lesson.title,
        summary: loaded.lesson.summary,
      },
      origin,
      clientFiles,
      pupil: await draw(context, `/${lang}/undervisning/${loaded.slug}/elev?pakke`),
      help: await draw(context, `${offlinePage(lang)}?pakke`),
    }),
  )

  return new Response(zip, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="forspring-${lang}-${file}"`,
      'cache-control': 'no-cache',
    },
  })
}

async function draw(context: APIContext, path: string): Promise<string> {
  const { user } = context.locals
  context.locals.user = undefined
  const page = await context.rewrite(path)
  context.locals.user = user
  if (!page.ok) throw new Error('A page of a package could not be drawn')
  return page.text()
}
