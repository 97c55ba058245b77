// A lesson running live: the teacher steers, phones follow over server-sent events and answer anonymously. Nobody is
// named, no text travels, and counts leave only as `release` in the domain lets them (content/decisions/0017).
import { sha256 } from '#crypto/code-mac.ts'
import { joinCode, randomId, seatKey } from '#crypto/random.ts'
import { mayTeachClass } from '#domain/access.ts'
import {
  type Counts,
  defaultSeatCap,
  findQuestion,
  fits,
  hasVariants,
  longestHours,
  newSession,
  next,
  release,
  type SessionEvent,
} from '#domain/class-session.ts'
import { Problem } from '#domain/problem.ts'
import {
  AnswerInput,
  CodeInput,
  ControlInput,
  SeatInput,
  StartInput,
  WatchInput,
} from '#schemas/class-session.ts'
import {
  addSession,
  answersOfSeat,
  type ClassSession,
  countValues,
  findByJoinCode,
  findSession,
  hasSeat,
  liveSession,
  saveAnswer,
  saveState,
  sessionsOfTeacher,
  takeSeat,
} from '#store/class-session.ts'
import { findClass } from '#store/school.ts'
import { changes, lessonOf, pupilState, teacherState } from './class-session-view.ts'
import { refuseFrozen } from './frozen-lesson.ts'
import { type StaffContext } from './staff-action.ts'
import { type Context, publicProcedure, router, schoolProcedure } from './trpc.ts'

/** A teacher's own session, also one that has ended. */
async function ownSession(ctx: StaffContext, id: string): Promise<ClassSession> {
  const session = await findSession(ctx.database, id, ctx.now())
  if (!session || session.teacherId !== ctx.user.id) throw new Problem('class-session.not-found')
  return session
}

/**
 * Looks a join code up; unknown and ended are one and the same refusal. Only unknown ones count as guesses: a class
 * whose phones wake up after the lesson must not shut its school out.
 */
async function lookUp(ctx: Context, code: string): Promise<ClassSession> {
  ctx.joins.check(ctx.address)
  const session = await findByJoinCode(ctx.database, code, ctx.now())
  // Again, for guesses that travelled together and passed the first check before any of them had failed.
  ctx.joins.check(ctx.address)
  if (!session) ctx.joins.fail(ctx.address)
  if (!session || session.state.status === 'ended') throw new Problem('class-session.not-found')
  return session
}

const hashOf = (seat: string) => sha256(Buffer.from(seat, 'base64url'))

/**
 * A session and the seat in it. A seat's key cannot be guessed, so nothing is limited or counted here: whoever tries
 * codes behind the same address must not put a whole school out of its seats.
 */
async function sitting(ctx: Context, { code, seat }: { code: string; seat: string }) {
  const session = await findByJoinCode(ctx.database, code, ctx.now())
  const keyHash = hashOf(seat)
  // Looked up for an unknown code as well: the time of a refusal must not tell which codes there are.
  const isSeated = await hasSeat(ctx.database, session?.id ?? '', keyHash)
  if (!session || session.state.status === 'ended' || !isSeated) throw new Problem('class-session.not-found')
  return { session, keyHash }
}

type Standing = Pick<ClassSession, 'state' | 'released'>

/** Writes what `decide` makes of a session; decides anew when somebody else was quicker. */
async function change(
  ctx: Context,
  find: () => Promise<ClassSession>,
  decide: (session: ClassSession) => Promise<Standing>,
): Promise<boolean> {
  for (let turn = 0; turn < 5; turn += 1) {
    const session = await find()
    const { state, released } = await decide(session)
    if (state === session.state && released === session.released) return true
    const saved = { ...state, revision: session.state.revision + 1 }
    if (!(await saveState(ctx.database, session.id, saved, released))) continue
    ctx.live.heard(session.id)
    return true
  }
  return false
}

/** The released counts when this question's are brought up to date as far as they may be. */
async function released(ctx: Context, session: ClassSession, id: string): Promise<Counts> {
  const question = findQuestion(lessonOf(ctx, session.lessonId), id)
  if (!question) return session.released
  const before = session.released[id]
  const counts = release(before, await countValues(ctx.database, session.id, question))
  return !counts || counts === before ? session.released : { ...session.released, [id]: counts }
}

async function steer(ctx: Context, session: ClassSession, event: SessionEvent): Promise<Standing> {
  const state = next(session.state, event, lessonOf(ctx, session.lessonId))
  if (event.kind !== 'reveal') return { state, released: session.released }
  const counts = await released(ctx, session, event.question)
  if (!counts[event.question]) throw new Problem('class-session.too-few')
  return { state, released: counts }
}

export const classSessionRouter = router({
  /** Opens a lobby. */
  start: schoolProcedure.input(StartInput).mutation(async ({ ctx, input }) => {
    const { lessonId, classId, variants } = input
    if (!hasVariants(lessonOf(ctx, lessonId), variants)) throw new Problem('class-session.unfitting')
    const schoolClass = classId === undefined ? undefined : await findClass(ctx.database, classId)
    if (classId !== undefined && (!schoolClass || !mayTeachClass(ctx.user, schoolClass)))
      throw new Problem('class.not-found')
    if (schoolClass?.archivedOn) throw new Problem('class.archived')
    await refuseFrozen(ctx, [lessonId], schoolClass)
    const startedAt = ctx.now()
    const fresh = {
      id: randomId(),
      lessonId,
      teacherId: ctx.user.id,
      classId: classId ?? null,
      variants,
      state: newSession,
      seatCap: input.seatCap ?? defaultSeatCap(schoolClass?.size),
      startedAt,
      expiresAt: new Date(startedAt.getTime() + longestHours * 3_600_000),
    }
    for (let turn = 0; turn < 5; turn += 1) {
      const code = joinCode()
      if (await addSession(ctx.database, { ...fresh, joinCode: code }))
        return { id: fresh.id, joinCode: code }
    }
    throw new Problem('server.busy')
  }),

  /** Own sessions that have not ended. */
  current: schoolProcedure.query(({ ctx }) => sessionsOfTeacher(ctx.database, ctx.user.id, ctx.now())),

  /** Steers an own session. */
  control: schoolProcedure.input(ControlInput).mutation(async ({ ctx, input }) => {
    const find = () => ownSession(ctx, input.id)
    if (!(await change(ctx, find, (session) => steer(ctx, session, input.event))))
      throw new Problem('server.busy')
    const live = await liveSession(ctx.database, input.id, ctx.now())
    if (!live) throw new Problem('class-session.not-found')
    return teacherState(ctx)(live)
  }),

  /** An own session, now and whenever it changes. */
  watch: schoolProcedure.input(WatchInput).subscription(async ({ ctx, input, signal }) => {
    await ownSession(ctx, input.id)
    // Phones that open too many streams must not shut the one out who leads the class.
    return changes(ctx.live.follow(input.id, signal, Infinity), teacherState(ctx))
  }),

  /** Takes a seat. Its key is told once, to this browser. */
  join: publicProcedure.input(CodeInput).mutation(async ({ ctx, input }) => {
    const session = await lookUp(ctx, input.code)
    const seat = seatKey()
    if (!(await takeSeat(ctx.database, session.id, hashOf(seat), ctx.now()))) {
      const { state } = await lookUp(ctx, input.code)
      throw new Problem(state.locked ? 'class-session.locked' : 'class-session.full')
    }
    ctx.live.heard(session.id)
    return { seat, lessonId: session.lessonId, joinCode: session.joinCode }
  }),

  /** Keeps the first answer of a seat, and says which one stands. */
  answer: publicProcedure.input(AnswerInput).mutation(async ({ ctx, input }) => {
    const { question, value } = input
    const { session, keyHash } = await sitting(ctx, input)
    const lesson = lessonOf(ctx, session.lessonId)
    if (!fits(session.state, lesson, question, value)) throw new Problem('class-session.unfitting')
    const { step } = findQuestion(lesson, question)!
    const answer = { id: session.id, keyHash, question, step, value }
    const standing = await saveAnswer(ctx.database, answer, ctx.now())
    // The session moved between looking and writing.
    if (standing === undefined) throw new Problem('class-session.not-found')
    ctx.live.heard(session.id)
    // A chart that is shown grows by itself; where it could not now, the next answer or the teacher's tap does it.
    if (session.state.revealed.includes(question))
      await change(
        ctx,
        async () => (await sitting(ctx, input)).session,
        async (now) => ({
          state: now.state,
          released: now.state.revealed.includes(question) ? await released(ctx, now, question) : now.released,
        }),
      )
    return { value: standing }
  }),

  /** What this seat has answered. A mutation, so that the key stands in no address. */
  mine: publicProcedure.input(SeatInput).mutation(async ({ ctx, input }) => {
    const { session, keyHash } = await sitting(ctx, input)
    return { answers: await answersOfSeat(ctx.database, session.id, keyHash) }
  }),

  /** What every phone follows, now and whenever it changes. */
  follow: publicProcedure.input(CodeInput).subscription(async ({ ctx, input, signal }) => {
    const { id } = await lookUp(ctx, input.code)
    return changes(ctx.live.follow(id, signal), pupilState)
  }),
})
