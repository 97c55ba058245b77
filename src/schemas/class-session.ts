// What a teacher's panel and a pupil's phone send in a class session: strict, and never text of a pupil's own.
import { z } from 'zod'

const Name = z.string().min(1).max(100)
const Question = z.string().max(200)

export const StartInput = z.strictObject({
  /** Folder name in content/lessons. */
  lessonId: Name,
  classId: Name.optional(),
  /** Chosen variants, `{step: variant}`. */
  variants: z.record(Name, Name).default({}),
  seatCap: z.int().min(1).max(60).optional(),
})

export const ControlInput = z.strictObject({
  id: z.uuid(),
  event: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('start') }),
    z.strictObject({ kind: z.literal('go'), step: z.int().min(0).max(50) }),
    z.strictObject({ kind: z.literal('lock') }),
    z.strictObject({ kind: z.literal('unlock') }),
    z.strictObject({ kind: z.literal('reveal'), question: Question }),
    z.strictObject({ kind: z.literal('hide'), question: Question }),
    z.strictObject({ kind: z.literal('end') }),
  ]),
})

export const WatchInput = z.strictObject({ id: z.uuid() })

/** As `readJoinCode` gives it. */
const code = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{6}$/)
/** 128 random bits in base64url. */
const seat = z.string().regex(/^[\w-]{22}$/)

export const CodeInput = z.strictObject({ code })
export const SeatInput = z.strictObject({ code, seat })
export const AnswerInput = z.strictObject({ code, seat, question: Question, value: z.int().min(0).max(100) })
