// Trying until it works. A page that people answer on never gives up because of the network.

/** Why nothing has come back: no network, or a server that does not work. */
export type Waiting = 'network' | 'server'

/** Worth trying again with the same content. */
export class Unreachable extends Error {
  readonly reason: Waiting
  constructor(reason: Waiting) {
    super(reason)
    this.reason = reason
  }
}

/** Makes everything that waits try again at once. */
export const retryNow = (): boolean => window.dispatchEvent(new Event('online'))

/**
 * Tries until it works: again when the network is back, and at growing intervals up to fifteen seconds.
 * @param onWaiting told before each pause why. @throws whatever is not `Unreachable`, at once.
 */
export async function persist<Output>(
  work: () => Promise<Output>,
  onWaiting: (reason: Waiting) => void,
): Promise<Output> {
  for (let pause = 1000; ; pause = Math.min(pause * 2, 15_000)) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      // A single fault of the server is a hiccup, and looks like a bad network to whoever sits there.
      onWaiting(pause > 2000 ? error.reason : 'network')
      await new Promise<void>((again) => {
        const timer = setTimeout(again, pause)
        window.addEventListener('online', () => (clearTimeout(timer), again()), { once: true })
      })
    }
  }
}

/** Fetches a part of the page, however long it takes. */
export const fetchPart = <Part>(
  part: () => Promise<Part>,
  onWaiting: (reason: Waiting) => void,
): Promise<Part> =>
  persist(
    () =>
      part().catch(() => {
        throw new Unreachable('network')
      }),
    onWaiting,
  )
