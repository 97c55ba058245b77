// Better Auth on our database, loaded when somebody signs in or comes back: pupils, parents and the start of the server
// do without it. Its own HTTP routes are reachable for nobody; src/http/staff-session.ts calls the few that are needed.
import type { Keys } from '#crypto/key-file.ts'
import type { Database } from '#db/open.ts'
import * as schema from '#db/schema.ts'
import { isAccountClosed } from '#store/account.ts'

export const shortestPassword = 12

/** A signed-in browser of half a day; an hour's use makes it last longer again. */
const hour = 60 * 60

export type Auth = Awaited<ReturnType<typeof openBetterAuth>>

export async function openBetterAuth(database: Database, keys: Keys, origin: string) {
  const [{ betterAuth }, { drizzleAdapter }, { createAuthEndpoint }, { setSessionCookie }, { passkey }] =
    await Promise.all([
      import('better-auth'),
      import('better-auth/adapters/drizzle'),
      import('better-auth/api'),
      import('better-auth/cookies'),
      import('@better-auth/passkey'),
    ])
  /** Signs in somebody whom an identity provider has vouched for. Without a path, so that no address leads here. */
  const signInAs = createAuthEndpoint({ method: 'POST' }, async (context) => {
    const { userId } = context.body as unknown as { userId: string }
    const user = await context.context.internalAdapter.findUserById(userId)
    const session = user && (await context.context.internalAdapter.createSession(userId))
    if (!session) return context.json({ isSignedIn: false })
    await setSessionCookie(context, { session, user })
    return context.json({ isSignedIn: true })
  })
  return betterAuth({
    appName: 'Forspring',
    baseURL: origin,
    secret: keys('staff-session').toString('hex'),
    database: drizzleAdapter(database.read, { provider: 'sqlite', schema }),
    emailAndPassword: { enabled: true, minPasswordLength: shortestPassword },
    user: { additionalFields: { role: { type: 'string', required: false, input: false } } },
    session: { expiresIn: 12 * hour, updateAge: hour },
    databaseHooks: {
      // The one place that every way in passes.
      session: {
        create: { before: async ({ userId }) => !(await isAccountClosed(database, userId)) && undefined },
      },
    },
    plugins: [
      passkey({
        rpID: new URL(origin).hostname,
        rpName: 'Forspring',
        origin: new URL(origin).origin,
        // A passkey is the only thing asked for, so it must be two in one: the device, and a face, finger or PIN.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: ({ verification }) =>
            requireVerifiedUser(verification.registrationInfo?.userVerified === true),
        },
        authentication: {
          afterVerification: ({ verification }) =>
            requireVerifiedUser(verification.authenticationInfo.userVerified),
        },
      }),
      { id: 'forspring', endpoints: { signInAs } },
    ],
    // Its own limit counts successes as well, and would lock out a busy staff room.
    rateLimit: { enabled: false },
    advanced: { ipAddress: { disableIpTracking: true }, cookiePrefix: 'forspring' },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

function requireVerifiedUser(isVerified: boolean): void {
  if (!isVerified) throw new Error('the device did not check who used it')
}
