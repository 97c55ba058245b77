// Accounts: the administrator makes and closes them, everybody keeps the own. The system sends no mail: a link to choose
// a password is given back once, to be handed over by hand, and only its hash is stored.
import { z } from 'zod'
import { fingerprintOf, randomSecret } from '#crypto/openid.ts'
import { randomId } from '#crypto/random.ts'
import { roles, type StaffUser } from '#domain/access.ts'
import { Problem } from '#domain/problem.ts'
import {
  addAccount,
  changeAccount,
  closeAccount,
  endSessions,
  findAccount,
  removeAccount,
  renameAccount,
  reopenAccount,
  searchAccounts,
} from '#store/account.ts'
import { allSchools, schoolsOf } from '#store/school.ts'
import { addLink, passkeysOf, removePasskey } from '#store/sign-in.ts'
import { note } from './staff-action.ts'
import { administratorProcedure, type Context, router, staffProcedure } from './trpc.ts'

const linkHours = 72

const Name = z.string().trim().min(1).max(80)
const Email = z.string().trim().toLowerCase().pipe(z.email().max(254))
/** The name at the home organisation; left out: as it is. */
const ProviderName = Email.nullable().optional()
const Role = z.enum(roles)
const SchoolIds = z.array(z.string()).max(500)
const Id = z.strictObject({ id: z.string() })

async function anyAccount(ctx: Context, id: string) {
  const account = await findAccount(ctx.database, id)
  if (!account) throw new Problem('account.not-found')
  return account
}

/** Schools of a role that has any. @throws Problem `school.not-found`. */
async function schoolsFor(ctx: Context, role: StaffUser['role'], schoolIds: string[]): Promise<string[]> {
  if (role === 'researcher' || role === 'administrator') return []
  const known = new Set((await allSchools(ctx.database)).map(({ id }) => id))
  if (schoolIds.some((id) => !known.has(id))) throw new Problem('school.not-found')
  return schoolIds
}

/** A new link for an account; the one before it stops working. */
async function makeLink(ctx: Context, userId: string) {
  const secret = randomSecret()
  const at = ctx.now()
  const expiresAt = new Date(at.getTime() + linkHours * 3_600_000)
  await addLink(ctx.database, { id: randomId(), userId, hash: fingerprintOf(secret), at, expiresAt })
  return { id: userId, secret, expiresAt }
}

export const accountRouter = router({
  /* ---- for administrators ---- */

  search: administratorProcedure
    .input(z.strictObject({ words: z.string().trim().max(80), schoolId: z.string().optional() }))
    .query(({ ctx, input }) => searchAccounts(ctx.database, { ...input, most: 100 })),

  detail: administratorProcedure.input(Id).query(async ({ ctx, input }) => ({
    ...(await anyAccount(ctx, input.id)),
    schools: await schoolsOf(ctx.database, input.id),
  })),

  create: administratorProcedure
    .input(
      z.strictObject({
        name: Name,
        email: Email,
        providerName: ProviderName,
        role: Role,
        schoolIds: SchoolIds,
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const schoolIds = await schoolsFor(ctx, input.role, input.schoolIds)
      const id = randomId()
      if (!(await addAccount(ctx.database, { ...input, id, schoolIds, at: ctx.now() })))
        throw new Problem('account.email-taken')
      await note(ctx, 'account.create', `${id} ${input.role}`)
      return makeLink(ctx, id)
    }),

  edit: administratorProcedure
    .input(
      z.strictObject({
        id: z.string(),
        name: Name,
        providerName: ProviderName,
        role: Role,
        schoolIds: SchoolIds,
      }),
    )
    .mutation(async ({ ctx, input }) => {
      await anyAccount(ctx, input.id)
      const schoolIds = await schoolsFor(ctx, input.role, input.schoolIds)
      const fault = await changeAccount(ctx.database, { ...input, schoolIds, at: ctx.now() })
      if (fault) throw new Problem(fault)
      await note(ctx, 'account.edit', `${input.id} ${input.role}`)
      return { id: input.id }
    }),

  /** A link to choose a new password; the old one holds until the link is used. */
  link: administratorProcedure.input(Id).mutation(async ({ ctx, input: { id } }) => {
    const { isClosed } = await anyAccount(ctx, id)
    if (isClosed) throw new Problem('account.not-found')
    await note(ctx, 'account.link', id)
    return makeLink(ctx, id)
  }),

  endSessions: administratorProcedure.input(Id).mutation(async ({ ctx, input: { id } }) => {
    await anyAccount(ctx, id)
    const ended = await endSessions(ctx.database, id)
    await note(ctx, 'account.end-sessions', id)
    return { ended }
  }),

  close: administratorProcedure.input(Id).mutation(async ({ ctx, input: { id } }) => {
    await anyAccount(ctx, id)
    if (!(await closeAccount(ctx.database, id, randomId(), ctx.now())))
      throw new Problem('account.last-administrator')
    await note(ctx, 'account.close', id)
    return { id }
  }),

  reopen: administratorProcedure.input(Id).mutation(async ({ ctx, input: { id } }) => {
    await anyAccount(ctx, id)
    await reopenAccount(ctx.database, id)
    await note(ctx, 'account.reopen', id)
    return { id }
  }),

  remove: administratorProcedure.input(Id).mutation(async ({ ctx, input: { id } }) => {
    await anyAccount(ctx, id)
    if (!(await removeAccount(ctx.database, id))) throw new Problem('account.last-administrator')
    await note(ctx, 'account.remove', id)
    return { id }
  }),

  /* ---- for everybody who is signed in ---- */

  own: staffProcedure.query(async ({ ctx }) => {
    const { isClosed: _, ...account } = await anyAccount(ctx, ctx.user.id)
    return {
      ...account,
      schools: await schoolsOf(ctx.database, ctx.user.id),
      passkeys: await passkeysOf(ctx.database, ctx.user.id),
    }
  }),

  rename: staffProcedure.input(z.strictObject({ name: Name })).mutation(async ({ ctx, input }) => {
    await renameAccount(ctx.database, ctx.user.id, input.name, ctx.now())
    return { name: input.name }
  }),

  removePasskey: staffProcedure.input(Id).mutation(async ({ ctx, input: { id } }) => {
    if (!(await removePasskey(ctx.database, ctx.user.id, id))) throw new Problem('account.not-found')
    await note(ctx, 'account.remove-passkey', ctx.user.id)
    return { id }
  }),
})
