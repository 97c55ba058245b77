// A live question as an island sees it: is there a session, what has this seat answered, what may be shown.
// Nothing is known until the page runs in a browser, so the server draws every question as a lonely one.
import { createSignal, onCleanup, onMount } from 'solid-js'
import { answer } from './seat.ts'
import { listen, live, type Live } from './store.ts'

export function useLive(question: () => string | undefined) {
  const [now, setNow] = createSignal<Live>()
  onMount(() => {
    setNow(live())
    onCleanup(listen(setNow))
  })
  const of = <Value>(values: Record<string, Value> | undefined): Value | undefined =>
    values?.[question() ?? '']
  return {
    /** May this screen answer for a seat? */
    isSeated: () => question() !== undefined && now()?.isSeated === true,
    /** The answer that this seat has given, whether or not it has arrived. */
    given: () => of(now()?.answers) ?? of(now()?.waiting),
    hasArrived: () => of(now()?.answers) !== undefined,
    /** Shown by the teacher. */
    counts: () => of(now()?.counts),
    answered: () => of(now()?.answered) ?? 0,
    seats: () => now()?.seats ?? 0,
    give: (value: number) => answer(question() ?? '', value),
  }
}
