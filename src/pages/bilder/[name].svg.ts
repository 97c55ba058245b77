// The pictures that lessons use, as files made once by the build: `/bilder/teddy-bear.svg`.
// A file of its own and not markup in the page, because the ids inside two drawings would otherwise meet in one page,
// an island would carry each drawing twice, and a device keeps a file that several lessons share only once.
import type { APIRoute, GetStaticPaths } from 'astro'
import { picturesInUse } from '#components/pictures/picture-set.ts'

export const prerender = true

export const getStaticPaths: GetStaticPaths = () =>
  picturesInUse().map(({ name, svg }) => ({ params: { name }, props: { svg } }))

export const GET: APIRoute<{ svg: string }> = ({ props }) =>
  new Response(props.svg, { headers: { 'content-type': 'image/svg+xml' } })
