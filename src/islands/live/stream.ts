// Follows a class session over server-sent events, in the format of tRPC, without its client.
// The browser mends a broken stream itself; what it gives up on (a refusal, a sleeping phone) is opened again here.
const retryAfter = 2000
/** The server says something at least this often, if only that it lives. */
const longestSilence = 40_000

export type Listener<State> = {
  state: (state: State) => void
  link: (isUp: boolean) => void
  /** Asked after the server has refused: is there anything left to follow? */
  isOver: () => Promise<boolean>
}

/** @returns ends it. */
export function follow<State>(procedure: string, input: object, listener: Listener<State>): () => void {
  const address = `/trpc/classSession.${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  const wait = (milliseconds: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(open, milliseconds)
  }
  const alive = () => {
    listener.link(true)
    wait(longestSilence)
  }
  const stop = () => {
    stopped = true
    clearTimeout(timer)
    source?.close()
  }
  const givenUp = async () => {
    source?.close()
    listener.link(false)
    clearTimeout(timer)
    if (await listener.isOver()) stop()
    else wait(retryAfter)
  }
  function open() {
    source?.close()
    source = new EventSource(address)
    source.addEventListener('connected', alive)
    source.addEventListener('ping', alive)
    source.addEventListener('return', () => void givenUp())
    source.addEventListener('serialized-error', () => void givenUp())
    source.addEventListener('message', (event: MessageEvent<string>) => {
      if (stopped) return
      alive()
      listener.state(JSON.parse(event.data) as State)
    })
    source.addEventListener('error', () => {
      if (stopped) return
      if (source?.readyState === EventSource.CLOSED) return void givenUp()
      listener.link(false)
      wait(retryAfter * 2)
    })
    wait(longestSilence)
  }
  const wake = () => {
    if (!stopped && !document.hidden && source?.readyState !== EventSource.OPEN) open()
  }
  // Anew even if the old stream claims to be open: it may have died without a word.
  addEventListener('online', () => !stopped && open())
  addEventListener('offline', () => !stopped && listener.link(false))
  document.addEventListener('visibilitychange', wake)
  // A page that is left must not look like a broken network.
  addEventListener('pagehide', () => source?.close())
  addEventListener('pageshow', (event) => event.persisted && wake())
  open()
  return stop
}
