// Reads the sentences of a page one after another. A pause forgets the voice and remembers the place, because not every
// device can hold a voice; going on begins the same sentence again. Leaving the step stops it.
import type { Locale } from '#domain/locale.ts'
import { mark, unmark } from './highlight.ts'
import { type Passage, passagesIn, readingRoot } from './passages.ts'
import { speak, stop as silence } from './speak.ts'

/** `between`: a survey item is read to its end, and the next one waits. */
export type ReaderState = 'idle' | 'reading' | 'paused' | 'between' | 'finished' | 'failed'

export type Reader = {
  toggle: () => void
  stop: () => void
  /** One piece on or back: a survey item, or a paragraph. */
  move: (by: 1 | -1) => void
  /** Takes up a new speed or voice at once. */
  refresh: () => void
}

export function createReader(options: { locale: Locale; tell: (state: ReaderState) => void }): Reader {
  let passages: Passage[] = []
  let place = 0
  let root: HTMLElement | undefined
  let state: ReaderState = 'idle'
  /** Grows with every change of mind, so that a voice which ends late moves nothing. */
  let turn = 0

  const set = (next: ReaderState) => {
    state = next
    options.tell(next)
  }
  const hasLeft = () => !root?.isConnected || readingRoot() !== root
  const piece = (passage: Passage | undefined) => (isItem(passage) ? passage?.group : passage?.block)
  const isItem = (passage: Passage | undefined) => passage !== undefined && passage.group !== root

  const halt = (next: ReaderState) => {
    turn += 1
    silence()
    if (next !== 'paused') unmark()
    set(next)
  }

  const run = async () => {
    const mine = ++turn
    set('reading')
    for (; place < passages.length; place += 1) {
      const passage = passages[place]!
      const before = passages[place - 1]
      const isStartOfItem = isItem(passage) && before && before.group !== passage.group
      if (isStartOfItem && !first) return halt('between')
      first = false
      if (!passage.block.isConnected) continue
      mark(passage)
      const outcome = await speak(passage.text, passage.locale)
      if (mine !== turn) return
      if (outcome === 'no-voice') return halt('failed')
    }
    place = 0
    halt('finished')
  }
  /** The first sentence after a decision of the reader's: an item that begins here was asked for. */
  let first = true
  const begin = () => {
    first = true
    void run()
  }

  const start = () => {
    root = readingRoot()
    passages = passagesIn(root, options.locale)
    place = placeToStart(passages, root)
    begin()
  }

  const observer = new MutationObserver(() => {
    if (state !== 'idle' && hasLeft()) halt('idle')
  })
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['hidden'],
  })
  addEventListener('pagehide', () => halt('idle'))

  return {
    toggle() {
      if (state === 'reading') halt('paused')
      else if (
        (state === 'paused' || state === 'between') &&
        !hasLeft() &&
        passages[place]?.block.isConnected
      )
        begin()
      else start()
    },
    stop: () => halt('idle'),
    move(by) {
      if (passages.length === 0) return
      const here = piece(passages[place])
      let to = place
      // Back to where this piece begins, then one more; or on to the next piece.
      while (passages[to - 1] && by < 0 && piece(passages[to - 1]) === here) to -= 1
      const before = piece(passages[to - 1])
      while (passages[to - 1] && by < 0 && piece(passages[to - 1]) === before) to -= 1
      while (passages[to] && by > 0 && piece(passages[to]) === here) to += 1
      if (state === 'between' && by > 0) to = place
      if (!passages[to]) return halt('finished')
      place = to
      begin()
    },
    refresh() {
      if (state === 'reading') begin()
    },
  }
}

/** Where the pupil is: the item with focus, or the first one in sight; a step is read from its top. */
function placeToStart(passages: readonly Passage[], root: HTMLElement): number {
  if (!passages.some(({ group }) => group !== root)) return 0
  const focused = document.activeElement?.closest('.item, [data-reading-group]')
  const above = document.querySelector('[data-reading-panel]')?.getBoundingClientRect().bottom ?? 0
  const found = passages.findIndex(({ group, block }) =>
    focused ? group === focused : block.getBoundingClientRect().top >= above,
  )
  return Math.max(0, found)
}
