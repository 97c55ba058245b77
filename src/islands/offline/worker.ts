// How a page talks with the service worker. Lessons that are only opened do without this (visit.ts).
import type { Reply, Wish } from '#domain/offline.ts'

/** Browsers without it, and addresses without https, simply have no copies. */
export const canKeep = typeof navigator === 'object' && 'serviceWorker' in navigator

/** Starts the worker, or looks whether there is a newer one. */
export async function startWorker(): Promise<void> {
  await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' })
}

export async function ask(wish: Wish): Promise<Reply> {
  const { active } = await navigator.serviceWorker.ready
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = (event: MessageEvent<Reply>) => resolve(event.data)
    active?.postMessage(wish, [port2])
  })
}
