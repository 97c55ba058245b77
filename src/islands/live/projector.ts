// The big screen in a class session. The keys move it at once and tell the server afterwards, so that it is as quick
// as without a session; when the network is gone it goes on alone and catches up with the class when it is back.
import type { SessionEvent, TeacherState } from '#domain/class-session.ts'
import type { Locale } from '#domain/locale.ts'
import { Problem } from '#domain/problem.ts'
import { live_projector_offline, live_projector_seats } from '#messages/compiled/messages.js'
import { player, type Player } from '../lesson/player.ts'
import { call, pause } from './call.ts'
import { isOver } from './own-sessions.ts'
import { tell } from './store.ts'
import { follow } from './stream.ts'

const root = document.querySelector<HTMLElement>('[data-live]')
if (root && player) begin(root, player, root.dataset['live'] ?? '')

function begin(root: HTMLElement, player: Player, id: string): void {
  const locale = document.documentElement.lang as Locale
  const link = root.querySelector<HTMLElement>('[data-link]')
  const seatLines = [...root.querySelectorAll<HTMLElement>('[data-seats]')]
  const doors = [...root.querySelectorAll<HTMLElement>('[data-locked]')]
  let known: TeacherState | undefined
  /** Where the keys have led and the server does not know it yet. */
  let ahead: number | undefined
  let isTelling = false
  let isUp = true

  const slideOf = (state: TeacherState) => (state.status === 'lobby' ? 0 : state.step + 1)

  const draw = (state: TeacherState) => {
    if (known && state.revision < known.revision) return
    const moved = !known || slideOf(known) !== slideOf(state)
    known = state
    tell({ counts: state.counts, answered: state.answered, seats: state.seats })
    for (const line of seatLines) line.textContent = live_projector_seats({ seats: state.seats }, { locale })
    for (const door of doors) door.hidden = door.dataset['locked'] !== String(state.locked)
    if (state.status === 'ended') {
      stop()
      player.end()
    } else if (moved && ahead === undefined && player.current() !== slideOf(state)) {
      player.show(slideOf(state), true)
    }
  }

  const send = (event: SessionEvent) => call<TeacherState>('control', { id, event }, 'same-origin')

  const catchUp = async () => {
    if (isTelling || ahead === undefined || !known) return
    isTelling = true
    try {
      while (ahead !== undefined) {
        const wanted: number = ahead
        if (known.status === 'lobby') known = await send({ kind: 'start' })
        const state = wanted > 0 ? await send({ kind: 'go', step: wanted - 1 }) : known
        if (ahead === wanted) ahead = undefined
        draw(state)
      }
    } catch (error) {
      // Refused: the session is over, and the stream says so. Otherwise the network is gone, and will be back.
      if (error instanceof Problem) ahead = undefined
      else void pause(2000).then(catchUp)
    }
    isTelling = false
  }

  player.steer = (wanted) => {
    const slide = Math.min(player.slides.length - 1, Math.max(0, wanted))
    player.show(slide, true)
    // The first slide is the lobby with its code: shown here for those who come late, and not to the class.
    ahead = slide > 0 ? slide : undefined
    void catchUp()
  }

  const stop = follow<TeacherState>(
    'watch',
    { id },
    {
      state: (state) => {
        // Somebody has moved the class from another screen meanwhile: that counts.
        if (known && !isTelling && state.revision > known.revision && slideOf(state) !== slideOf(known))
          ahead = undefined
        draw(state)
        void catchUp()
      },
      link: (up) => {
        if (up === isUp) return
        isUp = up
        root.dataset['link'] = up ? 'up' : 'down'
        if (link) link.textContent = up ? '' : live_projector_offline({}, { locale })
      },
      isOver: async () => {
        const over = await isOver(id)
        if (over) player.end()
        return over
      },
    },
  )
}
