// cmi5: three statements to the record store that the platform names: begun, come to the end, left. The standard wants a
// duration in two of them; it is always zero, because how long a pupil took is nobody's business.
import { onLastStep, startClean } from './completion.ts'

type Context = {
  contextActivities?: Record<string, { id: string }[]>
  extensions?: Record<string, unknown>
}

const verbs = {
  initialized: 'http://adlnet.gov/expapi/verbs/initialized',
  completed: 'http://adlnet.gov/expapi/verbs/completed',
  terminated: 'http://adlnet.gov/expapi/verbs/terminated',
}
const category = 'https://w3id.org/xapi/cmi5/context/categories/'
const noTime = 'PT0S'

/** A UUID. The browser's own maker of them is there with https only; some platforms have none. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

async function launch(query: URLSearchParams): Promise<void> {
  const given = (name: string) => query.get(name) ?? ''
  const store = given('endpoint').replace(/\/?$/, '/')
  const actor = JSON.parse(given('actor')) as object
  const [activityId, registration] = [given('activityId'), given('registration')]

  // Spent on first use: a second call is refused, so a reload has to be launched anew by the platform.
  const ticket = (await (await fetch(given('fetch'), { method: 'POST' })).json()) as { 'auth-token'?: string }
  const headers = {
    authorization: `Basic ${ticket['auth-token'] ?? ''}`,
    'content-type': 'application/json',
    'x-experience-api-version': '1.0.3',
  }
  const read = (path: string, parameters: Record<string, string>) =>
    fetch(`${store}${path}?${String(new URLSearchParams(parameters))}`, { headers })

  const launched = await read('activities/state', {
    stateId: 'LMS.LaunchData',
    activityId,
    agent: JSON.stringify(actor),
    registration,
  })
  const { contextTemplate = {} } = (await launched.json()) as { contextTemplate?: Context }
  // The standard wants the pupil's preferences to be asked for. There is nothing here to prefer, and most have none.
  await read('agents/profile', { profileId: 'cmi5LearnerPreferences', agent: JSON.stringify(actor) }).catch(
    () => undefined,
  )

  const tell = (verb: keyof typeof verbs) => {
    const kinds = [`${category}cmi5`, ...(verb === 'completed' ? [`${category}moveon`] : [])]
    const given = contextTemplate.contextActivities ?? {}
    const result = {
      initialized: undefined,
      completed: { completion: true, duration: noTime },
      terminated: { duration: noTime },
    }[verb]
    const statement = {
      id: randomId(),
      actor,
      verb: { id: verbs[verb] },
      object: { objectType: 'Activity', id: activityId },
      ...(result && { result }),
      context: {
        ...contextTemplate,
        registration,
        contextActivities: {
          ...given,
          category: [...(given['category'] ?? []), ...kinds.map((id) => ({ id }))],
        },
      },
      timestamp: new Date().toISOString(),
    }
    return fetch(`${store}statements`, {
      method: 'POST',
      headers,
      body: JSON.stringify(statement),
      keepalive: true,
    })
  }

  let last = tell('initialized')
  const next = (verb: keyof typeof verbs) => {
    last = last.then(
      () => tell(verb),
      () => tell(verb),
    )
  }
  whenDone(() => next('completed'))
  let isLeft = false
  addEventListener('pagehide', () => {
    if (isLeft) return
    isLeft = true
    // At once, because nothing that waits runs after this.
    void tell('terminated').catch(() => undefined)
  })
  await last
}

/** The end may be reached before the platform has answered. */
let isDone = false
let tellDone: (() => void) | undefined
function whenDone(tell: () => void): void {
  tellDone = tell
  if (isDone) tell()
}

startClean()
onLastStep(() => {
  isDone = true
  tellDone?.()
})
const query = new URLSearchParams(location.search)
// Opened outside a platform, or the platform is unreachable: the lesson itself is all here.
if (query.has('fetch')) void launch(query).catch(() => undefined)
