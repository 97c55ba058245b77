// The ways in to an account: links to choose a password, passkeys, and subjects of an identity provider.
// A link is a row of Better Auth's `verification`, under a name of our own and with the hash of the link only.
import { and, asc, eq, gt, inArray, like, or } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { account, passkey, user, verification } from '#db/schema.ts'
import type { Names } from '#domain/openid.ts'

const linkName = (hash: string) => `choose-password:${hash}`

/** Every link of an account. */
export const linksOf = (userId: string) =>
  and(eq(verification.value, userId), like(verification.identifier, linkName('%')))

/** A new link; an older one of the same account stops working. Only its hash is kept. */
export const addLink = async (
  database: Database,
  link: { id: string; userId: string; hash: string; at: Date; expiresAt: Date },
): Promise<void> => {
  await database.write(
    database.read.delete(verification).where(linksOf(link.userId)),
    database.read.insert(verification).values({
      id: link.id,
      identifier: linkName(link.hash),
      value: link.userId,
      expiresAt: link.expiresAt,
      createdAt: link.at,
      updatedAt: link.at,
    }),
  )
}

/** Whose link it is, while it can be used. */
export const holderOfLink = (database: Database, hash: string, now: Date) =>
  database.read
    .select({ id: user.id, name: user.name, email: user.email })
    .from(verification)
    .innerJoin(user, eq(user.id, verification.value))
    .where(and(eq(verification.identifier, linkName(hash)), gt(verification.expiresAt, now)))
    .get()

/**
 * Spends a link: new password, no passkeys, all sessions ended. Somebody else may have added a passkey, and who gets the
 * account back must be rid of it. @returns `false` when the link was spent or too old.
 */
export async function setPasswordByLink(
  database: Database,
  link: { hash: string; passwordHash: string; rowId: string; at: Date },
): Promise<boolean> {
  const stamp = link.at.getTime()
  const holder = '(SELECT value FROM verification WHERE identifier = ? AND expires_at > ?)'
  const found = [linkName(link.hash), stamp]
  const results = await database.write(
    { sql: `DELETE FROM account WHERE provider_id = 'credential' AND user_id = ${holder}`, args: found },
    {
      sql: `INSERT INTO account (id, account_id, provider_id, user_id, password, created_at, updated_at)
        SELECT ?, id, 'credential', id, ?, ?, ? FROM user WHERE id = ${holder}`,
      args: [link.rowId, link.passwordHash, stamp, stamp, ...found],
    },
    { sql: `DELETE FROM passkey WHERE user_id = ${holder}`, args: found },
    { sql: `DELETE FROM session WHERE user_id = ${holder}`, args: found },
    { sql: 'DELETE FROM verification WHERE identifier = ?', args: [linkName(link.hash)] },
  )
  return results[1]!.rowsAffected > 0
}

/* ---- other ways in ---- */

export const passkeysOf = (database: Database, userId: string) =>
  database.read
    .select({ id: passkey.id, name: passkey.name, createdAt: passkey.createdAt })
    .from(passkey)
    .where(eq(passkey.userId, userId))
    .orderBy(asc(passkey.createdAt))
    .all()

export const removePasskey = async (database: Database, userId: string, id: string): Promise<boolean> =>
  (
    await database.write(
      database.read.delete(passkey).where(and(eq(passkey.id, id), eq(passkey.userId, userId))),
    )
  )[0]!.rowsAffected > 0

/** Who has signed in before as this subject of an identity provider. */
export const userOfSubject = (database: Database, issuer: string, subject: string) =>
  database.read
    .select({ id: account.userId })
    .from(account)
    .where(and(eq(account.providerId, issuer), eq(account.accountId, subject)))
    .get()

/**
 * Ties a subject to the one account that has one of these addresses, or this name at the home organisation.
 * @returns the account; `undefined` when none or several have one, or when it is another subject's already.
 */
export async function tieSubject(
  database: Database,
  tie: Names & { rowId: string; issuer: string; subject: string; at: Date },
): Promise<string | undefined> {
  const found = await database.read
    .select({ id: user.id })
    .from(user)
    .where(or(inArray(user.email, tie.emails), inArray(user.providerName, tie.principalNames)))
  if (found.length !== 1) return undefined
  const { id } = found[0]!
  const stamp = tie.at.getTime()
  const [tied] = await database.write({
    sql: `INSERT INTO account (id, account_id, provider_id, user_id, created_at, updated_at)
      SELECT ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM account WHERE provider_id = ?
        AND (user_id = ? OR account_id = ?))`,
    args: [tie.rowId, tie.subject, tie.issuer, id, stamp, stamp, tie.issuer, id, tie.subject],
  })
  return tied!.rowsAffected > 0 ? id : undefined
}
