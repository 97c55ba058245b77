// The children's pictures: Fluent Emoji by Microsoft (MIT licence), as packed by Iconify. Read from disk, so only while
// building and testing: the package is 9 MB, and nothing of it may come along into the server or the browser.
// src/pages/bilder/[name].svg.ts writes the few that lessons and questionnaires use as files of their own.
import { globSync, readFileSync } from 'node:fs'
import { picturesIn } from '#domain/lesson-parts.ts'

type Picture = { body: string; width?: number; height?: number }
type PictureSet = { icons: Record<string, Picture>; width: number; height: number }

const file = 'node_modules/@iconify-json/fluent-emoji-flat/icons.json'
let read: PictureSet | undefined
const pictureSet = (): PictureSet => (read ??= JSON.parse(readFileSync(file, 'utf8')) as PictureSet)

/** Every name that an author may use. */
export const pictureNames = (): ReadonlySet<string> => new Set(Object.keys(pictureSet().icons))

/** The pictures of options and information in a questionnaire or block. */
const picturesInYaml = (text: string) =>
  [...text.matchAll(/\bpicture: *([a-z0-9-]+)/g)].map(([, name]) => name!)

/** Name and drawing of each picture that some lesson or questionnaire uses. */
export function picturesInUse(): { name: string; svg: string }[] {
  const { icons, width, height } = pictureSet()
  const textsOf = (pattern: string) => globSync(pattern).map((path) => readFileSync(path, 'utf8'))
  const names = [
    ...textsOf('content/lessons/**/*.mdx').flatMap(picturesIn),
    ...textsOf('content/{blocks,instruments}/*.yaml').flatMap(picturesInYaml),
  ]
  return [...new Set(names)].sort().flatMap((name) => {
    const icon = icons[name]
    if (!icon) return []
    const box = `0 0 ${icon.width ?? width} ${icon.height ?? height}`
    return [{ name, svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${icon.body}</svg>\n` }]
  })
}
