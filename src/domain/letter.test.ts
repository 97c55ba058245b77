// Every language, kind and variant of a letter is written out here: a hole that nobody fills would reach a guardian.
import { describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import type { AdultLetters, Letters } from '#schemas/letter.ts'
import { surveyLocales, type SurveyLocale } from './locale.ts'
import {
  blank,
  childLetter,
  guardianLetter,
  guardianSlip,
  hasPupilLetters,
  type LetterFacts,
  letterValues,
  parentsLetter,
  parentsSlip,
  pupilLetter,
  remindersOf,
  returnBy,
  sendBy,
} from './letter.ts'

const lettersIn = (locale: SurveyLocale) =>
  load(readFileSync(`content/letters/${locale}.yaml`, 'utf8')) as AdultLetters | Letters

const facts: LetterFacts = {
  study: {
    title: 'Ungdom og rus',
    purpose: { nb: 'Vi vil vite mer.', nn: 'Vi vil vite meir.', en: 'We want to know more.' },
    mode: 'anonymous',
    consent: 'opt-out',
    decidesAlone: 16,
    keyDestroyedOn: null,
    responsesDeletedOn: null,
    responsible: 'Universitetet i Fjord',
    contact: 'Dora, 22 22 22 22',
  },
  wave: { opensOn: '2027-03-03', closesOn: '2027-03-14' },
  minutes: 20,
  school: 'Fjord skole',
  subjects: 'trivsel',
  helpline: 'Alarmtelefonen for barn og unge 116 111',
  links: {
    questionnaire: 'https://x.test/nb/sporreskjema/ungdom-8-10',
    answer: 'https://x.test/nb/delta',
    help: 'https://x.test/nb/hjelp',
  },
}
const variants = (['anonymous', 'linked'] as const).flatMap((mode) =>
  (['opt-out', 'active'] as const).flatMap((consent) =>
    [null, '2030-06-30'].map((responsesDeletedOn) => ({ mode, consent, responsesDeletedOn })),
  ),
)
const factsOf = (terms: (typeof variants)[number]): LetterFacts => ({
  ...facts,
  study: { ...facts.study, ...terms, keyDestroyedOn: terms.mode === 'linked' ? '2029-12-31' : null },
})

function everything(locale: SurveyLocale, terms: (typeof variants)[number]) {
  const letters = lettersIn(locale)
  const values = letterValues(factsOf(terms), locale)
  return [
    guardianLetter(letters, terms, values),
    guardianSlip(letters, values),
    parentsLetter(letters, terms, values),
    parentsSlip(letters, values),
    remindersOf(letters, 'pupils', values),
    remindersOf(letters, 'parents', values),
    ...(hasPupilLetters(letters)
      ? [pupilLetter(letters, terms, values), childLetter(letters, terms, values)]
      : []),
  ]
}
const bokmal = (terms: Partial<(typeof variants)[number]>) => {
  const all = { ...variants[0]!, ...terms }
  return JSON.stringify(guardianLetter(lettersIn('nb'), all, letterValues(factsOf(all), 'nb')))
}

describe.each(surveyLocales)('letters in %s', (locale) => {
  test.each(variants)('of a study that is $mode with $consent, deleted $responsesDeletedOn', (terms) => {
    const written = JSON.stringify(everything(locale, terms))
    expect(written).not.toMatch(/[{]\w+[}]|undefined|null|Invalid/)
    expect(written).toContain(facts.study.contact)
    expect(written).toContain(facts.links.questionnaire)
    // Only the legal basis is unknown, and only linked studies need one.
    expect(written.includes(blank)).toBe(terms.mode === 'linked')
  })
})

describe('a letter to guardians', () => {
  test('says no by a slip or yes by a slip, as the study has it', () => {
    expect(bokmal({ consent: 'opt-out' })).toContain('Slik sier dere nei')
    expect(bokmal({ consent: 'opt-out' })).not.toContain('Slik sier dere ja')
    expect(bokmal({ consent: 'active' })).toContain('Slik sier dere ja')
  })

  test('says when the key is destroyed, in linked studies only', () => {
    expect(bokmal({ mode: 'linked' })).toContain('31. desember 2029')
    expect(bokmal({ mode: 'anonymous' })).toContain('Svarene er anonyme')
    expect(bokmal({ mode: 'anonymous' })).not.toMatch(/nøkkelen/)
  })

  test('says until when answers are kept', () => {
    expect(bokmal({ responsesDeletedOn: '2030-06-30' })).toContain('blir slettet 30. juni 2030')
    expect(bokmal({})).toContain('tatt vare på for forskning')
  })
})

test('what nobody knows is a line to write on', () => {
  const { school, subjects, ...rest } = facts
  const values = letterValues({ ...rest, study: { ...facts.study, responsible: '', purpose: {} } }, 'nb')
  expect([values.school, values.subjects, values.responsible, values.purpose]).toEqual([
    blank,
    blank,
    blank,
    blank,
  ])
  expect([school, subjects]).not.toContain(blank)
})

test('the purpose is in English where it is not written in the language', () => {
  expect(letterValues(facts, 'uk').purpose).toBe('We want to know more.')
  expect(letterValues(facts, 'nn').purpose).toBe('Vi vil vite meir.')
})

test('in Arabic, names and addresses are isolated and figures are those on the slip', () => {
  const values = letterValues(facts, 'ar')
  expect(values.contact).toBe('\u2068Dora, 22 22 22 22\u2069')
  expect(values.dates).toMatch(/2027/)
})

test('letters go out two weeks before, and answers come back three days before', () => {
  expect(sendBy('2027-03-03')).toBe('2027-02-17')
  expect(returnBy('2027-03-03')).toBe('2027-02-28')
})
