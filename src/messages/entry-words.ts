// The few words that the page of the code needs before anything else has been fetched; the page hands them over itself.
import type { Words } from './survey-words.ts'

export const entryKeys = [
  'participation_title',
  'participation_intro',
  'participation_code_label',
  'participation_code_help',
  'participation_code_mistyped',
  'participation_continue',
  'participation_scan',
  'participation_scan_stop',
  'participation_scan_hint',
  'participation_scan_denied',
  'participation_checking',
  'participation_preparing',
  'participation_offline',
  'participation_server_down',
  'participation_try_now',
  'participation_insecure',
  'participation_other_languages',
  'participation_shared_link',
  'participation_shared_on',
  'participation_shared_off',
  'survey_language',
] as const satisfies (keyof Words)[]

export type EntryKey = (typeof entryKeys)[number]
export type EntryWords = Pick<Words, EntryKey>

export const entryWordsOf = (words: Words): EntryWords =>
  Object.fromEntries(entryKeys.map((key) => [key, words[key]])) as EntryWords
