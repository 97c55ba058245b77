// How far a wave is, stratum by stratum, from the counts of both sides. Pure. Never a class and never a time: what a
// number says of one pupil is what its last step would give away.
import { gradeOfCohort, strataOf } from './wave.ts'

type School = { id: string; name: string }
type ClassLike = {
  id: string
  schoolId: string
  grade: number
  schoolYear: number
  cohort: number
  size: number
  archivedOn: string | null
}
type Round = {
  id: string
  schoolId: string
  cohort: number
  status: 'open' | 'closed'
  closedOn: string | null
}
type Sheet = { roundId: string; classId: string; issued: number; used: number }
type Reasons = { classId: string; optedOut: number; absent: number; declined: number; unable: number }

export type MonitoredStratum = {
  schoolId: string
  school: string
  cohort: number
  /** The grade in which the cohort was when the wave opened. */
  grade: number
  roundId: string | undefined
  /** `waiting`: no round yet. */
  status: 'waiting' | 'open' | 'closed'
  closedOn: string | null
  classes: number
  classesWithSlips: number
  /** Pupils in those classes, as the school has written. */
  size: number
  issued: number
  used: number
  /** Responses; while the round is open in whole fives, and `undefined` below `fewest`. */
  submitted: number | undefined
  optedOut: number
  absent: number
  declined: number
  unable: number
}

/** While a round runs, responses are told in steps of this many. */
const step = 5

/**
 * @param submitted responses per round; a round without any may be absent.
 * @param fewest while a round runs, a smaller number of responses is not told, and a larger one in whole fives: a number
 *   that grows by one from moment to moment says when somebody pressed «send».
 * @returns by school, the youngest first: strata that have a round and those that will get one.
 */
export function monitor(
  wave: { grades: string; opensOn: string },
  counts: {
    schools: readonly School[]
    classes: readonly ClassLike[]
    rounds: readonly Round[]
    sheets: readonly Sheet[]
    submitted: ReadonlyMap<string, number>
    reasons: readonly Reasons[]
  },
  fewest: number,
): MonitoredStratum[] {
  const withSlips = new Set(counts.sheets.map(({ classId }) => classId))
  // A class that was put away after it had answered belongs to its wave still.
  const classes = counts.classes.filter(({ id, archivedOn }) => archivedOn === null || withSlips.has(id))
  const nameOf = ({ schoolId, cohort }: { schoolId: string; cohort: number }) => `${schoolId} ${cohort}`
  const rounds = new Map(counts.rounds.map((round) => [nameOf(round), round]))
  const sheets = Map.groupBy(counts.sheets, ({ roundId }) => roundId)
  const taking = new Map(strataOf(wave, classes).map((stratum) => [nameOf(stratum), stratum.classes]))
  const reasons = new Map(counts.reasons.map((each) => [each.classId, each]))
  const strata = Map.groupBy(
    new Map(
      [...strataOf(wave, classes), ...counts.rounds].map(({ schoolId, cohort }) => [
        nameOf({ schoolId, cohort }),
        { schoolId, cohort },
      ]),
    ).values(),
    ({ schoolId }) => schoolId,
  )
  return counts.schools.flatMap((school) =>
    (strata.get(school.id) ?? [])
      .sort((a, b) => b.cohort - a.cohort)
      .map((stratum) => {
        const round = rounds.get(nameOf(stratum))
        const ofRound = (round && sheets.get(round.id)) ?? []
        const ofStratum = taking.get(nameOf(stratum)) ?? []
        const noted = ofStratum.flatMap(({ id }) => reasons.get(id) ?? [])
        const submitted = round ? (counts.submitted.get(round.id) ?? 0) : 0
        return {
          schoolId: school.id,
          school: school.name,
          cohort: stratum.cohort,
          grade: gradeOfCohort(wave, stratum.cohort),
          roundId: round?.id,
          status: round?.status ?? 'waiting',
          closedOn: round?.closedOn ?? null,
          classes: ofStratum.length,
          classesWithSlips: new Set(ofRound.map(({ classId }) => classId)).size,
          size: sum(ofStratum, ({ size }) => size),
          issued: sum(ofRound, ({ issued }) => issued),
          used: sum(ofRound, ({ used }) => used),
          submitted: round?.status === 'open' ? toldOf(submitted, fewest) : submitted,
          optedOut: sum(noted, ({ optedOut }) => optedOut),
          absent: sum(noted, ({ absent }) => absent),
          declined: sum(noted, ({ declined }) => declined),
          unable: sum(noted, ({ unable }) => unable),
        }
      }),
  )
}

const toldOf = (submitted: number, fewest: number): number | undefined =>
  submitted < fewest ? undefined : submitted - (submitted % step)

/** The whole of some strata. `submitted` counts what is told, and `sizeTold` the pupils of those strata: the rate is of them. */
export const totalOf = (strata: readonly MonitoredStratum[]) => ({
  classes: sum(strata, ({ classes }) => classes),
  classesWithSlips: sum(strata, ({ classesWithSlips }) => classesWithSlips),
  size: sum(strata, ({ size }) => size),
  issued: sum(strata, ({ issued }) => issued),
  used: sum(strata, ({ used }) => used),
  submitted: sum(strata, ({ submitted }) => submitted ?? 0),
  sizeTold: sum(strata, ({ submitted, size }) => (submitted === undefined ? 0 : size)),
  optedOut: sum(strata, ({ optedOut }) => optedOut),
  absent: sum(strata, ({ absent }) => absent),
  declined: sum(strata, ({ declined }) => declined),
  unable: sum(strata, ({ unable }) => unable),
})

const sum = <Row>(rows: readonly Row[], number: (row: Row) => number): number =>
  rows.reduce((total, row) => total + number(row), 0)
