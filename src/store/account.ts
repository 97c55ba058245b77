// Accounts of staff: who they are, where they belong, and by what they sign in. Better Auth reads the same tables; an
// account is closed by a row of its own among the ways to sign in, so that no way in needs to be looked through.
import { and, asc, eq, like, ne, notInArray, or, sql } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { account, membership, schoolClass, session, user, verification } from '#db/schema.ts'
import type { Role } from '#domain/access.ts'
import { containing } from './school.ts'
import { linksOf } from './sign-in.ts'

const closed = 'closed'

/** Written out, because Drizzle leaves out the table of a column in a list of fields, and every table has an `id`. */
const has = (rows: string) => sql<number>`exists (select 1 from ${sql.raw(rows)})`

const listed = {
  id: user.id,
  name: user.name,
  email: user.email,
  providerName: user.providerName,
  role: user.role,
  isClosed: has(`account a where a.user_id = "user".id and a.provider_id = '${closed}'`),
  hasPassword: has(`account a where a.user_id = "user".id and a.provider_id = 'credential'`),
  hasProvider: has(
    `account a where a.user_id = "user".id and a.provider_id not in ('credential', '${closed}')`,
  ),
  hasPasskey: has(`passkey p where p.user_id = "user".id`),
  isSignedIn: has(`session s where s.user_id = "user".id and s.expires_at > unixepoch() * 1000`),
}
export type AccountRow = Awaited<ReturnType<typeof searchAccounts>>[number]

export type AccountSearch = { words?: string | undefined; schoolId?: string | undefined; most: number }

export const searchAccounts = (database: Database, { words = '', schoolId, most }: AccountSearch) =>
  database.read
    .select(listed)
    .from(user)
    .where(
      and(
        words === ''
          ? undefined
          : or(
              sql`${like(user.name, containing(words))} escape '\\'`,
              sql`${like(user.email, containing(words))} escape '\\'`,
            ),
        schoolId === undefined
          ? undefined
          : sql`exists (select 1 from ${membership} where ${membership.userId} = ${user.id}
              and ${membership.schoolId} = ${schoolId})`,
      ),
    )
    .orderBy(asc(user.name))
    .limit(most)
    .all()

export const findAccount = (database: Database, id: string): Promise<AccountRow | undefined> =>
  database.read.select(listed).from(user).where(eq(user.id, id)).get()

type NewAccount = {
  id: string
  name: string
  email: string
  /** Left out: as it is. */
  providerName?: string | null | undefined
  role: Role
  schoolIds: string[]
  at: Date
}

/** One membership a school, when the account is as it should be by then. */
const memberships = (userId: string, schoolIds: string[], role: Role) =>
  schoolIds.map((schoolId) => ({
    sql: `INSERT INTO membership (user_id, school_id) SELECT user.id, school.id FROM user, school
      WHERE user.id = ? AND user.role = ? AND school.id = ? ON CONFLICT DO NOTHING`,
    args: [userId, role, schoolId],
  }))

/** @returns `false` when another account has the address or the provider's name; then nothing was written. */
export async function addAccount(
  database: Database,
  { schoolIds, at, ...row }: NewAccount,
): Promise<boolean> {
  const [added] = await database.write(
    database.read
      .insert(user)
      .values({ ...row, createdAt: at, updatedAt: at })
      .onConflictDoNothing(),
    ...memberships(row.id, schoolIds, row.role),
  )
  return added!.rowsAffected > 0
}

/** Is this not the last administrator who can sign in? Part of the statement itself: two may do it at once. */
const anotherAdministrator = (id: string) =>
  or(
    ne(user.role, 'administrator'),
    sql`exists (select 1 from user as other where other.role = 'administrator' and other.id <> ${id}
      and not exists (select 1 from account where account.user_id = other.id
        and account.provider_id = ${closed}))`,
  )

/**
 * Changes names, role and schools. Classes at a school that somebody leaves have no teacher afterwards.
 * @returns why not: the last administrator would be none, or another account has the provider's name. Then nothing was
 * written.
 */
export async function changeAccount(
  database: Database,
  { id, name, providerName, role, schoolIds, at }: Omit<NewAccount, 'email'>,
): Promise<'account.last-administrator' | 'account.email-taken' | undefined> {
  const isNow = sql`exists (select 1 from user where user.id = ${id} and user.role = ${role})`
  const elsewhere = (column: typeof membership.schoolId | typeof schoolClass.schoolId) =>
    schoolIds.length > 0 ? notInArray(column, schoolIds) : undefined
  const hasClasses = role === 'teacher' || role === 'contact'
  const unit = [
    database.read
      .update(user)
      .set({ name, providerName, role, updatedAt: at })
      .where(and(eq(user.id, id), role === 'administrator' ? undefined : anotherAdministrator(id))),
    database.read
      .delete(membership)
      .where(and(eq(membership.userId, id), elsewhere(membership.schoolId), isNow)),
    database.read
      .update(schoolClass)
      .set({ teacherId: null })
      .where(
        and(eq(schoolClass.teacherId, id), hasClasses ? elsewhere(schoolClass.schoolId) : undefined, isNow),
      ),
    ...memberships(id, schoolIds, role),
  ]
  try {
    const [changed] = await database.write(...unit)
    return changed!.rowsAffected > 0 ? undefined : 'account.last-administrator'
  } catch (error) {
    // The index decides, not a look beforehand: two may give the same name at once.
    if (String(error).includes('UNIQUE constraint failed: user.provider_name')) return 'account.email-taken'
    throw error
  }
}

export const setRole = async (database: Database, id: string, role: Role): Promise<void> => {
  await database.write(database.read.update(user).set({ role }).where(eq(user.id, id)))
}

export const renameAccount = async (
  database: Database,
  id: string,
  name: string,
  at: Date,
): Promise<void> => {
  await database.write(database.read.update(user).set({ name, updatedAt: at }).where(eq(user.id, id)))
}

/** Nobody signs in to it until it is opened again; what it did stays. @returns `false` for the last administrator. */
export async function closeAccount(
  database: Database,
  id: string,
  rowId: string,
  at: Date,
): Promise<boolean> {
  const stamp = at.getTime()
  const isClosed = sql`exists (select 1 from account where account.user_id = ${id}
    and account.provider_id = ${closed})`
  const results = await database.write(
    {
      sql: `INSERT INTO account (id, account_id, provider_id, user_id, created_at, updated_at)
        SELECT ?, user.id, ?, user.id, ?, ? FROM user WHERE user.id = ?
        AND NOT EXISTS (SELECT 1 FROM account WHERE user_id = user.id AND provider_id = ?)
        AND (user.role <> 'administrator' OR EXISTS (SELECT 1 FROM user AS other
          WHERE other.role = 'administrator' AND other.id <> user.id AND NOT EXISTS
            (SELECT 1 FROM account WHERE user_id = other.id AND provider_id = ?)))`,
      args: [rowId, closed, stamp, stamp, id, closed, closed],
    },
    database.read.delete(session).where(and(eq(session.userId, id), isClosed)),
    database.read.delete(verification).where(and(linksOf(id), isClosed)),
  )
  return results[0]!.rowsAffected > 0 || (await isAccountClosed(database, id))
}

export const reopenAccount = async (database: Database, id: string): Promise<void> => {
  await database.write(
    database.read.delete(account).where(and(eq(account.userId, id), eq(account.providerId, closed))),
  )
}

export async function isAccountClosed(database: Database, id: string): Promise<boolean> {
  const row = await database.read
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.userId, id), eq(account.providerId, closed)))
    .get()
  return row !== undefined
}

/** Takes the account away with all that hangs on it; its classes stay, without a teacher. @returns as above. */
export async function removeAccount(database: Database, id: string): Promise<boolean> {
  const [removed] = await database.write(
    database.read.delete(user).where(and(eq(user.id, id), anotherAdministrator(id))),
    database.read
      .delete(verification)
      .where(and(linksOf(id), sql`not exists (select 1 from user where user.id = ${id})`)),
  )
  return removed!.rowsAffected > 0
}

export const endSessions = async (database: Database, id: string): Promise<number> =>
  (await database.write(database.read.delete(session).where(eq(session.userId, id))))[0]!.rowsAffected
