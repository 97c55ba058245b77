// On every view of a lesson: once the page is idle, has the service worker keep what is shown, for next time without
// network. It imports nothing, so that it stands in the page itself and costs no request; the worker checks the address.
import type { Wish } from '#domain/offline.ts'

const isLive = new URLSearchParams(location.search).has('direkte')

async function keep(): Promise<void> {
  await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' })
  const { active } = await navigator.serviceWorker.ready
  const wish: Wish = { do: 'visit', path: location.pathname }
  active?.postMessage(wish)
}

if ('serviceWorker' in navigator && !isLive)
  addEventListener('load', () => {
    // Nothing to tell anybody when it fails: the page itself is there.
    const start = () => void keep().catch(() => undefined)
    if ('requestIdleCallback' in window) requestIdleCallback(start, { timeout: 5_000 })
    else setTimeout(start, 500)
  })
