// The pupil's page in a class session: goes where the teacher goes, and keeps the seat through reloads.
// Somebody who is writing is not torn away: the step waits until they stop, for a while at most.
import type { PupilState } from '#domain/class-session.ts'
import type { Locale } from '#domain/locale.ts'
import { Problem } from '#domain/problem.ts'
import {
  live_pupil_following,
  live_pupil_held,
  live_pupil_lost,
  live_pupil_moved,
} from '#messages/compiled/messages.js'
import { player, type Player } from '../lesson/player.ts'
import { call } from './call.ts'
import { forgetSeats, readSeat, sitDown } from './seat.ts'
import { live, tell } from './store.ts'
import { follow } from './stream.ts'

/** Without a key pressed for this long nobody is writing any more. */
const stillWriting = 10_000

const root = document.querySelector<HTMLElement>('[data-live]')
const code = root?.dataset['live'] ?? ''
const seat = readSeat(code)?.seat
if (root && player) {
  if (seat) begin(root, player, seat)
  else location.replace(`/${document.documentElement.lang}/direkte#${code}`)
}

function begin(root: HTMLElement, player: Player, seat: string): void {
  const locale = document.documentElement.lang as Locale
  const link = root.querySelector<HTMLElement>('[data-link]')
  const news = root.querySelector<HTMLElement>('[data-news]')
  const held = root.querySelector<HTMLElement>('[data-held]')
  let wanted = 0
  let isFirst = true
  let lastKey = -stillWriting

  const end = () => {
    forgetSeats()
    tell({ isSeated: false })
    if (held) held.hidden = true
    player.end()
  }

  const isWriting = () =>
    document.activeElement?.matches('textarea, input[type=text]') === true &&
    performance.now() - lastKey < stillWriting

  const title = () => player.slides[wanted]?.querySelector('[data-title]')?.textContent.trim() ?? ''

  const go = () => {
    const waits = wanted !== player.current() && isWriting()
    if (held) held.hidden = !waits
    if (waits && news) news.textContent = live_pupil_held({}, { locale })
    if (waits || wanted === player.current()) return
    player.show(wanted, !isFirst)
    if (!isFirst && news) news.textContent = live_pupil_moved({ title: title() }, { locale })
  }

  addEventListener('input', () => (lastKey = performance.now()))
  addEventListener('focusout', () => setTimeout(go))
  setInterval(go, 2000)
  held?.querySelector('button')?.addEventListener('click', () => {
    lastKey = -stillWriting
    go()
  })

  /** Asks whether the seat still stands, and for the answers that it has given. @returns false when all is over. */
  const readBack = async (): Promise<boolean> => {
    try {
      const { answers } = await call<{ answers: Record<string, number> }>('mine', { code, seat }, 'omit')
      tell({ answers: { ...answers, ...live().answers } })
      return true
    } catch (error) {
      if (!(error instanceof Problem)) return true
      stop()
      end()
      return false
    }
  }

  const stop = follow<PupilState>(
    'follow',
    { code },
    {
      state: (state) => {
        tell({ counts: state.counts })
        if (state.status === 'ended') {
          stop()
          return end()
        }
        wanted = state.status === 'lobby' ? 0 : state.step + 1
        go()
        isFirst = false
      },
      link: (isUp) => {
        const text = isUp ? live_pupil_following({}, { locale }) : live_pupil_lost({}, { locale })
        if (link && link.textContent !== text) link.textContent = text
        root.dataset['link'] = isUp ? 'up' : 'down'
      },
      isOver: async () => !(await readBack()),
    },
  )
  sitDown(code)
  void readBack()
}
