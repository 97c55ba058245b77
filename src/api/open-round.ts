// Opening a round, and opening one again. A wave's rounds open by the clock (round-clock.ts) or with the first slips
// (code-sheet.ts), whichever comes first; all of them ask in the wording of the first.
import { randomId } from '#crypto/random.ts'
import { makeRoundKey, sealPrivateKey } from '#crypto/round-key.ts'
import { Problem } from '#domain/problem.ts'
import { isOpenOn } from '#domain/study.ts'
import { findVersion, keepVersion, type InstrumentVersion } from '#store/instrument.ts'
import { aRoundOfWave, openRound, reopenRound, type Round, type Stratum } from '#store/round.ts'
import { findStudy, findWave, roundsOfStudy, type Study, type Wave } from '#store/study.ts'
import { currentVersion } from './instrument-version.ts'
import { forgetRound } from './round-memory.ts'
import { note, noteAs, type StaffContext, todayOf } from './staff-action.ts'
import type { Services } from './trpc.ts'

/**
 * The wording of a wave: that of its rounds, or today's where none has opened.
 * @throws Problem `instrument.not-found` or `instrument.faulty`.
 */
export async function versionOfWave(
  services: Pick<Services, 'database' | 'instruments'>,
  wave: Pick<Wave, 'id' | 'instrumentId'>,
): Promise<InstrumentVersion> {
  const round = await aRoundOfWave(services.database, wave.id)
  if (!round) return currentVersion(services, wave.instrumentId)
  const shipped = services.instruments.get(wave.instrumentId)
  if (shipped?.hash === round.instrumentHash) return shipped
  const instrument = await findVersion(services.database, round.instrumentHash)
  if (!instrument) throw new Problem('instrument.not-found')
  return { hash: round.instrumentHash, instrument }
}

/**
 * Opens the round of a stratum; the first of a linked study makes the study's key.
 * @param actor who or what opens it, for the audit.
 * @throws Problem `study.key-gone` or `wave.not-open` when key or responses of the study have been deleted,
 *   `wave.released` for staff of a wave whose data have left.
 */
export async function openStratum(
  services: Services,
  wave: Wave,
  version: InstrumentVersion,
  stratum: Stratum,
  actor: string,
): Promise<Round> {
  const { database } = services
  await prepareStudy(services, await findStudy(database, wave.studyId))
  await keepVersion(database, version)
  const id = randomId()
  const round = await openRound(database, {
    id,
    ...stratum,
    instrumentHash: version.hash,
    openedOn: todayOf(services),
    ...(await freshKey(services)),
  })
  if (!round) throw new Problem('wave.released')
  // Somebody else may have been first.
  if (round.id === id) await noteAs(services, actor, 'round.open', id)
  return round
}

async function freshKey({ keys }: Services) {
  const { publicKey, fingerprint, privateKey } = await makeRoundKey()
  return { publicKey, fingerprint, privateKey: sealPrivateKey(privateKey, keys('round-key')) }
}

/** A key that has gone missing is never made anew: codes of two keys could not be joined. `doctor` tells of it. */
async function prepareStudy({ database, studyKeys }: Services, study: Study | undefined): Promise<void> {
  if (!study) throw new Problem('study.not-found')
  if (study.responsesGoneOn) throw new Problem('wave.not-open')
  if (study.mode !== 'linked') return
  if (study.keyGoneOn) throw new Problem('study.key-gone')
  if ((await roundsOfStudy(database, study.id)).length === 0) studyKeys.make(study.id)
}

/**
 * Opens a closed round again, until data of its wave have left. It gets a fresh key, because the old private one is
 * erased: unused slips stop working, and a token that was not used before the round closed cannot be used any more.
 * Responses stay.
 * @throws Problem `round.released`, `wave.not-open` when the wave's last day has passed, or `study.key-gone`.
 */
export async function reopen(ctx: StaffContext, round: Round): Promise<void> {
  const { database } = ctx
  if (round.status === 'open') return
  const wave = await findWave(database, round.waveId)
  if (!wave) throw new Problem('wave.not-found')
  if (wave.releasedOn) throw new Problem('round.released')
  // The clock would close it again at once.
  if (!isOpenOn(wave, todayOf(ctx))) throw new Problem('wave.not-open')
  await prepareStudy(ctx, await findStudy(database, wave.studyId))
  if (!(await reopenRound(database, round.id, await freshKey(ctx)))) throw new Problem('round.released')
  forgetRound(round.id)
  await note(ctx, 'round.reopen', round.id)
}
