// What the screens of a class session get to see of it: nothing of a seat, and only counts that were released.
import {
  type Counts,
  type PupilState,
  questionsOf,
  type SessionStatus,
  type TeacherState,
} from '#domain/class-session.ts'
import { Problem } from '#domain/problem.ts'
import type { ClassSession, LiveSession } from '#store/class-session.ts'
import type { Context } from './trpc.ts'

/** The lesson of a session. @throws Problem `lesson.not-found` when it is gone from content/. */
export function lessonOf(ctx: Context, lessonId: string) {
  const lesson = ctx.lessons().get(lessonId)
  if (!lesson) throw new Problem('lesson.not-found')
  return lesson
}

/** Released counts of the questions that are shown now. */
const shownCounts = ({ state, released }: ClassSession): Counts =>
  Object.fromEntries(state.revealed.map((question) => [question, released[question]!]))

export function pupilState({ session }: LiveSession): PupilState {
  const { revealed: _, ...state } = session.state
  return { ...state, variants: session.variants, counts: shownCounts(session) }
}

export const teacherState =
  (ctx: Context) =>
  ({ session, seats, answered }: LiveSession): TeacherState => ({
    ...session.state,
    variants: session.variants,
    joinCode: session.joinCode,
    seats,
    seatCap: session.seatCap,
    answered: Object.fromEntries(
      questionsOf(lessonOf(ctx, session.lessonId)).map(({ id }) => [id, answered[id] ?? 0]),
    ),
    counts: shownCounts(session),
  })

/** Each state that looks different to this screen, and `ended` as the last. */
export async function* changes<View extends { status: SessionStatus }>(
  states: AsyncIterable<LiveSession>,
  view: (state: LiveSession) => View,
): AsyncGenerator<View, void> {
  let sent = ''
  for await (const live of states) {
    const state = view(live)
    const text = JSON.stringify(state)
    if (text === sent) continue
    sent = text
    yield state
    if (state.status === 'ended') return
  }
}
