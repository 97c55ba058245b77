// Splits a text into sentences, as places in the text: short enough to mark, and to pause after.
import type { Locale } from '#domain/locale.ts'

export type Span = readonly [start: number, end: number]

/** Sentences that say something; places count in the text as it was given. */
export function sentencesIn(text: string, locale: Locale): Span[] {
  // A line break in the source is no end of a sentence, but the segmenter thinks so. Same length, so places hold.
  const even = text.replace(/\s/g, ' ')
  const found =
    typeof Intl.Segmenter === 'function'
      ? [...new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(even)].map(
          ({ index, segment }) => [index, index + segment.length] as const,
        )
      : [...even.matchAll(/.+?(?:[.!?…]+["»”']*\s+|$)/g)].map(
          ({ index, 0: segment }) => [index, index + segment.length] as const,
        )
  return found
    .map((span) => trimmed(even, span))
    .filter(([start, end]) => /[\p{L}\p{N}]/u.test(even.slice(start, end)))
}

function trimmed(text: string, [start, end]: Span): Span {
  const piece = text.slice(start, end)
  return [start + (piece.length - piece.trimStart().length), end - (piece.length - piece.trimEnd().length)]
}
