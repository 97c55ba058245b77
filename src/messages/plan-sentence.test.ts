// The plan in words: every outcome is in it, nothing promises an effect, and it is the same each time.
import { expect, test } from 'vitest'
import { locales } from '#domain/locale.ts'
import { planText } from '#domain/plan-text.ts'
import { suggestedDesign } from '#domain/study-design-suggestion.ts'
import { armNames, aTrial, designFacts } from '../../tests/support/study-designs.ts'
import { writePlan } from './plan-sentence.ts'

const words = (design = aTrial(), facts = designFacts(), locale: 'nb' | 'nn' | 'en' = 'nb') =>
  writePlan(planText(design, facts), { locale, lessonTitle: (id) => `Økta ${id}` })
const flat = (...given: Parameters<typeof words>) =>
  words(...given)
    .map(({ heading, blocks }) => [heading, ...blocks.flat()].join('\n'))
    .join('\n')

test.each(locales)(
  'a trial in %s names every outcome, wave, arm and lesson, and leaves no hole',
  (locale) => {
    const text = flat(aTrial(), designFacts(), locale)
    for (const { label } of aTrial().outcomes) expect(text).toContain(locale === 'en' ? label.en : label.nb)
    for (const { name } of aTrial().arms) expect(text).toContain(name)
    expect(text).toMatch(/[«“]Økta alle-gjor-det[»”]/)
    expect(text).toMatch(/2027/)
    expect(text).not.toMatch(/virker|verkar|\bworks\b|undefined|NaN|[{}]|\[object/)
  },
)

test('every template says what it cannot show, and none promises', () => {
  for (const template of ['mapping', 'before-after', 'trial'] as const)
    for (const mode of ['anonymous', 'linked'] as const)
      for (const locale of locales) {
        const design = suggestedDesign(template, designFacts(), armNames)
        expect(flat(design, designFacts({ mode, schools: 3 }), locale)).not.toMatch(
          /virker|verkar|\bworks\b|undefined|NaN|[{}]/,
        )
      }
})

test('the method follows the number of schools', () => {
  expect(flat()).toContain('lineær blandet modell')
  const few = flat(aTrial(), designFacts({ schools: 12 }))
  expect(few).toContain('på skolenivå')
  expect(few).toContain('færre enn 20 skoler')
  expect(few).not.toContain('lineær blandet modell')
  const own = flat(aTrial({ allocation: { method: 'own' } }))
  expect(own).toContain('ikke et bevis på årsak')
  expect(own).not.toMatch(/blandet modell|på skolenivå/)
})

test('numbers are written as the language writes them', () => {
  expect(flat()).toContain('0,05')
  expect(flat(aTrial(), designFacts(), 'en')).toContain('0.05')
  expect(flat()).toContain('11. januar 2027')
  expect(flat(aTrial({ alpha: 0.01 }))).toContain('på nivå 0,01')
})

test('anonymous studies adjust for the school and have no subgroups', () => {
  const anonymous = flat(aTrial({ subgroups: ['gender'] }), designFacts({ mode: 'anonymous' }))
  expect(anonymous).toContain('skolens gjennomsnitt')
  expect(anonymous).toContain('vises ikke, siden svarene ikke kan kobles')
  expect(flat(aTrial({ subgroups: ['gender'] }))).toContain('slik de svarte før øktene')
})
