// Finished responses that have not arrived yet. They outlive a reload, thirty minutes of waiting and the next pupil's
// slip; nothing in the page shows them again. Gone when the server has them, or after a day.
import { speedLevel } from '#domain/flow.ts'
import type { LinkCode } from '#domain/link-code.ts'
import type { SurveyLocale } from '#domain/locale.ts'
import { Problem } from '#domain/problem.ts'
import { bodySizeOf } from '#domain/response.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { type Submission, submit } from './client.ts'
import { type Answering, type Round, store, stored, wipe } from './draft.ts'
import { persist, type Waiting } from './patience.ts'

const key = 'forspring.unsent'
const lifetime = 24 * 60 * 60 * 1000

/** A finished response, and the bytes that it takes on the wire, known while its questionnaire is here. */
export type Finished = { submission: Submission; size: number }
type Unsent = Finished & { since: number }

/** A draft as it is sent. */
export function finish(
  { round, instrument: hash, token, progress, seconds }: Answering & Round,
  instrument: Instrument,
  locale: SurveyLocale,
  link: LinkCode | 'declined' | undefined,
): Finished {
  const submission = {
    ...{ round, instrument: hash, ...token, locale, answers: progress.answers },
    ...{ speed: speedLevel(instrument, seconds), ...(Array.isArray(link) && { linkCode: link }) },
  }
  return { submission, size: bodySizeOf(instrument, submission) }
}

const readAll = (now: number): Unsent[] =>
  (stored<Unsent[]>(key) ?? []).filter(({ since }) => now - since < lifetime)

const keepAll = (unsent: Unsent[]): void => (unsent.length > 0 ? store(key, unsent) : wipe(key))

const remove = (message: string): void =>
  keepAll(readAll(Date.now()).filter(({ submission }) => submission.message !== message))

/** What an earlier page of this tab left unsent. */
export const unsent = (now: number): Finished[] => readAll(now)

/**
 * Sends a finished response until it is received; safe to call again with the same one, since a repeat changes nothing.
 * @throws Problem when the server refuses it for good; it is not kept then either.
 */
export async function send(
  { submission, size }: Finished,
  onWaiting: (reason: Waiting) => void,
): Promise<void> {
  const now = Date.now()
  const others = readAll(now).filter((each) => each.submission.message !== submission.message)
  // A link code is never written down, not even here: it goes with the response as long as this page lives, and after a
  // reload the response goes without it.
  const { linkCode, ...kept } = submission
  keepAll([...others, { submission: kept, size, since: now }])
  try {
    await persist(() => submit(submission, size), onWaiting).catch((error: unknown) => {
      const keyGone = error instanceof Problem && error.code === 'study.key-gone'
      if (!linkCode || !keyGone) throw error
      return persist(() => submit(kept, size), onWaiting)
    })
  } finally {
    remove(submission.message)
  }
}
