// A micro-course as pure data: what is wrong with a course file.
import type { Course } from '#schemas/course.ts'

/** Dangling sources, parts that do not match, minutes that do not add up, and a course without a check at its end. */
export function courseFaults(course: Course, body: string, sources: ReadonlySet<string>): string[] {
  const written = [...body.matchAll(/<Part\s+id="([^"]*)"/g)].map((match) => match[1])
  const promised = course.parts.map(({ id }) => id)
  const sum = course.parts.reduce((total, { minutes }) => total + minutes, 0)
  return [
    ...[...course.sources, ...course.buildsOn.map(({ source }) => source)]
      .filter((id) => !sources.has(id))
      .map((id) => `there is no "${id}" in sources`),
    ...(written.join() === promised.join()
      ? []
      : [`parts are [${promised.join()}] in the frontmatter and [${written.join()}] in the text`]),
    ...(sum === course.minutes ? [] : [`the parts take ${sum} minutes, the course says ${course.minutes}`]),
    ...(/<Quiz\s/.test(body) ? [] : ['there is no <Quiz>']),
  ]
}
