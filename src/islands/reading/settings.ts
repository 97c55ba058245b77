// How this device wants to read: kept in localStorage, never sent, and no answer to anything.
// What changes the look is an attribute on <html>, which ./early.js sets before the page is drawn.
import type { Locale } from '#domain/locale.ts'

export const sizes = ['100', '125', '150'] as const
export const rates = [0.7, 0.85, 1, 1.2] as const

export type ReadingSettings = {
  size: (typeof sizes)[number]
  /** Wider spacing, shorter lines, no italics, a warm ground. */
  friendly: boolean
  /** Easy-read wording where the lesson has it. */
  easy: boolean
  rate: number
  /** voiceURI of the voice picked for each language. */
  voices: Partial<Record<Locale, string>>
}

export const settingsKey = 'forspring.reading'

/** Reads what is kept; anything that does not fit counts as not chosen. */
export function parseSettings(kept: string | null): ReadingSettings {
  let found: Partial<ReadingSettings> = {}
  try {
    const value: unknown = JSON.parse(kept ?? '{}')
    if (typeof value === 'object' && value !== null) found = value
  } catch {
    // Somebody else's text under our key.
  }
  return {
    size: sizes.find((size) => size === found.size) ?? '100',
    friendly: found.friendly === true,
    easy: found.easy === true,
    rate: rates.find((rate) => rate === found.rate) ?? 1,
    voices: typeof found.voices === 'object' && found.voices !== null ? found.voices : {},
  }
}

export function readSettings(): ReadingSettings {
  try {
    return parseSettings(localStorage.getItem(settingsKey))
  } catch {
    return parseSettings(null)
  }
}

export function keepSettings(settings: ReadingSettings): void {
  try {
    localStorage.setItem(settingsKey, JSON.stringify(settings))
  } catch {
    // A browser that keeps nothing: the setting lasts as long as the page.
  }
  showSettings(settings)
}

/** Puts the settings on <html>, where the style sheets look. */
export function showSettings({ size, friendly, easy }: ReadingSettings): void {
  const root = document.documentElement
  if (size === '100') delete root.dataset['readSize']
  else root.dataset['readSize'] = size
  root.toggleAttribute('data-read-friendly', friendly)
  root.toggleAttribute('data-read-easy', easy)
}
