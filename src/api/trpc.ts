// tRPC as this product uses it: the context, the one exit for errors, and the named procedures that are the
// permission system. A router can only be built from the procedures exported here.
import { initTRPC, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import type { Database } from '#db/open.ts'
import type { Keys } from '#crypto/key-file.ts'
import type { StudyKeys } from '#crypto/study-key.ts'
import type { LiveSession } from '#store/class-session.ts'
import type { InstrumentVersion } from '#store/instrument.ts'
import type { SurveyLocale } from '#domain/locale.ts'
import { Problem, type ProblemCode } from '#domain/problem.ts'
import type { StaffUser } from '#domain/access.ts'
import type { Imported } from '#domain/formats/imported.ts'
import type { Block, Instrument } from '#schemas/instrument.ts'
import type { Lesson } from '#schemas/lesson.ts'
import type { AdultLetters, Letters, LetterSubjects } from '#schemas/letter.ts'
import type { Programme } from '#schemas/programme.ts'
import type { GuessLimit } from './guess-limit.ts'
import type { Notifier } from './notifier.ts'

/** Questionnaires in and out, as XLSForm workbooks and LimeSurvey surveys. */
export type QuestionnaireFiles = {
  /** @throws Problem `instrument.unreadable` for a file that is neither. */
  read: (file: Uint8Array) => Promise<Imported>
  /** An XLSForm workbook. */
  write: (instrument: Instrument) => Promise<Buffer>
}

/** The letters of studies by language, and what each shipped instrument is about. */
export type LetterTexts = {
  languages: ReadonlyMap<SurveyLocale, AdultLetters | Letters>
  subjects: LetterSubjects
}

/** What the whole server shares. */
export type Services = {
  database: Database
  keys: Keys
  /** The keys of linked studies, outside the database. */
  studyKeys: StudyKeys
  /** The blocks of which shipped instruments are made, by id. */
  blocks: ReadonlyMap<string, Block>
  /** The shipped instruments by id, each in its current wording. */
  instruments: ReadonlyMap<string, InstrumentVersion>
  /** Questionnaires as files of other systems. */
  questionnaireFiles: QuestionnaireFiles
  letters: LetterTexts
  /** The lessons by folder name, without their text. */
  lessons: () => ReadonlyMap<string, Lesson>
  /** The micro-courses by folder name. */
  courses: () => ReadonlySet<string>
  /** The programmes by id. */
  programmes: () => ReadonlyMap<string, Programme>
  guesses: GuessLimit
  /** Counts wrong join codes, apart from those of slips. */
  joins: GuessLimit
  /** Who follows which class session. */
  live: Notifier<LiveSession>
  now: () => Date
}

/** What one request adds. */
export type Caller = {
  /** Who is signed in; never looked up for a survey request. */
  user?: StaffUser | undefined
  /** Network address: held in memory to count failed guesses, never stored or logged. */
  address: string
  /** Did the request carry a cookie? */
  hasCookie: boolean
}

export type Context = Services & Caller

const statusCodes: Record<number, TRPCError['code']> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
}

/** Names what went wrong and nothing else: database errors carry their parameters, that is answers and codes. */
export function problemCodeOf(error: unknown): ProblemCode {
  if (error instanceof Problem) return error.code
  if (error instanceof ZodError) return 'request.malformed'
  if (error instanceof TRPCError) {
    if (error.cause && error.code !== 'PAYLOAD_TOO_LARGE') {
      const known = problemCodeOf(error.cause)
      if (known !== 'server.fault') return known
    }
    if (error.code === 'PAYLOAD_TOO_LARGE') return 'request.too-large'
    if (error.code === 'INTERNAL_SERVER_ERROR') return 'server.fault'
    return error.message.startsWith('Batch') ? 'request.batch' : 'request.malformed'
  }
  const code = databaseCode(error)
  return code && /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/.test(code)
    ? 'server.busy'
    : 'server.fault'
}

/** `SQLITE_…` of a database error, wherever the layers have put it; for logs. */
export function databaseCode(error: unknown): string | undefined {
  for (let cause: unknown = error, depth = 0; cause && depth < 4; depth += 1) {
    const { code, cause: inner } = cause as { code?: unknown; cause?: unknown }
    if (typeof code === 'string' && code.startsWith('SQLITE_')) return code
    cause = inner
  }
  return undefined
}

const t = initTRPC.context<Context>().create({
  isDev: false,
  // Proxies close what is silent for a minute; a phone that hears nothing for two pings connects again.
  sse: { ping: { enabled: true, intervalMs: 20_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
  errorFormatter: ({ shape, error }) => {
    const problem = problemCodeOf(error)
    return { code: shape.code, message: problem, data: { problem, httpStatus: shape.data.httpStatus } }
  },
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** Turns refusals into tRPC errors with the right status. */
const guarded = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (result.ok) return result
  const { error } = result
  const cause = error.cause
  if (cause instanceof Problem)
    throw new TRPCError({ code: statusCodes[cause.status] ?? 'BAD_REQUEST', message: cause.code, cause })
  if (problemCodeOf(error) === 'server.busy')
    throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'server.busy', cause })
  throw error
})

/** For everybody; changes nothing. */
export const publicProcedure = guarded

/** For pupils and parents who answer: no cookie may come along, and nobody is signed in. */
export const participantProcedure = guarded.use(({ ctx, next }) => {
  if (ctx.hasCookie) throw new Problem('request.cookie')
  return next({ ctx: { user: undefined } })
})

const forRoles = (...roles: StaffUser['role'][]) =>
  guarded.use(({ ctx, next }) => {
    if (!ctx.user) throw new Problem('access.sign-in')
    if (!roles.includes(ctx.user.role)) throw new Problem('access.role')
    return next({ ctx: { user: ctx.user } })
  })

/** For everybody who is signed in. */
export const staffProcedure = forRoles('teacher', 'contact', 'owner', 'researcher', 'administrator')
/** For those who work at a school. */
export const schoolProcedure = forRoles('teacher', 'contact')
/** For the school owner. */
export const ownerProcedure = forRoles('owner')
export const researcherProcedure = forRoles('researcher')
export const administratorProcedure = forRoles('administrator')
