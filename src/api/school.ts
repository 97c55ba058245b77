// Schools, as the administrator keeps them. What belongs to a school stays when its name changes.
import { z } from 'zod'
import { randomId } from '#crypto/random.ts'
import { Problem } from '#domain/problem.ts'
import {
  addSchool,
  allSchools,
  changeSchool,
  countSchools,
  findSchool,
  searchSchools,
} from '#store/school.ts'
import { note } from './staff-action.ts'
import { administratorProcedure, router } from './trpc.ts'

const Name = z.string().trim().min(1).max(80)

export const schoolRouter = router({
  /** At most a hundred schools whose name or municipality has these words in it, and how many there are in all. */
  search: administratorProcedure
    .input(z.strictObject({ words: z.string().trim().max(80) }))
    .query(async ({ ctx, input }) => {
      const [schools, total] = await Promise.all([
        searchSchools(ctx.database, input.words, 100),
        countSchools(ctx.database),
      ])
      return { schools, total }
    }),

  /** Every school, to choose from. */
  all: administratorProcedure.query(({ ctx }) => allSchools(ctx.database)),

  detail: administratorProcedure.input(z.strictObject({ id: z.string() })).query(async ({ ctx, input }) => {
    const school = await findSchool(ctx.database, input.id)
    if (!school) throw new Problem('school.not-found')
    return school
  }),

  create: administratorProcedure
    .input(z.strictObject({ name: Name, municipality: Name }))
    .mutation(async ({ ctx, input }) => {
      const id = randomId()
      await addSchool(ctx.database, { id, ...input, simulated: false })
      await note(ctx, 'school.create', id)
      return { id }
    }),

  edit: administratorProcedure
    .input(z.strictObject({ id: z.string(), name: Name, municipality: Name }))
    .mutation(async ({ ctx, input: { id, ...changes } }) => {
      if (!(await findSchool(ctx.database, id))) throw new Problem('school.not-found')
      await changeSchool(ctx.database, id, changes)
      await note(ctx, 'school.edit', id)
      return { id }
    }),
})
