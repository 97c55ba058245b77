// Staff sign-in: password, passkey, identity provider (content/decisions/0018). Better Auth does the work on our
// database; pages reach only what stands here, and none of its own HTTP routes is exposed.
import type { Keys } from '#crypto/key-file.ts'
import { fingerprintOf } from '#crypto/openid.ts'
import { randomId } from '#crypto/random.ts'
import type { StaffUser } from '#domain/access.ts'
import { Problem } from '#domain/problem.ts'
import type { Database } from '#db/open.ts'
import { endSessions, setRole } from '#store/account.ts'
import { holderOfLink, setPasswordByLink, tieSubject, userOfSubject } from '#store/sign-in.ts'
import { membershipsOf } from '#store/school.ts'
import { type Auth, openBetterAuth, shortestPassword } from './better-auth.ts'
import { createOpenId, type OpenId } from './openid.ts'
import type { OpenIdSettings } from './openid-provider.ts'
import { createPasskeys, type Passkeys } from './passkey.ts'
import { createSignInLimit } from './sign-in-limit.ts'

export type OwnSession = { startedAt: Date; expiresAt: Date; isThis: boolean }

export type StaffSession = {
  /** Who the cookies of a request belong to. */
  userOf(headers: Headers): Promise<StaffUser | undefined>
  /**
   * Signs in.
   * @returns the `Set-Cookie` headers of the new session.
   * @throws Problem `account.wrong-password` (also for an unknown address) or `account.too-many-attempts`.
   */
  signIn(email: string, password: string, address: string): Promise<string[]>
  /** Ends the session of these cookies. @returns the headers that clear them. */
  signOut(headers: Headers): Promise<string[]>
  /** Makes an account with a password; for the demo and tests. */
  createAccount(account: {
    name: string
    email: string
    password: string
    role: StaffUser['role']
  }): Promise<string>
  /** Whose link to choose a password this is. @throws Problem `account.link-expired`. */
  linkHolder(secret: string, address: string): Promise<{ name: string; email: string }>
  /** Spends a link, takes passkeys away and ends every session. @throws Problem `account.link-expired` or `account.short-password`. */
  choosePassword(secret: string, password: string, address: string): Promise<void>
  /** Changes the own password and ends the other sessions. @returns the cookies of the new session. */
  changePassword(
    headers: Headers,
    change: { email: string; current: string; wanted: string },
    address: string,
  ): Promise<string[]>
  /** Where this account is signed in. */
  sessionsOf(headers: Headers): Promise<OwnSession[]>
  /** Ends all sessions of this account but this one. */
  signOutElsewhere(headers: Headers): Promise<void>
  passkeys: Passkeys
  /** The identity provider, when one is set up. */
  openId: OpenId | undefined
  /**
   * Signs in whom the provider vouches for. @returns the cookies.
   * @throws Problem `account.provider-refused` when no account, or one that is somebody else's, has the name.
   */
  finishOpenId(query: URLSearchParams, headers: Headers, address: string): Promise<string[]>
}

export function createStaffSession(
  database: Database,
  keys: Keys,
  origin: string,
  { provider, now = () => new Date() }: { provider?: OpenIdSettings | undefined; now?: () => Date } = {},
): StaffSession {
  const limit = createSignInLimit()
  let opened: Promise<Auth> | undefined
  const auth = () => (opened ??= openBetterAuth(database, keys, origin))
  const openId = provider && createOpenId(provider, keys, origin, now)

  return {
    async userOf(headers) {
      if (!headers.get('cookie')?.includes('forspring')) return undefined
      const found = await (await auth()).api.getSession({ headers })
      if (!found) return undefined
      const { id, name, email, role } = found.user
      const schoolIds = await membershipsOf(database, id)
      return { id, name, email, role: role as StaffUser['role'], schoolIds }
    },

    async signIn(email, password, address) {
      limit.check(address, email)
      const request = new Request(`${origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ email, password }),
      })
      const response = await (await auth()).handler(request)
      if (response.status >= 500) throw new Problem('server.busy')
      // Again, for attempts that travelled together and passed the first check before any of them had failed.
      limit.check(address, email)
      if (!response.ok) {
        limit.fail(address, email)
        throw new Problem('account.wrong-password')
      }
      return response.headers.getSetCookie()
    },

    async signOut(headers) {
      const response = await (await auth()).api.signOut({ headers, asResponse: true })
      return response.headers.getSetCookie()
    },

    async createAccount({ name, email, password, role }) {
      const { user } = await (await auth()).api.signUpEmail({ body: { name, email, password } })
      await setRole(database, user.id, role)
      // Signing up signs in; nobody should be.
      await endSessions(database, user.id)
      return user.id
    },

    async linkHolder(secret, address) {
      limit.check(address)
      const holder = await holderOfLink(database, fingerprintOf(secret), now())
      if (holder) return { name: holder.name, email: holder.email }
      limit.fail(address)
      throw new Problem('account.link-expired')
    },

    async choosePassword(secret, password, address) {
      limit.check(address)
      if (password.length < shortestPassword) throw new Problem('account.short-password')
      const { hashPassword } = await import('better-auth/crypto')
      const isChosen = await setPasswordByLink(database, {
        hash: fingerprintOf(secret),
        passwordHash: await hashPassword(password),
        rowId: randomId(),
        at: now(),
      })
      if (isChosen) return
      limit.fail(address)
      throw new Problem('account.link-expired')
    },

    async changePassword(headers, { email, current, wanted }, address) {
      limit.check(address, email)
      if (wanted.length < shortestPassword) throw new Problem('account.short-password')
      const response = await (
        await auth()
      ).api.changePassword({
        headers,
        body: { currentPassword: current, newPassword: wanted, revokeOtherSessions: true },
        asResponse: true,
      })
      limit.check(address, email)
      if (!response.ok) {
        limit.fail(address, email)
        throw new Problem('account.wrong-password')
      }
      return response.headers.getSetCookie()
    },

    async sessionsOf(headers) {
      const { api } = await auth()
      const current = await api.getSession({ headers })
      if (!current) return []
      const sessions = await api.listSessions({ headers })
      return sessions
        .map(({ token, createdAt, expiresAt }) => ({
          startedAt: createdAt,
          expiresAt,
          isThis: token === current.session.token,
        }))
        .sort((one, other) => other.startedAt.getTime() - one.startedAt.getTime())
    },

    async signOutElsewhere(headers) {
      await (await auth()).api.revokeOtherSessions({ headers })
    },

    passkeys: createPasskeys(auth, limit, origin),
    openId,

    async finishOpenId(query, headers, address) {
      limit.check(address)
      const refuse = () => {
        limit.fail(address)
        return new Problem('account.provider-refused')
      }
      if (!openId) throw refuse()
      const vouched = await openId.finish(query, headers).catch(() => {
        throw refuse()
      })
      const { issuer, subject } = vouched
      const known = await userOfSubject(database, issuer, subject)
      const tie = { ...vouched, rowId: randomId(), at: now() }
      const userId = known?.id ?? (await tieSubject(database, tie))
      if (!userId) throw refuse()
      const response = await (await auth()).api.signInAs({ body: { userId }, asResponse: true } as never)
      const cookies = response.headers.getSetCookie()
      if (cookies.length === 0) throw refuse()
      return cookies
    },
  }
}
