// Running a wave at a school: what its contact has to do, how far each class is, and the words of letters and reminders.
import { z } from 'zod'
import { maySeeClass, type StaffUser } from '#domain/access.ts'
import { isLocale, surveyLocales } from '#domain/locale.ts'
import { Problem } from '#domain/problem.ts'
import { isOfWave } from '#domain/wave.ts'
import { addDays } from '#domain/year-plan.ts'
import { countByClassOfWave } from '#store/participation.ts'
import { classesOf, findSchool, schoolsOf, type School, type SchoolClass } from '#store/school.ts'
import { type Study, type Wave, wavesOfSchools } from '#store/study.ts'
import { schoolsOfWave, turnoutOfWave } from '#store/wave.ts'
import { todayOf } from './staff-action.ts'
import { type Context, router, schoolProcedure, staffProcedure } from './trpc.ts'
import { aboutInstrument, knownVersion, settingsOf, waveOf } from './wave-facts.ts'

/** Days after a wave in which its school may still put its notes in order. */
const afterwards = 14

/** A wave at one school, class by class. */
async function atSchool(ctx: Context, wave: Wave, study: Study, school: School, classes: SchoolClass[]) {
  const version = await knownVersion(ctx, wave)
  if (!version) return undefined
  const [counts, turnouts] = await Promise.all([
    countByClassOfWave(ctx.database, wave.id),
    turnoutOfWave(ctx.database, wave.id),
  ])
  const { id, number, opensOn, closesOn, languages } = settingsOf(wave)
  return {
    waveId: id,
    number,
    opensOn,
    closesOn,
    languages,
    study: study.title,
    simulated: study.simulated,
    mode: study.mode,
    consent: study.consent,
    instrument: aboutInstrument(version.instrument),
    school,
    classes: classes
      .filter((each) => each.schoolId === school.id && isOfWave(wave, each))
      .map((each) => {
        const count = counts.find(({ classId }) => classId === each.id)
        const noted = turnouts.find(({ classId }) => classId === each.id)
        return {
          id: each.id,
          label: each.label,
          size: each.size,
          roundId: count?.roundId,
          issued: count?.issued ?? 0,
          used: count?.used ?? 0,
          turnout: noted && {
            optedOut: noted.optedOut,
            absent: noted.absent,
            declined: noted.declined,
            unable: noted.unable,
          },
        }
      })
      .sort((a, b) => a.label.localeCompare(b.label, 'nb', { numeric: true })),
  }
}

/** Schools and classes in use that this user may see. */
async function seenBy(ctx: Context & { user: StaffUser }) {
  const schools = await schoolsOf(ctx.database, ctx.user.id)
  const ids = schools.map(({ id }) => id)
  const classes = (await classesOf(ctx.database, ids)).filter(
    (each) => maySeeClass(ctx.user, each) && each.archivedOn === null,
  )
  return { schools, ids, classes }
}

export const runningRouter = router({
  /** The waves that are coming, open or just over, with the classes that this user may see. */
  waves: schoolProcedure.query(async ({ ctx }) => {
    const { schools, ids, classes } = await seenBy(ctx)
    const today = todayOf(ctx)
    const waves = []
    for (const { wave, study, schoolId } of await wavesOfSchools(ctx.database, ids)) {
      if (addDays(wave.closesOn, afterwards) < today) continue
      const school = schools.find(({ id }) => id === schoolId)!
      const found = await atSchool(ctx, wave, study, school, classes)
      if (found && found.classes.length > 0) waves.push(found)
    }
    return { today, waves }
  }),

  /**
   * What the letters and reminders of a wave are written from, and their words in one language. For those who work at a
   * school that it is open for, and for researchers, who get them without a school.
   */
  letters: staffProcedure
    .input(
      z.strictObject({
        waveId: z.string().max(64),
        language: z.enum(surveyLocales),
        schoolId: z.string().max(64).optional(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { user, database, letters } = ctx
      if (!['teacher', 'contact', 'researcher'].includes(user.role)) throw new Problem('access.role')
      const { wave, study } = await waveOf(ctx, input.waveId)
      const school = user.role === 'researcher' ? undefined : await ownSchool(ctx, wave.id, input.schoolId)
      const version = await knownVersion(ctx, wave)
      if (!version) throw new Problem('instrument.not-found')
      const { instrument, hash } = version
      return {
        study: { ...study, purpose: JSON.parse(study.purpose) as Record<string, string> },
        wave: settingsOf(wave),
        school: school && (await findSchool(database, school))?.name,
        instrument: aboutInstrument(instrument),
        // A shipped one has a name short enough to type; what differs from it is read by its wave.
        questionnaire: ctx.instruments.get(instrument.id)?.hash === hash ? instrument.id : wave.id,
        subjects: letters.subjects[instrument.id]?.[input.language],
        words: letters.languages.get(input.language)!,
        /** Languages of parents' letters wait for a native reader. */
        isApproved: isLocale(input.language),
      }
    }),
})

/** One of the user's schools that the wave is open for. @throws Problem `wave.not-found` where there is none. */
async function ownSchool(
  { database, user }: Context & { user: StaffUser },
  waveId: string,
  wanted: string | undefined,
): Promise<string> {
  const opened = await schoolsOfWave(database, waveId)
  const own = opened.filter(({ id }) => user.schoolIds.includes(id))
  const found = wanted ? own.find(({ id }) => id === wanted) : own[0]
  if (!found) throw new Problem('wave.not-found')
  return found.id
}
