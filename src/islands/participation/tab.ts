// What the browser's tab tells: a slip in the address, what an earlier page left, and that somebody has come back.
import { onCleanup } from 'solid-js'
import { readFragment } from '#domain/participation.ts'
import type { Slip } from './draft.ts'

/** The slip in the address, which leaves it at once: not in history, not on the screen, not in a shared link. */
export function takeFragment(): Slip | undefined {
  const slip = readFragment(location.hash)
  if (location.hash) history.replaceState(null, '', location.pathname)
  return slip
}

/** Has an earlier page of this tab left something that goes on? */
export function hasLeftovers(): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith('forspring.'))
  } catch {
    return false
  }
}

/** Told of a slip that is opened in a tab that is here already: then only the fragment changes. */
export function onFragment(arrived: (slip: Slip) => void): void {
  const look = () => {
    const slip = takeFragment()
    if (slip) arrived(slip)
  }
  window.addEventListener('hashchange', look)
  onCleanup(() => window.removeEventListener('hashchange', look))
}

/**
 * Timers stop while a device sleeps: so coming back is an occasion too, and every minute is one.
 * @param look `isRevived`: the browser shows the page again as it was when somebody went away from it, and nobody knows
 *   who sits there now.
 */
export function onReturn(look: (isRevived: boolean) => void): void {
  const occasions = ['visibilitychange', 'focus']
  const back = () => look(false)
  const show = ({ persisted }: PageTransitionEvent) => look(persisted)
  const clock = setInterval(back, 60_000)
  for (const occasion of occasions) window.addEventListener(occasion, back)
  window.addEventListener('pageshow', show)
  onCleanup(() => {
    clearInterval(clock)
    for (const occasion of occasions) window.removeEventListener(occasion, back)
    window.removeEventListener('pageshow', show)
  })
}
