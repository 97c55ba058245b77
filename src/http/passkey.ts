// The two ceremonies of a passkey (Web Authentication): making one while signed in, and signing in with one. Each is a
// pair, options and answer, held together by a signed cookie of five minutes whose challenge is spent once.
import { Problem } from '#domain/problem.ts'
import type { Auth } from './better-auth.ts'
import type { SignInLimit } from './sign-in-limit.ts'

/** What goes back to the browser: JSON, and the cookie of the ceremony or of the session. */
export type Step = { document: unknown; cookies: string[] }

export type Passkeys = {
  startSignIn(): Promise<Step>
  /** @throws Problem `account.wrong-password` or `account.too-many-attempts`. */
  finishSignIn(headers: Headers, answer: unknown, address: string): Promise<Step>
  /** @throws Problem `access.sign-in`. */
  startRegistration(headers: Headers): Promise<Step>
  /** @throws Problem `access.sign-in` or `request.malformed`. */
  finishRegistration(headers: Headers, answer: unknown, name: string): Promise<Step>
}

export function createPasskeys(auth: () => Promise<Auth>, limit: SignInLimit, origin: string): Passkeys {
  const ours = (headers: Headers) =>
    new Headers({ cookie: headers.get('cookie') ?? '', origin: new URL(origin).origin })
  const stepOf = async (response: Response): Promise<Step> => ({
    document: await response.json(),
    cookies: response.headers.getSetCookie(),
  })
  /** `asResponse` in each call: a refusal comes back as an answer, too. */
  const ask = async (call: (api: Auth['api']) => Promise<Response>) => call((await auth()).api)

  return {
    async startSignIn() {
      const step = await stepOf(
        await ask((api) =>
          api.generatePasskeyAuthenticationOptions({ headers: new Headers(), asResponse: true }),
        ),
      )
      return { ...step, document: { ...(step.document as object), userVerification: 'required' } }
    },

    async finishSignIn(headers, answer, address) {
      limit.check(address)
      const refuse = () => {
        limit.fail(address)
        throw new Problem('account.wrong-password')
      }
      if (typeof (answer as { id?: unknown } | null)?.id !== 'string') return refuse()
      const response = await ask((api) =>
        api.verifyPasskeyAuthentication({
          headers: ours(headers),
          body: { response: answer as never },
          asResponse: true,
        }),
      )
      if (!response.ok) return refuse()
      // The session itself stays in its cookie.
      return { document: { isSignedIn: true }, cookies: response.headers.getSetCookie() }
    },

    async startRegistration(headers) {
      const response = await ask((api) =>
        api.generatePasskeyRegistrationOptions({ headers: ours(headers), query: {}, asResponse: true }),
      )
      if (!response.ok) throw new Problem('access.sign-in')
      return stepOf(response)
    },

    async finishRegistration(headers, answer, name) {
      const response = await ask((api) =>
        api.verifyPasskeyRegistration({
          headers: ours(headers),
          body: { response: answer, name: name.slice(0, 60) },
          asResponse: true,
        }),
      )
      if (!response.ok) throw new Problem(response.status === 401 ? 'access.sign-in' : 'request.malformed')
      return { document: { isMade: true }, cookies: response.headers.getSetCookie() }
    },
  }
}
