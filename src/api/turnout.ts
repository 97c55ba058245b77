// Turnout: how many of a class did not answer and why, as counts that its teacher notes. Never who.
import { z } from 'zod'
import { maySeeClass, type StaffUser } from '#domain/access.ts'
import { Problem } from '#domain/problem.ts'
import { fitsClass } from '#domain/turnout.ts'
import { isOfWave, isOver } from '#domain/wave.ts'
import { findClass } from '#store/school.ts'
import { takesPart } from '#store/study.ts'
import { findTurnout, saveTurnout } from '#store/turnout.ts'
import { note, todayOf } from './staff-action.ts'
import { type Context, router, schoolProcedure } from './trpc.ts'
import { knownVersion, waveOf } from './wave-facts.ts'

const OfClass = z.strictObject({ waveId: z.string().max(64), classId: z.string().max(64) })
const count = z.int().min(0).max(60)
const Noted = OfClass.extend({ optedOut: count, absent: count, declined: count, unable: count })

/** @throws Problem `class.not-found`, or `wave.not-found` for a wave without it or one that asks no pupils. */
async function pupilsOf(ctx: Context & { user: StaffUser }, { waveId, classId }: z.infer<typeof OfClass>) {
  const schoolClass = await findClass(ctx.database, classId)
  if (!schoolClass || !maySeeClass(ctx.user, schoolClass)) throw new Problem('class.not-found')
  const { wave, study } = await waveOf(ctx, waveId)
  const version = await knownVersion(ctx, wave)
  if (
    version?.instrument.respondent !== 'pupil' ||
    !isOfWave(wave, schoolClass) ||
    !(await takesPart(ctx.database, waveId, schoolClass.schoolId))
  )
    throw new Problem('wave.not-found')
  return { wave, study, schoolClass }
}

export const turnoutRouter = router({
  /** What has been noted for a class, and what it is about. */
  get: schoolProcedure.input(OfClass).query(async ({ ctx, input }) => {
    const { wave, study, schoolClass } = await pupilsOf(ctx, input)
    return {
      classId: schoolClass.id,
      label: schoolClass.label,
      size: schoolClass.size,
      waveId: wave.id,
      study: study.title,
      number: wave.number,
      simulated: study.simulated,
      isOver: isOver(wave, todayOf(ctx)),
      noted: await findTurnout(ctx.database, wave.id, schoolClass.id),
    }
  }),

  /** Notes the four counts, or corrects them. Together no more than the class has pupils. */
  save: schoolProcedure.input(Noted).mutation(async ({ ctx, input }) => {
    const { waveId, classId, ...counts } = input
    const { schoolClass } = await pupilsOf(ctx, { waveId, classId })
    if (schoolClass.archivedOn) throw new Problem('class.archived')
    if (!fitsClass(counts, schoolClass.size)) throw new Problem('turnout.too-many')
    await saveTurnout(ctx.database, waveId, classId, counts)
    await note(ctx, 'turnout.note', `${classId} ${waveId}`)
    return { saved: true as const }
  }),
})
