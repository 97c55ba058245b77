// What the procedures of src/api/wave.ts share: a wave with its study, its settings as a row, its wording and counts.
import type { QualityCounts } from '#domain/data-quality.ts'
import { locales } from '#domain/locale.ts'
import { Problem } from '#domain/problem.ts'
import { gradesOf, languagesOf } from '#domain/study.ts'
import { heldBack } from '#domain/study-design.ts'
import { hasDates } from '#domain/wave.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { isDrawn, planVersions } from '#store/design.ts'
import type { InstrumentVersion } from '#store/instrument.ts'
import type { Round } from '#store/round.ts'
import { findStudy, findWave, type Study, type Wave } from '#store/study.ts'
import { qualityOfRound } from '#store/wave.ts'
import { versionOfWave } from './open-round.ts'
import { closedCounts } from './round-memory.ts'
import { todayOf } from './staff-action.ts'
import type { WaveSettings } from './study-input.ts'
import type { Context } from './trpc.ts'

/** @throws Problem `wave.not-found` */
export async function waveOf(ctx: Context, id: string) {
  const wave = await findWave(ctx.database, id)
  const study = wave && (await findStudy(ctx.database, wave.studyId))
  if (!study) throw new Problem('wave.not-found')
  return { wave, study }
}

/**
 * The settings as a row. The languages of the product are always there.
 * @throws Problem `wave.dates`, `wave.unfitting` for no grade or a language that the instrument lacks, or
 *   `instrument.not-found`, `instrument.faulty`.
 */
export function rowOf(
  study: Parameters<typeof hasDates>[1],
  instrument: Instrument,
  { instrumentId, opensOn, closesOn, grades, languages }: WaveSettings,
) {
  if (!hasDates({ opensOn, closesOn }, study)) throw new Problem('wave.dates')
  if (grades.length === 0 || !languages.every((language) => instrument.languages.includes(language)))
    throw new Problem('wave.unfitting')
  return {
    instrumentId,
    opensOn,
    closesOn,
    grades: JSON.stringify([...new Set(grades)].sort((a, b) => a - b)),
    languages: JSON.stringify([...new Set([...locales, ...languages])]),
  }
}

/** What a page needs to know of a wave's instrument. */
export const aboutInstrument = ({
  id,
  title,
  respondent,
  minutes,
  languages,
  reviewed,
  ageBand,
}: Instrument) => ({
  id,
  title,
  respondent,
  minutes,
  languages,
  reviewed,
  ageBand,
})

/** Of a closed round asked once. Its fingerprint is another when it has been open again. */
export const countsOf = (
  { database }: Context,
  study: Study,
  { id, status, fingerprint }: Round,
): Promise<QualityCounts> =>
  status === 'open'
    ? qualityOfRound(database, id)
    : closedCounts(`${fingerprint} ${study.responsesGoneOn ?? ''}`, () => qualityOfRound(database, id))

/** The wording of a wave, as far as there is one: an own instrument may have faults until the wave opens. */
export const knownVersion = (
  ctx: Context,
  wave: Pick<Wave, 'id' | 'instrumentId'>,
): Promise<InstrumentVersion | undefined> =>
  versionOfWave(ctx, wave).catch((error: unknown) => {
    if (error instanceof Problem) return undefined
    throw error
  })

/** Why the rows of a wave may not leave yet, as `heldBack` says; those of staff have no school and no arm. */
export async function refusalOf(
  ctx: Context,
  study: Study,
  wave: Wave,
  instrument: Pick<Instrument, 'respondent'> | undefined,
) {
  if (instrument?.respondent === 'teacher') return undefined
  const versions = await planVersions(ctx.database, study.id)
  // Until schools have been drawn there are no arms, and a plan may become that of another kind of study.
  const counting = (await isDrawn(ctx.database, study.id)) ? versions : versions.slice(-1)
  return heldBack(
    study,
    counting.map(({ design }) => design),
    wave,
    todayOf(ctx),
  )
}

export const settingsOf = (wave: Wave) => ({ ...wave, grades: gradesOf(wave), languages: languagesOf(wave) })
