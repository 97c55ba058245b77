// What can be read aloud on a page right now: each visible sentence with its place, its language and its group.
// Nothing that a person has typed or chosen is among it: values of fields are no text nodes, and `output` is left out.
import type { Locale } from '#domain/locale.ts'
import { sentencesIn } from './sentences.ts'
import { isReadable } from './voice.ts'

export type Passage = {
  text: string
  locale: Locale
  /** The paragraph, label or picture that the sentence stands in. */
  block: Element
  /** Where the sentence is; a picture has none. */
  range: Range | undefined
  /** A survey item, which is read on its own; otherwise the whole root. */
  group: Element
}

const silent =
  'script, style, noscript, template, textarea, select, option, output, [hidden], [aria-hidden="true"], ' +
  '.visually-hidden, .languages, [data-reading-panel], [data-no-reading]'

/** The step in sight, or the whole of `main` where there are no steps. */
export function readingRoot(): HTMLElement {
  return (
    document.querySelector<HTMLElement>('[data-player] [data-slide]:not([hidden])') ??
    document.querySelector('main') ??
    document.body
  )
}

/** The language of most of what stands there: a lesson may be in bokmål on a nynorsk page. */
export function languageIn(root: Element, fallback: Locale): Locale {
  const found = passagesIn(root, fallback).map(({ locale }) => locale)
  const count = (locale: Locale) => found.filter((each) => each === locale).length
  return [...new Set(found)].sort((a, b) => count(b) - count(a))[0] ?? fallback
}

export function passagesIn(root: Element, fallback: Locale): Passage[] {
  const passages: Passage[] = []
  let run: { block: Element; nodes: Text[] } | undefined
  const flush = () => {
    if (run) passages.push(...sentencesOf(run.block, run.nodes, root, fallback))
    run = undefined
  }
  const visit = (element: Element) => {
    if (element.matches(silent) || !isVisible(element)) return
    const name = spokenName(element)
    if (name !== undefined) {
      flush()
      if (name) passages.push({ ...placeOf(element, root, fallback), text: name, range: undefined })
      return
    }
    for (const node of element.childNodes) {
      if (node instanceof Element) visit(node)
      else if (node instanceof Text && node.data.trim()) {
        const block = blockOf(node)
        if (run?.block !== block) flush()
        run ??= { block, nodes: [] }
        run.nodes.push(node)
      }
    }
  }
  visit(root)
  flush()
  return passages
}

/** An island has no box of its own and so counts as invisible; what it holds is looked at in its turn. */
const isVisible = (element: Element) =>
  typeof element.checkVisibility !== 'function' ||
  element.checkVisibility({ visibilityProperty: true }) ||
  getComputedStyle(element).display === 'contents'

/**
 * What stands in for a picture, for a button that is only a sign, and for a picture that has words of its own to say;
 * `undefined` where the text itself is read.
 */
function spokenName(element: Element): string | undefined {
  const label = element.getAttribute('aria-label') ?? ''
  if (element instanceof HTMLElement && element.dataset['say'] !== undefined) return element.dataset['say']
  if (element instanceof HTMLImageElement)
    return element.closest('[data-says]')?.querySelector('[data-say]') ? '' : element.alt
  if (element instanceof SVGElement) return element.getAttribute('role') === 'img' ? label : ''
  if (element instanceof HTMLButtonElement && !element.textContent.trim()) return label
  return undefined
}

function sentencesOf(block: Element, nodes: Text[], root: Element, fallback: Locale): Passage[] {
  const place = placeOf(block, root, fallback)
  const text = nodes.map(({ data }) => data).join('')
  return sentencesIn(text, place.locale).map(([start, end]) => {
    const range = document.createRange()
    range.setStart(...pointAt(nodes, start, false))
    range.setEnd(...pointAt(nodes, end, true))
    return { ...place, text: text.slice(start, end).replace(/\s+/g, ' '), range }
  })
}

/** The text node and offset of a place in the joined text; an end belongs to the node before. */
function pointAt(nodes: Text[], place: number, isEnd: boolean): [Text, number] {
  let left = place
  for (const node of nodes) {
    if (left < node.length || (isEnd && left === node.length)) return [node, left]
    left -= node.length
  }
  const last = nodes[nodes.length - 1]!
  return [last, last.length]
}

function placeOf(block: Element, root: Element, fallback: Locale) {
  const language = block.closest<HTMLElement>('[lang]')?.lang
  return {
    block,
    locale: isReadable(language) ? language : fallback,
    group: block.closest('.item, [data-reading-group]') ?? root,
  }
}

function blockOf(node: Text): Element {
  let element = node.parentElement!
  while (element.parentElement && /^(inline|contents)$/.test(getComputedStyle(element).display))
    element = element.parentElement
  return element
}
