// What the browser's tab tells: a slip in the address, and that somebody has come back to it.
import { onCleanup } from 'solid-js'
import { readFragment } from '#domain/participation.ts'
import type { Slip } from './draft.ts'

/** The slip in the address, which leaves it at once: not in history, not on the screen, not in a shared link. */
export function takeFragment(): Slip | undefined {
  const slip = readFragment(location.hash)
  if (location.hash) history.replaceState(null, '', location.pathname)
  return slip
}

/** Timers stop while a device sleeps: so coming back is an occasion too, and every minute is one. */
export function watchTab(on: { fragment: () => void; return: () => void }): void {
  const occasions = ['visibilitychange', 'pageshow', 'focus']
  const clock = setInterval(on.return, 60_000)
  window.addEventListener('hashchange', on.fragment)
  for (const occasion of occasions) window.addEventListener(occasion, on.return)
  onCleanup(() => {
    clearInterval(clock)
    window.removeEventListener('hashchange', on.fragment)
    for (const occasion of occasions) window.removeEventListener(occasion, on.return)
  })
}
