// Whatever a teacher taps and pupils answer: the session stays in order, and no shown difference is of fewer than five.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  defaultSeatCap,
  fewestShown,
  fits,
  hasVariants,
  joinCodeLength,
  makeJoinCode,
  newSession,
  next,
  questionId,
  questionsOf,
  readJoinCode,
  release,
  type SessionEvent,
  type SessionState,
  showJoinCode,
  total,
} from './class-session.ts'
import { alphabet } from './participation.ts'
import { isProblemCode, Problem } from './problem.ts'

const lesson = {
  steps: [
    { id: 'intro', core: true, variants: [], questions: [] },
    { id: 'guess', core: true, variants: [], questions: [{ id: 'full', values: 101 }] },
    {
      id: 'poll',
      core: false,
      variants: [{ id: 'short' }],
      questions: [
        { id: 'a', values: 3 },
        { id: 'b', values: 2 },
      ],
    },
    { id: 'end', core: true, variants: [], questions: [] },
  ],
}
const questions = questionsOf(lesson).map(({ id }) => id)

const question = fc.constantFrom(...questions, 'poll/none', 'end/a', '')
const event: fc.Arbitrary<SessionEvent> = fc.oneof(
  fc.constantFrom<SessionEvent>({ kind: 'start' }, { kind: 'lock' }, { kind: 'unlock' }, { kind: 'end' }),
  fc.integer({ min: -1, max: 5 }).map((step): SessionEvent => ({ kind: 'go', step })),
  fc.record({ kind: fc.constantFrom('reveal', 'hide'), question }),
)
const events = fc.array(event, { maxLength: 40 })

/** Every state on the way; a refused event leaves the state as it is. */
function walk(taps: SessionEvent[]): SessionState[] {
  const states = [newSession]
  for (const tap of taps) {
    const state = states.at(-1)!
    try {
      states.push(next(state, tap, lesson))
    } catch (error) {
      if (!(error instanceof Problem) || !isProblemCode(error.code)) throw error
    }
  }
  return states
}

describe('any order of taps', () => {
  test('keeps step and shown questions inside the lesson', () => {
    fc.assert(
      fc.property(events, (taps) => {
        for (const state of walk(taps)) {
          expect(lesson.steps[state.step]).toBeDefined()
          expect(new Set(state.revealed).size).toBe(state.revealed.length)
          expect(questions).toEqual(expect.arrayContaining(state.revealed))
          if (state.status !== 'running') expect(state.revealed).toEqual([])
        }
      }),
    )
  })

  test('adds one to the revision for a change, and nothing otherwise', () => {
    fc.assert(
      fc.property(events, (taps) => {
        const states = walk(taps)
        states.slice(1).forEach((state, index) => {
          const { revision, ...rest } = state
          const { revision: before, ...restBefore } = states[index]!
          const changed = JSON.stringify(rest) !== JSON.stringify(restBefore)
          expect(revision - before).toBe(changed ? 1 : 0)
        })
      }),
    )
  })

  test('may have every tap twice without another outcome', () => {
    fc.assert(
      fc.property(events, (taps) => {
        expect(walk(taps.flatMap((tap) => [tap, tap])).at(-1)).toEqual(walk(taps).at(-1))
      }),
    )
  })

  test('never comes back from the end', () => {
    fc.assert(
      fc.property(events, events, (before, after) => {
        const end = walk([...before, { kind: 'end' }]).at(-1)!
        expect(end).toMatchObject({ status: 'ended', revealed: [] })
        expect(walk([...before, { kind: 'end' }, ...after]).at(-1)).toEqual(end)
      }),
    )
  })
})

describe('one tap', () => {
  const running = walk([{ kind: 'start' }, { kind: 'go', step: 1 }]).at(-1)!
  const said = (state: SessionState, tap: SessionEvent) => {
    try {
      return next(state, tap, lesson).revision - state.revision
    } catch (error) {
      return (error as Problem).code
    }
  }

  test('of «next» in the lobby is refused, and so is a step that the lesson does not have', () => {
    expect(said(newSession, { kind: 'go', step: 1 })).toBe('class-session.unfitting')
    expect(said(running, { kind: 'go', step: 4 })).toBe('class-session.unfitting')
    expect(said(running, { kind: 'go', step: 3 })).toBe(1)
  })

  test('shows no question of a step that is not open yet', () => {
    expect(said(running, { kind: 'reveal', question: 'guess/full' })).toBe(1)
    expect(said(running, { kind: 'reveal', question: 'poll/a' })).toBe('class-session.unfitting')
  })

  test('hides what is not shown without a change', () => {
    expect(said(running, { kind: 'hide', question: 'poll/a' })).toBe(0)
  })
})

test('an answer fits when its step is or has been open and its value is an option', () => {
  const at = (step: number): SessionState => ({ ...newSession, status: 'running', step })
  expect(fits(at(0), lesson, 'guess/full', 40)).toBe(false)
  expect(fits(at(1), lesson, 'guess/full', 100)).toBe(true)
  expect(fits(at(3), lesson, 'guess/full', 0)).toBe(true)
  for (const value of [-1, 101, 0.5, Number.NaN]) expect(fits(at(3), lesson, 'guess/full', value)).toBe(false)
  expect(fits(at(3), lesson, 'guess/other', 0)).toBe(false)
  expect(fits({ ...at(3), status: 'lobby' }, lesson, 'guess/full', 0)).toBe(false)
  expect(fits({ ...at(3), status: 'ended' }, lesson, 'guess/full', 0)).toBe(false)
})

test('variants are the lesson’s own, and of steps that may vary', () => {
  expect(hasVariants(lesson, {})).toBe(true)
  expect(hasVariants(lesson, { poll: 'short' })).toBe(true)
  expect(hasVariants(lesson, { poll: 'long' })).toBe(false)
  expect(hasVariants(lesson, { guess: 'short' })).toBe(false)
})

test('seats follow the size of the class', () => {
  expect([defaultSeatCap(), defaultSeatCap(28), defaultSeatCap(60), defaultSeatCap(0)]).toEqual([
    35, 30, 60, 2,
  ])
})

describe('what is shown of the answers', () => {
  // Answers come one at a time; after each, somebody may look. The list says at which.
  const comings = fc.array(fc.record({ value: fc.nat({ max: 3 }), looks: fc.boolean() }), { maxLength: 70 })

  test('is nothing at all, or of five at least; and each new table has at least five more', () => {
    fc.assert(
      fc.property(comings, (answers) => {
        const now = [0, 0, 0, 0]
        let before: number[] | undefined
        for (const { value, looks } of answers) {
          now[value]! += 1
          if (!looks) continue
          const shown = release(before, [...now])
          if (shown !== before) {
            expect(total(shown!) - total(before ?? [])).toBeGreaterThanOrEqual(fewestShown)
            shown!.forEach((count, index) => expect(count).toBeGreaterThanOrEqual(before?.[index] ?? 0))
          }
          if (!shown) expect(total(now)).toBeLessThan(fewestShown)
          before = shown
        }
      }),
    )
  })
})

describe('a join code', () => {
  test('reads back from whatever way somebody types it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 8 }), (random) => {
        const code = makeJoinCode(random)
        expect(code).toHaveLength(joinCodeLength)
        for (const typed of [
          code,
          showJoinCode(code),
          ` ${code.toLowerCase()} `,
          code.split('').join('-'),
          code.replaceAll('0', 'o').replaceAll('1', 'l'),
          code.replaceAll('0', 'O').replaceAll('1', 'I'),
        ])
          expect(readJoinCode(typed)).toBe(code)
      }),
    )
  })

  test('is nothing else', () => {
    for (const typed of ['', 'ABC', 'ABCDEFG', 'ABCDEU', 'ABCDE!', '🙂🙂🙂'])
      expect(readJoinCode(typed)).toBe(undefined)
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const code = readJoinCode(typed)
        if (code !== undefined) expect([...code].every((symbol) => alphabet.includes(symbol))).toBe(true)
      }),
    )
  })
})

test('a question is known by its step and its own id', () => {
  expect(questionId('guess', 'full')).toBe('guess/full')
  expect(questions).toEqual(['guess/full', 'poll/a', 'poll/b'])
})
