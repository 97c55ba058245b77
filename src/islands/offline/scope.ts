// What a service worker sees of the browser, as types: the compiler's own list cannot stand beside a page's.

type ExtendableEvent = Event & { waitUntil(work: Promise<unknown>): void }

export type WorkerFetchEvent = ExtendableEvent & {
  request: Request
  clientId: string
  resultingClientId: string
}

/** What a route of Workbox is handed. */
export type Asked = { url: URL; request: Request; event: WorkerFetchEvent }

export type WorkerScope = {
  addEventListener(name: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void
  addEventListener(
    name: 'message',
    listener: (event: ExtendableEvent & { data: unknown; ports: readonly MessagePort[] }) => void,
  ): void
  clients: { claim(): Promise<void> }
  location: Location
}

/** `self`, seen from inside a service worker. */
export const scope = globalThis as unknown as WorkerScope
