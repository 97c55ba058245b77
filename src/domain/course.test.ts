// The faults of a course file that must stop a build.
import { expect, test } from 'vitest'
import type { Course } from '#schemas/course.ts'
import { courseFaults } from './course.ts'

const course: Course = {
  title: 't',
  summary: 's',
  order: 1,
  minutes: 10,
  goals: ['a', 'b'],
  buildsOn: [{ source: 'known', how: 'so' }],
  sources: [],
  reviewed: '2026-11-22',
  reviewBy: '2027-11-22',
  parts: [
    { id: 'a', title: 'A', minutes: 4 },
    { id: 'b', title: 'B', minutes: 3 },
    { id: 'c', title: 'C', minutes: 3 },
  ],
}
const body = '<Part id="a">\n<Part id="b">\n<Part id="c">\n<Quiz id="x" />'
const known = new Set(['known'])

test('a course as it should be has no faults', () => expect(courseFaults(course, body, known)).toEqual([]))

test.each([
  ['a source that does not exist', { ...course, sources: ['gone'] }, body, 'there is no "gone" in sources'],
  ['a part that is not written', course, body.replace('<Part id="b">', ''), 'parts are [a,b,c]'],
  ['minutes that do not add up', { ...course, minutes: 12 }, body, 'the parts take 10 minutes'],
  ['no check at its end', course, body.replace('<Quiz id="x" />', ''), 'there is no <Quiz>'],
])('%s is a fault', (_, faulty, text, sentence) => {
  expect(courseFaults(faulty, text, known).join()).toContain(sentence)
})
