// Turns a page of steps into one step at a time, for the projector and for the pupil.
// Everything is in the page already, so it goes on without a network; without JavaScript all steps stand below one another.
// In a class session (`data-live`) the session decides which step is shown, and nothing is remembered.
import { forget, forgetLesson, recall, remember } from './device.ts'

export type Player = {
  slides: HTMLElement[]
  current: () => number
  show: (wanted: number, moveFocus: boolean) => void
  /** Shows the last page of a class session in place of all steps. */
  end: () => void
  /** Where a press of a button or key leads. A class session puts its own way in here. */
  steer: (wanted: number) => void
}

const found = document.querySelector<HTMLElement>('[data-player]')
export const player = found ? start(found) : undefined

function start(root: HTMLElement): Player {
  const lesson = root.dataset['lesson'] ?? ''
  const isProjector = root.dataset['player'] === 'projector'
  const slides = [...root.querySelectorAll<HTMLElement>('[data-slide]')]
  const links = [...root.querySelectorAll<HTMLAnchorElement>('[data-go]')]
  const back = root.querySelector<HTMLButtonElement>('[data-back]')
  const next = root.querySelector<HTMLButtonElement>('[data-next]')
  const count = root.querySelector<HTMLElement>('[data-count]')
  const bar = root.querySelector<HTMLProgressElement>('progress')
  const isLive = root.dataset['live'] !== undefined
  const keeps = !isProjector && !isLive
  const isHash = (slide: HTMLElement) => `#${slide.id}` === location.hash

  let current = 0

  const show = (wanted: number, moveFocus: boolean) => {
    current = Math.min(slides.length - 1, Math.max(0, wanted))
    const slide = slides[current]
    if (!slide) return
    slides.forEach((each, index) => (each.hidden = index !== current))
    for (const link of links) {
      if (link.hash === `#${slide.id}`) link.setAttribute('aria-current', 'step')
      else link.removeAttribute('aria-current')
      const place = slides.findIndex((each) => link.hash === `#${each.id}`)
      link.toggleAttribute('data-past', place < current)
    }
    if (back) back.hidden = current === 0
    if (next) next.hidden = current === slides.length - 1
    if (next) next.textContent = (current === 0 ? next.dataset['start'] : next.dataset['nextLabel']) ?? ''
    if (count) count.textContent = slide.dataset['label'] ?? ''
    if (bar) bar.value = current
    if (!isLive) history.replaceState(null, '', `#${slide.id}`)
    if (keeps && current > 0) remember(lesson, 'step', slide.id)
    if (keeps && current === 0) forget(lesson, 'step')
    if (moveFocus) slide.querySelector<HTMLElement>('[data-title]')?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }

  const end = () => {
    for (const slide of slides) slide.hidden = true
    const last = root.querySelector<HTMLElement>('[data-end]')
    if (last) last.hidden = false
    last?.querySelector<HTMLElement>('[data-title]')?.focus({ preventScroll: true })
    root.dataset['ended'] = ''
    scrollTo(0, 0)
  }
  const self: Player = {
    slides,
    current: () => current,
    show,
    end,
    steer: (wanted) => show(wanted, true),
  }

  links.forEach((link) =>
    link.addEventListener('click', (event) => {
      event.preventDefault()
      self.steer(slides.findIndex((slide) => `#${slide.id}` === link.hash))
    }),
  )
  back?.addEventListener('click', () => self.steer(current - 1))
  next?.addEventListener('click', () => self.steer(current + 1))
  if (!isLive) addEventListener('hashchange', () => show(slides.findIndex(isHash), true))
  if (isProjector) addKeys((by) => self.steer(current + by))
  addFullscreen(root)
  addWipe(root, lesson)

  const kept = keeps ? recall(lesson, 'step') : null
  const first = isLive ? 0 : slides.findIndex(isHash)
  show(first >= 0 ? first : slides.findIndex((slide) => slide.id === kept), false)
  root.dataset['ready'] = ''
  return self
}

/** Arrow keys, space and the page keys of a presenter's clicker; a field or a button keeps its own keys. */
function addKeys(move: (by: number) => void): void {
  const steps: Record<string, number> = {
    ArrowRight: 1,
    ArrowDown: 1,
    PageDown: 1,
    ' ': 1,
    ArrowLeft: -1,
    ArrowUp: -1,
    PageUp: -1,
  }
  addEventListener('keydown', (event) => {
    const by = steps[event.key]
    const target = event.target instanceof Element ? event.target : document.body
    const isTyping = target.closest('input, textarea, select') !== null
    const isPressing = event.key === ' ' && target.closest('button, a, summary') !== null
    const isScrolling = event.key.startsWith('Arrow') && /Up|Down/.test(event.key) && isTaller()
    if (by === undefined || isTyping || isPressing || isScrolling) return
    if (event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    move(event.shiftKey ? -by : by)
  })
}

const isTaller = () => document.documentElement.scrollHeight > innerHeight + 8

function addFullscreen(root: HTMLElement): void {
  const button = root.querySelector<HTMLButtonElement>('[data-fullscreen]')
  if (!button || !document.fullscreenEnabled) return
  button.hidden = false
  button.addEventListener('click', () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    else void document.documentElement.requestFullscreen()
  })
}

/** «Delete what I have done»: empties the storage, then reloads so that nothing stays on the screen either. */
function addWipe(root: HTMLElement, lesson: string): void {
  const button = root.querySelector<HTMLButtonElement>('[data-wipe]')
  const status = root.querySelector<HTMLElement>('[data-wiped]')
  if (location.hash === '#slettet' && status) status.hidden = false
  button?.addEventListener('click', () => {
    forgetLesson(lesson)
    // Without the query too: after a class session the lesson goes on at one's own pace.
    history.replaceState(null, '', `${location.pathname}#slettet`)
    location.reload()
  })
}
