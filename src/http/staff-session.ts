// Staff sign-in by Better Auth on our database. Pages use three calls of it; its own HTTP routes are not exposed.
import { eq } from 'drizzle-orm'
import { createGuessLimit, network } from '#api/guess-limit.ts'
import type { Keys } from '#crypto/key-file.ts'
import type { StaffUser } from '#domain/access.ts'
import { Problem } from '#domain/problem.ts'
import type { Database } from '#db/open.ts'
import * as schema from '#db/schema.ts'

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
  /** Makes an account; for seed and administrators. */
  createAccount(account: {
    name: string
    email: string
    password: string
    role: StaffUser['role']
  }): Promise<string>
}

export function createStaffSession(database: Database, keys: Keys, origin: string): StaffSession {
  // Ten wrong passwords for one account; a staff room behind one address may mistype a good deal more between them.
  const limit = (perAddress: number) =>
    createGuessLimit(() => new Date(), { perAddress, total: 1000, problem: 'account.too-many-attempts' })
  const [byAddress, byAccount] = [limit(100), limit(10)]
  let opened: ReturnType<typeof openBetterAuth> | undefined
  const auth = () => (opened ??= openBetterAuth(database, keys, origin))

  return {
    async userOf(headers) {
      if (!headers.get('cookie')?.includes('forspring')) return undefined
      const found = await (await auth()).api.getSession({ headers })
      if (!found) return undefined
      const schoolIds = await database.read
        .select({ id: schema.membership.schoolId })
        .from(schema.membership)
        .where(eq(schema.membership.userId, found.user.id))
      return {
        id: found.user.id,
        name: found.user.name,
        email: found.user.email,
        role: found.user.role as StaffUser['role'],
        schoolIds: schoolIds.map(({ id }) => id),
      }
    },

    async signIn(email, password, address) {
      // Without colons, which `network` would take for those of an address.
      const account = `${network(address)} ${email.trim().toLowerCase().replaceAll(':', ' ')}`
      const check = () => {
        byAddress.check(address)
        byAccount.check(account)
      }
      check()
      const response = await (
        await auth()
      ).handler(
        new Request(`${origin}/api/auth/sign-in/email`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin },
          body: JSON.stringify({ email, password }),
        }),
      )
      if (response.status >= 500) throw new Problem('server.busy')
      // Again, for attempts that travelled together and passed the first check before any of them had failed.
      check()
      if (!response.ok) {
        byAddress.fail(address)
        byAccount.fail(account)
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
      await database.write(
        database.read.update(schema.user).set({ role }).where(eq(schema.user.id, user.id)),
        // Signing up signs in; nobody should be.
        database.read.delete(schema.session).where(eq(schema.session.userId, user.id)),
      )
      return user.id
    },
  }
}

/** Loaded when somebody signs in or comes back: pupils, parents and the start of the server do without it. */
async function openBetterAuth(database: Database, keys: Keys, origin: string) {
  const { betterAuth } = await import('better-auth')
  const { drizzleAdapter } = await import('better-auth/adapters/drizzle')
  return betterAuth({
    baseURL: origin,
    secret: keys('staff-session').toString('hex'),
    database: drizzleAdapter(database.read, { provider: 'sqlite', schema }),
    emailAndPassword: { enabled: true, minPasswordLength: 12 },
    user: { additionalFields: { role: { type: 'string', required: false, input: false } } },
    session: { expiresIn: 12 * 60 * 60, updateAge: 60 * 60 },
    // Its own limit counts successes as well, and would lock out a busy staff room.
    rateLimit: { enabled: false },
    advanced: { ipAddress: { disableIpTracking: true }, cookiePrefix: 'forspring' },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}
