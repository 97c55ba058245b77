// A class session (direkteøkt) as a state machine, its join code, and which counts of answers may leave the server.
// A shown table of counts is a release: it stands still until five more have answered (content/decisions/0017).
import { alphabet, base32 } from './participation.ts'
import { Problem } from './problem.ts'

export type SessionStatus = 'lobby' | 'running' | 'ended'

/** Where a session is. `step` is an index; `revealed` holds question ids in the order in which they were shown. */
export type SessionState = {
  status: SessionStatus
  step: number
  locked: boolean
  revealed: string[]
  /** Grows by one with every change and never otherwise. */
  revision: number
}

/** What a teacher can do. Each says where to go and not how far, so that a second tap changes nothing. */
export type SessionEvent =
  | { kind: 'start' }
  | { kind: 'go'; step: number }
  | { kind: 'lock' }
  | { kind: 'unlock' }
  | { kind: 'reveal'; question: string }
  | { kind: 'hide'; question: string }
  | { kind: 'end' }

/** Answers per value, by question id. */
export type Counts = Record<string, number[]>

/** What a pupil's screen follows: nothing about other pupils but released counts. */
export type PupilState = Omit<SessionState, 'revealed'> & {
  variants: Record<string, string>
  counts: Counts
}

/** What the teacher's panel and the projector follow. */
export type TeacherState = SessionState & {
  variants: Record<string, string>
  joinCode: string
  /** How many phones have joined. */
  seats: number
  seatCap: number
  /** How many have answered each question of the lesson. */
  answered: Record<string, number>
  /** Released counts of the revealed questions: they may be of fewer answers than `answered` says. */
  counts: Counts
}

/** The part of a lesson that a session needs. */
export type LiveLesson = {
  steps: readonly {
    id: string
    core: boolean
    variants: readonly { id: string }[]
    questions: readonly { id: string; values: number }[]
  }[]
}

export const newSession: SessionState = {
  status: 'lobby',
  step: 0,
  locked: false,
  revealed: [],
  revision: 0,
}

/** Hours until a session ends by itself. */
export const longestHours = 3
export const largestSeatCap = 60

/** Seats for a class of `size`: two more than it has, for a visitor and a phone that lost its seat. */
export const defaultSeatCap = (size?: number): number =>
  size === undefined ? 35 : Math.min(largestSeatCap, Math.max(1, size + 2))

/**
 * The state after an event. An event that changes nothing gives the same object back.
 * @throws Problem `class-session.not-found` when it has ended, `class-session.unfitting` for a step or question that
 *   the lesson does not have, or that is not open yet.
 */
export function next(state: SessionState, event: SessionEvent, lesson: LiveLesson): SessionState {
  if (state.status === 'ended') {
    if (event.kind === 'end') return state
    throw new Problem('class-session.not-found')
  }
  const change = changeOf(state, event, lesson)
  const isChange = Object.entries(change).some(([key, value]) => state[key as keyof SessionState] !== value)
  return isChange ? { ...state, ...change, revision: state.revision + 1 } : state
}

function changeOf(state: SessionState, event: SessionEvent, lesson: LiveLesson): Partial<SessionState> {
  switch (event.kind) {
    case 'start':
      return { status: 'running' }
    case 'go':
      if (state.status !== 'running' || !lesson.steps[event.step])
        throw new Problem('class-session.unfitting')
      return { step: event.step }
    case 'lock':
      return { locked: true }
    case 'unlock':
      return { locked: false }
    case 'reveal':
      if (!isOpen(state, lesson, event.question)) throw new Problem('class-session.unfitting')
      return state.revealed.includes(event.question) ? {} : { revealed: [...state.revealed, event.question] }
    case 'hide':
      if (!findQuestion(lesson, event.question)) throw new Problem('class-session.unfitting')
      return state.revealed.includes(event.question)
        ? { revealed: state.revealed.filter((question) => question !== event.question) }
        : {}
    case 'end':
      return { status: 'ended', revealed: [] }
  }
}

export const questionId = (step: string, question: string): string => `${step}/${question}`

/** Every live question of a lesson, with the index of its step. */
export const questionsOf = (lesson: LiveLesson): { id: string; step: number; values: number }[] =>
  lesson.steps.flatMap(({ id, questions }, step) =>
    questions.map((question) => ({ id: questionId(id, question.id), step, values: question.values })),
  )

export const findQuestion = (lesson: LiveLesson, id: string) =>
  questionsOf(lesson).find((question) => question.id === id)

/** Is this question's step open now, or has it been? Going back closes nothing that lies before. */
function isOpen(state: SessionState, lesson: LiveLesson, id: string): boolean {
  const question = findQuestion(lesson, id)
  return question !== undefined && state.status === 'running' && question.step <= state.step
}

/** May this value be an answer now? */
export const fits = (state: SessionState, lesson: LiveLesson, id: string, value: number): boolean =>
  isOpen(state, lesson, id) &&
  Number.isInteger(value) &&
  value >= 0 &&
  value < findQuestion(lesson, id)!.values

/** Are these variants the lesson's own, and of steps that may vary? */
export const hasVariants = (lesson: LiveLesson, variants: Record<string, string>): boolean =>
  Object.entries(variants).every(([step, variant]) =>
    lesson.steps.some(
      ({ id, core, variants: own }) => id === step && !core && own.some((one) => one.id === variant),
    ),
  )

/** Counts of fewer answers are shown to nobody, and neither is a difference of fewer. */
export const fewestShown = 5

/**
 * Which counts may be shown, given those that were shown before: two tables that anybody gets to see are the same, or
 * at least five answers apart. Otherwise the one who answers last would be read from the difference.
 * @returns `undefined` when none may.
 */
export function release(before: number[] | undefined, now: number[]): number[] | undefined {
  const news = total(now) - (before ? total(before) : 0)
  return news >= fewestShown ? now : before
}

export const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

/* ---- the join code ---- */

/** 30 bits. An address and not a secret: it lives for three hours, and the teacher can close the lobby. */
export const joinCodeLength = 6

/** A join code from random bytes (at least 4). */
export const makeJoinCode = (random: Uint8Array): string => base32(random).slice(0, joinCodeLength)

/**
 * What a person typed, as a join code: lower case, spaces, dashes and look-alikes are forgiven.
 * @returns `undefined` when it cannot be one.
 */
export function readJoinCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replace(/[\s\-–—._]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const isCode = code.length === joinCodeLength && [...code].every((symbol) => alphabet.includes(symbol))
  return isCode ? code : undefined
}

/** `K7Q 2M9` */
export const showJoinCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`
