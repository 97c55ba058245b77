// A teacher opens a round for a class and gets slips. The codes exist in this one answer and nowhere else.
import { z } from 'zod'
import { codeMac } from '#crypto/code-mac.ts'
import { randomCodes, randomId } from '#crypto/random.ts'
import { maySeeClass } from '#domain/access.ts'
import { spares } from '#domain/participation.ts'
import { Problem } from '#domain/problem.ts'
import { isOpenOn } from '#domain/study.ts'
import { isOfWave } from '#domain/wave.ts'
import { addSheet, hasSheet } from '#store/participation.ts'
import { findRoundOf } from '#store/round.ts'
import { findClass } from '#store/school.ts'
import { findWave, takesPart } from '#store/study.ts'
import { openStratum, versionOfWave } from './open-round.ts'
import { note, todayOf } from './staff-action.ts'
import { router, schoolProcedure } from './trpc.ts'

export const codeSheetRouter = router({
  /**
   * Makes codes for `pupils` present, plus spares. Opens the stratum's round when this is its first class.
   * With `replace`, the class's earlier slips stop working; without it, a class that has slips is refused.
   */
  issue: schoolProcedure
    .input(
      z.strictObject({
        waveId: z.string(),
        classId: z.string(),
        pupils: z.int().min(1).max(60),
        replace: z.boolean(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { database, keys, user } = ctx
      const schoolClass = await findClass(database, input.classId)
      if (!schoolClass || !maySeeClass(user, schoolClass)) throw new Problem('class.not-found')
      if (schoolClass.archivedOn) throw new Problem('class.archived')
      const wave = await findWave(database, input.waveId)
      if (!wave || !(await takesPart(database, wave.id, schoolClass.schoolId)))
        throw new Problem('wave.not-found')
      if (!isOfWave(wave, schoolClass)) throw new Problem('wave.not-found')
      const today = todayOf(ctx)
      if (!isOpenOn(wave, today)) throw new Problem('wave.not-open')
      const version = await versionOfWave(ctx, wave)

      const stratum = {
        waveId: wave.id,
        schoolId: schoolClass.schoolId,
        cohort: schoolClass.cohort,
        respondent: version.instrument.respondent,
      }
      const round =
        (await findRoundOf(database, stratum)) ?? (await openStratum(ctx, wave, version, stratum, user.id))
      if (round.status === 'closed') throw new Problem('round.closed')
      if (!input.replace && (await hasSheet(database, round.id, schoolClass.id)))
        throw new Problem('sheet.exists')

      const codes = randomCodes(input.pupils + spares(input.pupils))
      const sheet = {
        id: randomId(),
        roundId: round.id,
        classId: schoolClass.id,
        issuedOn: today,
        macs: codes.map((code) => codeMac(keys('participation-code'), code)),
      }
      if (!(await addSheet(database, sheet, input.replace))) throw new Problem('sheet.exists')
      await note(ctx, input.replace ? 'sheet.replace' : 'sheet.issue', `${schoolClass.id} ${wave.id}`)
      return {
        round: round.id,
        fingerprint: round.fingerprint,
        instrument: version.instrument.title,
        minutes: version.instrument.minutes,
        respondent: version.instrument.respondent,
        waveId: wave.id,
        schoolId: schoolClass.schoolId,
        classLabel: schoolClass.label,
        pupils: input.pupils,
        codes,
      }
    }),
})
