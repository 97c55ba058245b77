// The teacher's panel of a class session. Everything it shows is in the page already; this opens and closes it, keeps
// the clock of each step, and builds the address of the form that follows the lesson.
import { fewestShown, type SessionEvent, type TeacherState, total } from '#domain/class-session.ts'
import type { Locale } from '#domain/locale.ts'
import { Problem } from '#domain/problem.ts'
import {
  live_control_answered,
  live_control_clock,
  live_control_failed,
  live_control_hide,
  live_control_lock,
  live_control_locked,
  live_control_lost,
  live_control_moved,
  live_control_open,
  live_control_reveal,
  live_control_seats,
  live_control_shown,
  live_control_shown_count,
  live_control_too_few,
  live_control_unlock,
} from '#messages/compiled/messages.js'
import { call } from './call.ts'
import { isOver } from './own-sessions.ts'
import { readPace, writePace } from './pace.ts'
import { follow } from './stream.ts'

const root = document.querySelector<HTMLElement>('[data-control]')
if (root) begin(root, root.dataset['control'] ?? '')

function begin(root: HTMLElement, id: string): void {
  const locale = document.documentElement.lang as Locale
  const said = { locale }
  const one = (name: string) => root.querySelector<HTMLElement>(`[data-${name}]`)
  const all = (name: string) => [...root.querySelectorAll<HTMLElement>(`[data-${name}]`)]
  const write = (element: HTMLElement | null, text: string) => {
    if (element && element.textContent !== text) element.textContent = text
  }
  const steps = all('step')
  const dialog = root.querySelector('dialog')
  let known: TeacherState | undefined
  let pace = readPace(id)

  const send = async (event: SessionEvent): Promise<void> => {
    try {
      draw(await call<TeacherState>('control', { id, event }, 'same-origin'))
      write(one('problem'), '')
    } catch (error) {
      if (error instanceof Problem && error.code === 'class-session.not-found') return finish()
      write(one('problem'), live_control_failed({}, said))
    }
  }

  const show = (status: TeacherState['status']) => {
    root.dataset['status'] = status
    for (const part of all('when')) part.hidden = !part.dataset['when']?.split(' ').includes(status)
  }

  const draw = (state: TeacherState) => {
    if (known && state.revision < known.revision) return
    const before = known
    known = state
    show(state.status)
    if (state.status === 'ended') return finish()
    pace = { ...pace, pupils: Math.max(pace.pupils, state.seats) }
    write(one('seats'), live_control_seats({ seats: state.seats, cap: state.seatCap }, said))
    write(one('lock-label'), (state.locked ? live_control_unlock : live_control_lock)({}, said))
    write(one('door'), (state.locked ? live_control_locked : live_control_open)({}, said))
    for (const part of all('variant-of')) {
      const step = part.closest<HTMLElement>('[data-step]')?.dataset['stepId'] ?? ''
      part.hidden = state.variants[step] !== part.dataset['variantOf']
    }
    for (const question of all('question')) drawQuestion(question, state)
    if (state.status === 'running') drawStep(state, before)
  }

  const drawStep = (state: TeacherState, before: TeacherState | undefined) => {
    const moved = before?.status !== 'running' || before.step !== state.step
    if (!moved) return
    const name = steps[state.step]?.dataset['stepId'] ?? ''
    const now = Date.now()
    if (pace.step !== name)
      pace = {
        ...pace,
        step: name,
        since: now,
        done: [...new Set([...pace.done, name])],
        began: pace.began || now,
      }
    writePace(id, pace)
    steps.forEach((step, index) => (step.hidden = index !== state.step))
    all('go').forEach((button, index) => {
      if (index === state.step) button.setAttribute('aria-current', 'step')
      else button.removeAttribute('aria-current')
      button.toggleAttribute('data-past', index < state.step)
    })
    one('previous')?.toggleAttribute('hidden', state.step === 0)
    one('next')?.toggleAttribute('hidden', state.step === steps.length - 1)
    one('last')?.toggleAttribute('hidden', state.step !== steps.length - 1)
    const title = steps[state.step]?.querySelector<HTMLElement>('[data-title]')
    if (before) {
      write(one('news'), live_control_moved({ title: title?.textContent.trim() ?? '' }, said))
      // A button that is gone leaves the focus nowhere.
      if (document.activeElement === document.body) title?.focus({ preventScroll: true })
      scrollTo(0, 0)
    }
    tick()
  }

  const drawQuestion = (element: HTMLElement, state: TeacherState) => {
    const question = element.dataset['question'] ?? ''
    const answered = state.answered[question] ?? 0
    const isShown = state.revealed.includes(question)
    const button = element.querySelector('[data-reveal]')
    write(
      element.querySelector('[data-answered]'),
      live_control_answered({ answered, seats: state.seats }, said),
    )
    element
      .querySelector('[data-answered-bar]')
      ?.setAttribute('width', `${state.seats > 0 ? Math.min(1, answered / state.seats) * 100 : 0}%`)
    button?.setAttribute('aria-disabled', String(!isShown && answered < fewestShown))
    button?.setAttribute('aria-pressed', String(isShown))
    write(
      button?.querySelector('span') ?? null,
      (isShown ? live_control_hide : live_control_reveal)({}, said),
    )
    write(element.querySelector('[data-why]'), why(state, question, answered))
  }

  const why = (state: TeacherState, question: string, answered: number) => {
    if (!state.revealed.includes(question))
      return answered < fewestShown ? live_control_too_few({}, said) : ''
    const count = total(state.counts[question] ?? [])
    const shown = live_control_shown({}, said)
    return count < answered ? `${shown} ${live_control_shown_count({ count }, said)}` : shown
  }

  const tick = () => {
    const minutes = steps[known?.step ?? 0]?.dataset['minutes'] ?? ''
    const seconds = Math.max(0, Math.floor((Date.now() - pace.since) / 1000))
    const elapsed = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    write(one('clock'), live_control_clock({ elapsed, minutes }, said))
    one('clock')?.toggleAttribute('data-over', seconds > Number(minutes) * 60)
  }

  /** The form after the lesson, with what was done filled in. */
  const form = () => {
    const url = new URL(root.dataset['form'] ?? '', location.href)
    const variants = Object.entries(known?.variants ?? {}).map((pair) => pair.join(':'))
    const minutes = pace.began > 0 ? Math.round((Date.now() - pace.began) / 60_000) : 0
    url.searchParams.set('steps', pace.done.join())
    // What was only tried out for a moment says nothing about a lesson.
    if (minutes > 4) url.searchParams.set('minutes', String(minutes))
    if (pace.pupils > 0) url.searchParams.set('pupils', String(pace.pupils))
    if (variants.length > 0) url.searchParams.set('variants', variants.join())
    return url.pathname + url.search
  }

  const finish = () => {
    stop()
    dialog?.close()
    show('ended')
    one('delivery')?.setAttribute('href', form())
  }

  const stop = follow<TeacherState>(
    'watch',
    { id },
    {
      state: draw,
      link: (isUp) => write(one('link'), isUp ? '' : live_control_lost({}, said)),
      isOver: async () => {
        const over = await isOver(id)
        if (over) finish()
        return over
      },
    },
  )

  setInterval(tick, 1000)
  one('start')?.addEventListener('click', () => void send({ kind: 'start' }))
  one('lock')?.addEventListener('click', () => void send({ kind: known?.locked ? 'unlock' : 'lock' }))
  const go = (step: number) => {
    if (known?.status === 'running' && steps[step]) void send({ kind: 'go', step })
  }
  one('previous')?.addEventListener('click', () => go((known?.step ?? 0) - 1))
  one('next')?.addEventListener('click', () => go((known?.step ?? 0) + 1))
  all('go').forEach((button, step) => button.addEventListener('click', () => go(step)))
  for (const element of all('question')) {
    const question = element.dataset['question'] ?? ''
    element.querySelector('[data-reveal]')?.addEventListener('click', (event) => {
      const isOff = (event.currentTarget as Element).getAttribute('aria-disabled') === 'true'
      const isShown = known?.revealed.includes(question)
      if (!isOff) void send({ kind: isShown ? 'hide' : 'reveal', question })
    })
  }
  all('end').forEach((button) =>
    button.addEventListener('click', () => {
      dialog?.showModal()
      // What undoes nothing stands first in the hand.
      one('stay')?.focus()
    }),
  )
  one('stay')?.addEventListener('click', () => dialog?.close())
  const end = async () => {
    await send({ kind: 'end' })
    if (root.dataset['status'] === 'ended') location.assign(form())
  }
  one('really')?.addEventListener('click', () => void end())
  show('lobby')
}
