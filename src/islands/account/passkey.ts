// The browser's half of a passkey: ask for options, let the device answer, send the answer back.
// The library only turns bytes into text and back; it is fetched when somebody presses the button.
type Sent = { ok: boolean; document: unknown }

async function post(path: string, body: object): Promise<Sent> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { ok: response.ok, document: await response.json().catch(() => undefined) }
}

const load = () => import('@simplewebauthn/browser')

export const hasPasskeys = (): boolean => 'PublicKeyCredential' in window

/** `none`: the device gave nothing. `refused`: the server did not take what it gave. */
export type Ended = 'done' | 'none' | 'refused'

async function ceremony(
  path: string,
  answer: (options: never) => Promise<object>,
  more: object,
): Promise<Ended> {
  const options = await post(path, {})
  if (!options.ok) return 'refused'
  let answered: object
  try {
    answered = await answer(options.document as never)
  } catch {
    return 'none'
  }
  const { ok } = await post(path, { answer: answered, ...more })
  return ok ? 'done' : 'refused'
}

export const signInWithPasskey = (path: string): Promise<Ended> =>
  ceremony(path, async (optionsJSON) => (await load()).startAuthentication({ optionsJSON }), {})

export const makePasskey = (path: string, name: string): Promise<Ended> =>
  ceremony(path, async (optionsJSON) => (await load()).startRegistration({ optionsJSON }), { name })
