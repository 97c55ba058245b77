// Marks the sentence being read. Where the browser cannot colour a range of text, the whole paragraph is marked.
import type { Passage } from './passages.ts'

const name = 'reading'
let marked: Element | undefined

export function mark(passage: Passage): void {
  unmark()
  if (passage.range && 'highlights' in CSS) CSS.highlights.set(name, new Highlight(passage.range))
  else {
    marked = passage.block
    marked.setAttribute('data-read-now', '')
  }
  bringIntoSight(passage)
}

export function unmark(): void {
  if ('highlights' in CSS) CSS.highlights.delete(name)
  marked?.removeAttribute('data-read-now')
  marked = undefined
}

function bringIntoSight({ block, range }: Passage): void {
  const { top, bottom } = (range ?? block).getBoundingClientRect()
  const above = document.querySelector('[data-reading-panel]')?.getBoundingClientRect().bottom ?? 0
  const isSeen = top >= above && bottom <= innerHeight - 80
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  if (!isSeen) block.scrollIntoView({ block: 'center', behavior: isCalm ? 'auto' : 'smooth' })
}
