// The rounds of the made-up trial and its deliveries: who was asked, who answered, what was taught.
import type { Services } from '#api/trpc.ts'
import { randomId, responseId } from '#crypto/random.ts'
import { makeRoundKey } from '#crypto/round-key.ts'
import { spares } from '#domain/participation.ts'
import { qualityFlags } from '#domain/quality.ts'
import type { SimulatedTrial } from '#domain/simulated-trial.ts'
import type { InstrumentVersion } from '#store/instrument.ts'

type School = { id: string }
type Class = { id: string; cohort: number; size: number }
type Wave = { id: string; number: number; opensOn: string; closesOn: string }

/** Closed rounds with a sheet, a turnout and the responses. One key serves them all: nobody can answer any more. */
export async function roundsOf(
  trial: SimulatedTrial,
  waves: readonly Wave[],
  schools: readonly School[],
  classes: readonly Class[],
  versions: readonly InstrumentVersion[],
  random: () => number,
) {
  const { publicKey } = await makeRoundKey()
  const answered = Map.groupBy(trial.responses, ({ wave, school }) => `${wave} ${school}`)
  return waves.flatMap((wave) =>
    schools.map((school, at) => {
      const { instrument, hash } = versions[wave.number - 1]!
      const { id: classId, cohort, size } = classes[at]!
      const given = answered.get(`${wave.number} ${at}`) ?? []
      const roundId = randomId()
      const issued = size + spares(size)
      const missing = Math.max(0, size - given.length)
      const optedOut = Math.min(missing, Math.floor(random() * 2))
      return {
        round: {
          id: roundId,
          waveId: wave.id,
          schoolId: school.id,
          cohort,
          respondent: 'pupil' as const,
          instrumentHash: hash,
          status: 'closed' as const,
          openedOn: wave.opensOn,
          closedOn: wave.closesOn,
          codesGoneOn: wave.closesOn,
          publicKey,
          fingerprint: randomId(),
        },
        sheet: {
          id: randomId(),
          roundId,
          classId,
          issuedOn: wave.opensOn,
          issued,
          used: Math.min(issued, given.length),
        },
        turnout: {
          waveId: wave.id,
          classId,
          optedOut,
          absent: missing - optedOut,
        },
        responses: given.map(({ answers, panel }) => ({
          roundId,
          id: responseId(),
          instrumentHash: hash,
          locale: 'nb' as const,
          answers: JSON.stringify(answers),
          flags: JSON.stringify(qualityFlags(instrument, answers, 0)),
          panel,
        })),
      }
    }),
  )
}

/** Both lessons in most classes of the programme, the first one only in some, a few without steps that were planned. */
export function deliveriesOf(
  services: Services,
  classes: readonly Class[],
  lessonsOf: (school: number) => readonly string[],
  deliveredOn: string,
  random: () => number,
) {
  return classes.flatMap(({ id: classId }, at) =>
    lessonsOf(at).flatMap((lessonId, nth) => {
      const lesson = services.lessons().get(lessonId)
      if (!lesson || (nth > 0 && random() < 0.15)) return []
      const steps = lesson.steps.map((step) => step.id).filter(() => random() < 0.92)
      return [
        {
          id: randomId(),
          classId,
          lessonId,
          lessonReviewed: lesson.reviewed,
          deliveredOn,
          stepsDone: JSON.stringify(steps),
          variants: '{}',
          minutes: 45,
          way: 'live' as const,
        },
      ]
    }),
  )
}
