// Clock, shuffle, and the faults that must stop a build.
import { describe, expect, it } from 'vitest'
import type { Lesson } from '#schemas/lesson.ts'
import { lessonFaults, shuffledOrder, startMinutes } from './lesson.ts'

const step = (id: string, minutes: number): Lesson['steps'][number] => ({
  id,
  title: id,
  summary: id,
  minutes,
  kind: 'talk',
  core: false,
  variants: [],
  questions: [],
})

const lesson = {
  code: 'U1',
  ageBand: '8-10',
  minutes: 60,
  subjects: ['SAF01-04'],
  aims: ['aim'],
  norms: ['norm'],
  sources: ['study'],
  buildsOn: [{ source: 'study', how: 'x' }],
  steps: [step('guess', 20), step('talk', 40)],
} as unknown as Lesson

it('starts each step where the one before ends', () => {
  expect(startMinutes([{ minutes: 8 }, { minutes: 10 }, { minutes: 12 }])).toEqual([0, 8, 18])
})

describe('shuffledOrder', () => {
  it('keeps every number, gives the same order for the same seed, and never the right one', () => {
    for (const seed of ['a', 'sideleie', 'call-113', '', 'x'.repeat(50)]) {
      for (const count of [2, 3, 5, 8]) {
        const order = shuffledOrder(count, seed)
        expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index))
        expect(order).toEqual(shuffledOrder(count, seed))
        expect(order).not.toEqual(order.toSorted((a, b) => a - b))
      }
    }
  })
})

describe('lessonFaults', () => {
  const known = {
    norms: new Set(['norm']),
    sources: new Set(['study']),
    aims: new Set(['aim']),
    laws: new Set(['law']),
    terms: new Set<string>(),
    pictures: new Set<string>(),
  }
  const body = '<Step id="guess">\n<NormReveal title="a" norm="norm" />\n</Step>\n<Step id="talk">\n</Step>'

  it('finds nothing in a sound lesson', () => {
    expect(lessonFaults(lesson, body, known)).toEqual([])
  })

  it('names every dangling reference, in the frontmatter and in the text', () => {
    const bare = { ...known, norms: bareSet(), sources: bareSet(), aims: bareSet(), laws: bareSet() }
    const faults = lessonFaults(lesson, `${body}<LawCard law="law" />`, bare)
    for (const id of ['norm', 'study', 'aim', 'law']) expect(faults.join()).toContain(`there is no "${id}"`)
  })

  it('asks a lesson for school, and no kindergarten, for subject and aim', () => {
    const aimless = { ...lesson, subjects: [], aims: [] }
    expect(lessonFaults(aimless, body, known)).toContain('a lesson for school names a subject and an aim')
    expect(lessonFaults({ ...aimless, ageBand: 'barnehage' }, body, known)).toEqual([])
  })

  it('refuses steps in another order and minutes that do not add up', () => {
    const turned = { ...lesson, minutes: 45, steps: lesson.steps.toReversed() }
    const faults = lessonFaults(turned, body, known)
    expect(faults).toContain('steps are [talk,guess] in the frontmatter and [guess,talk] in the text')
    expect(faults).toContain('the steps take 60 minutes, the lesson says 45')
  })
})

function bareSet() {
  return new Set<string>()
}
