// What may be kept on a device, what never, and how much.
import { describe, expect, test } from 'vitest'
import {
  answersAt,
  bytesOf,
  bytesOfAll,
  type Kept,
  lessonPath,
  lessonPlace,
  mayKeep,
  ordersFor,
  tooMany,
  visitedAtMost,
  views,
} from './offline.ts'

const at = (path: string) => new URL(path, 'https://forspring.example')

describe('the address of a lesson', () => {
  test('says language, lesson and view', () => {
    expect(lessonPlace('/nn/undervisning/alle-gjor-det')).toEqual({
      language: 'nn',
      slug: 'alle-gjor-det',
      view: '',
    })
    expect(lessonPlace('/en/undervisning/alle-gjor-det/utskrift')?.view).toBe('utskrift')
  })

  test('is written back as it was read', () => {
    const path = '/nb/undervisning/alle-gjor-det/projektor'
    expect(lessonPath(lessonPlace(path)!)).toBe(path)
  })

  test.each([
    '/nb/undervisning',
    '/nb/undervisning/tatt-med',
    '/nb/undervisning/alle-gjor-det/del',
    '/nb/undervisning/alle-gjor-det/elev/mer',
    '/nb/skole/undervisning/x',
    '/se/undervisning/x',
    'https://x.example/nb/undervisning/x',
  ])('is not %s', (path) => expect(lessonPlace(path)).toBeUndefined())
})

describe('nothing is kept of', () => {
  test.each([
    '/trpc/participation.find',
    '/nb/delta',
    '/nb',
    '/nb/skole',
    '/nb/skole/runde/1',
    '/nb/forsker',
    '/nb/admin',
    '/nb/logg-inn',
    '/pakke/nb/alle-gjor-det-scorm12.zip',
    '/eksport/wave/svar.csv',
  ])('%s', (path) => {
    expect(mayKeep(path)).toBe(false)
    expect(answersAt(at(path))).toBe(false)
  })

  test('a lesson that runs live', () => {
    expect(answersAt(at('/nb/undervisning/alle-gjor-det/elev'))).toBe(true)
    expect(answersAt(at('/nb/undervisning/alle-gjor-det/elev?direkte=ABC'))).toBe(false)
  })
})

describe('opening a lesson', () => {
  const open = (view: 'elev' | 'projektor', chosen = false) =>
    ordersFor({ language: 'nb', slug: 'x', view }, chosen)

  test('as a pupil keeps the pupil’s page and the numbers to call', () => {
    const [around, lesson] = open('elev')
    expect(around.paths).toEqual(['/nb/uten-nett'])
    expect(lesson.paths).toEqual(['/nb/undervisning/x/elev'])
  })

  test('as a teacher, or choosing it, keeps every view that a lesson can have', () => {
    for (const [, lesson] of [open('projektor'), open('elev', true)])
      expect(lesson.paths).toEqual(views.map((view) => lessonPath({ language: 'nb', slug: 'x', view })))
  })

  test('orders nothing that may not be kept', () => {
    for (const order of [...open('elev'), ...open('projektor')])
      expect(order.paths.filter((path) => !mayKeep(path))).toEqual([])
  })
})

describe('room', () => {
  const kept = (slug: string, keptAt: number, chosen = false): Kept => ({
    language: 'nb',
    slug,
    chosen,
    keptAt,
    title: slug,
    paths: [],
    files: { [`/${slug}`]: 10, '/_astro/shared.js': 5 },
  })

  test('a shared file counts once in all, and in each', () => {
    const all = [kept('a', 1), kept('b', 2)]
    expect(all.map(bytesOf)).toEqual([15, 15])
    expect(bytesOfAll(all)).toBe(25)
  })

  test('the longest unused visited lesson goes first; a chosen one and the pages around never', () => {
    const visited = Array.from({ length: visitedAtMost + 1 }, (_, index) => kept(`v${index}`, index + 10))
    const all = [kept('', 0), kept('chosen', 1, true), ...visited]
    expect(tooMany(all).map(({ slug }) => slug)).toEqual(['v0'])
  })
})
