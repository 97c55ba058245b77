// Rounds as staff see them: issued and used per class, and nothing else; and the end of a round.
import { z } from 'zod'
import { mayCloseRound, mayReopenRound, maySeeClass } from '#domain/access.ts'
import { Problem } from '#domain/problem.ts'
import { isOpenOn, languagesOf } from '#domain/study.ts'
import { isOfWave } from '#domain/wave.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { countByClass } from '#store/participation.ts'
import { findRound, roundsOfSchool } from '#store/round.ts'
import { classesOf, schoolsOf } from '#store/school.ts'
import { wavesOfSchools } from '#store/study.ts'
import { reopen } from './open-round.ts'
import { closeAll } from './round-clock.ts'
import { todayOf } from './staff-action.ts'
import { type Context, router, schoolProcedure, staffProcedure } from './trpc.ts'
import { knownVersion } from './wave-facts.ts'
import type { StaffUser } from '#domain/access.ts'

/** Every class that this user may see, with its school. */
async function visibleClasses(ctx: Context & { user: StaffUser }) {
  const schools = await schoolsOf(ctx.database, ctx.user.id)
  const classes = await classesOf(
    ctx.database,
    schools.map((school) => school.id),
  )
  return { schools, classes: classes.filter((schoolClass) => maySeeClass(ctx.user, schoolClass)) }
}

export const roundRouter = router({
  /** Own classes, and for each the waves it can take part in, with counts. */
  overview: schoolProcedure.query(async ({ ctx }) => {
    const { schools, classes } = await visibleClasses(ctx)
    const today = todayOf(ctx)
    const waves = await wavesOfSchools(
      ctx.database,
      schools.map((school) => school.id),
    )
    const rounds = (
      await Promise.all(schools.map((school) => roundsOfSchool(ctx.database, school.id)))
    ).flat()
    const counts = new Map(
      await Promise.all(
        rounds.map(async ({ round }) => [round.id, await countByClass(ctx.database, round.id)] as const),
      ),
    )
    // A wave keeps the wording of its first round, whatever becomes of the questionnaire meanwhile.
    const instruments = new Map<string, Instrument>()
    for (const { wave } of waves) {
      const version = instruments.has(wave.id) ? undefined : await knownVersion(ctx, wave)
      if (version) instruments.set(wave.id, version.instrument)
    }
    return {
      schools,
      classes: classes.map((schoolClass) => ({
        id: schoolClass.id,
        label: schoolClass.label,
        grade: schoolClass.grade,
        size: schoolClass.size,
        schoolId: schoolClass.schoolId,
        waves: waves.flatMap(({ wave, study, schoolId }) => {
          const instrument = instruments.get(wave.id)
          if (!instrument || schoolId !== schoolClass.schoolId) return []
          if (!isOfWave(wave, schoolClass)) return []
          const found = rounds.find(
            ({ round }) =>
              round.waveId === wave.id && round.schoolId === schoolId && round.cohort === schoolClass.cohort,
          )?.round
          const count = found && counts.get(found.id)?.find(({ classId }) => classId === schoolClass.id)
          const open = isOpenOn(wave, today)
          if (!open && !count) return []
          return [
            {
              waveId: wave.id,
              study: study.title,
              mode: study.mode,
              consent: study.consent,
              number: wave.number,
              closesOn: wave.closesOn,
              open,
              respondent: instrument.respondent,
              minutes: instrument.minutes,
              ageBand: instrument.ageBand,
              languages: languagesOf(wave),
              round: found && { id: found.id, status: found.status, fingerprint: found.fingerprint },
              issued: count?.issued ?? 0,
              used: count?.used ?? 0,
            },
          ]
        }),
      })),
    }
  }),

  /** One round with the counts of the classes that this user may see. */
  counts: schoolProcedure.input(z.strictObject({ id: z.uuid() })).query(async ({ ctx, input }) => {
    const round = await findRound(ctx.database, input.id)
    if (!round || !ctx.user.schoolIds.includes(round.schoolId)) throw new Problem('round.not-found')
    const { classes } = await visibleClasses(ctx)
    const counted = await countByClass(ctx.database, round.id)
    const visible = counted.flatMap((count) => {
      const schoolClass = classes.find(({ id }) => id === count.classId)
      return schoolClass
        ? [{ id: schoolClass.id, label: schoolClass.label, issued: count.issued, used: count.used }]
        : []
    })
    if (visible.length === 0) throw new Problem('round.not-found')
    return {
      id: round.id,
      status: round.status,
      fingerprint: round.fingerprint,
      openedOn: round.openedOn,
      closedOn: round.closedOn,
      /** May this user end it? A teacher may not while another teacher's class is in it. */
      mayClose: visible.length === counted.length || ctx.user.role === 'contact',
      classes: visible,
    }
  }),

  /** Ends a round for good: no more codes, no more responses, key erased, file rewritten. */
  close: staffProcedure.input(z.strictObject({ id: z.uuid() })).mutation(async ({ ctx, input }) => {
    const round = await findRound(ctx.database, input.id)
    if (!round) throw new Problem('round.not-found')
    const classes = await classesOf(ctx.database, [round.schoolId])
    const taking = new Set((await countByClass(ctx.database, round.id)).map(({ classId }) => classId))
    const involved = classes.filter(({ id }) => taking.has(id))
    if (!mayCloseRound(ctx.user, round, involved)) {
      const sees = involved.some((schoolClass) => maySeeClass(ctx.user, schoolClass))
      throw new Problem(sees ? 'round.shared' : 'round.not-found')
    }
    await closeAll(ctx, [round.id], ctx.user.id)
    return { closed: true as const }
  }),

  /** Opens a closed round again until data of its wave have left; every slip of it stops working (open-round.ts). */
  reopen: staffProcedure.input(z.strictObject({ id: z.uuid() })).mutation(async ({ ctx, input }) => {
    if (!['contact', 'researcher'].includes(ctx.user.role)) throw new Problem('access.role')
    const round = await findRound(ctx.database, input.id)
    if (!round || !mayReopenRound(ctx.user, round)) throw new Problem('round.not-found')
    await reopen(ctx, round)
    return { reopened: true as const }
  }),
})
