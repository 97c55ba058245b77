// What a pupil's browser sends: strict, so that an unknown key or a wrong type is refused before anything happens.
import { z } from 'zod'
import { VariableName } from './instrument.ts'
import { SurveyLocale } from './locale.ts'

/** An element of a link code: a day or a number, or a letter; `null` is «vet ikke». */
const LinkElement = z
  .string()
  .regex(/^([0-9]{1,2}|[A-ZÆØÅ])$/)
  .nullable()

const base64url = (bytes: number) =>
  z
    .string()
    .length(Math.ceil((bytes * 4) / 3))
    .regex(/^[\w-]+$/)

/** A code as `readCode` gives it: ten characters, no dashes. */
export const Code = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{10}$/)

export const FindInput = z.strictObject({ code: Code })

export const AdmitInput = z.strictObject({
  code: Code,
  /** The blinded message: as long as the modulus, 256 bytes. */
  blinded: base64url(256),
})

export const SubmitInput = z.strictObject({
  round: z.uuid(),
  /** The prepared message of RFC 9474: 32 random bytes before a 32-byte nonce. */
  message: base64url(64),
  signature: base64url(256),
  instrument: z.string().regex(/^[0-9a-f]{32}$/),
  locale: SurveyLocale,
  answers: z.record(VariableName, z.union([z.int().min(-1000).max(1_000_000), z.string().min(1).max(500)])),
  speed: z.literal([0, 1, 2]),
  /** The elements of a link code, in the order of the set; absent in anonymous studies and where it was declined. */
  linkCode: z.array(LinkElement).length(7).optional(),
  /** Spaces that bring every body to the same size. */
  padding: z.string().regex(/^ *$/),
})
export type SubmitInput = z.infer<typeof SubmitInput>
