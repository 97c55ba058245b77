// How many codes of one class are used, asked again every ten seconds while the page is seen. Never more than the count:
// a code is used when somebody begins, so the number says nothing about who has finished.
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import { running_run_count, running_run_count_lost } from '#messages/compiled/messages.js'

type Counts = { status: 'open' | 'closed'; classes: { id: string; issued: number; used: number }[] }
type Props = { locale: Locale; round: string; classId: string; issued: number; used: number }

const pause = 10_000

export default function UsedCodes(props: Props) {
  // eslint-disable-next-line solid/reactivity -- what the page was made with; newer numbers come from the server.
  const [count, setCount] = createSignal({ issued: props.issued, used: props.used })
  const [isLost, setLost] = createSignal(false)
  const share = () => (count().issued === 0 ? 0 : (count().used / count().issued) * 100)

  async function ask() {
    if (document.hidden) return
    const input = encodeURIComponent(JSON.stringify({ id: props.round }))
    const answer = await fetch(`/trpc/round.counts?input=${input}`, { referrerPolicy: 'no-referrer' })
      .then((response) => response.json() as Promise<{ result?: { data: Counts } }>)
      .catch(() => undefined)
    const found = answer?.result?.data.classes.find(({ id }) => id === props.classId)
    setLost(!found)
    if (found) setCount({ issued: found.issued, used: found.used })
  }

  onMount(() => {
    const beat = setInterval(() => void ask(), pause)
    const seen = () => void ask()
    document.addEventListener('visibilitychange', seen)
    onCleanup(() => {
      clearInterval(beat)
      document.removeEventListener('visibilitychange', seen)
    })
  })

  return (
    <div class="used-bar">
      <p class="used-count">{running_run_count(count(), { locale: props.locale })}</p>
      <svg width="100%" height="14" aria-hidden="true">
        <rect class="track" width="100%" height="14" rx="7" />
        <rect class="fill" width={`${share()}%`} height="14" rx="7" />
      </svg>
      <Show when={isLost()}>
        <p role="status" class="muted small">
          {running_run_count_lost({}, { locale: props.locale })}
        </p>
      </Show>
    </div>
  )
}
