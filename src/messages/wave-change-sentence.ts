// A difference between the waves of a plan and those there are, in words for people.
import { formatOf, type Locale } from '#domain/locale.ts'
import type { WaveChange } from '#domain/wave-change.ts'
import { inLocale } from './in-locale.ts'

export function waveChangeSentence(change: WaveChange, locale: Locale): string {
  const m = inLocale(locale)
  const format = new Intl.DateTimeFormat(formatOf(locale), { dateStyle: 'long', timeZone: 'UTC' })
  const day = (text: string) => format.format(new Date(text))
  const list = new Intl.ListFormat(formatOf(locale))
  const grades = (numbers: number[]) =>
    list.format(numbers.map((grade) => (locale === 'en' ? `${grade}` : `${grade}.`)))
  const { wave } = change
  switch (change.what) {
    case 'dates':
      return m.design_plan_change_dates({
        wave,
        plannedFrom: day(change.planned.opensOn),
        plannedTo: day(change.planned.closesOn),
        from: day(change.actual.opensOn),
        to: day(change.actual.closesOn),
      })
    case 'grades':
      return m.design_plan_change_grades({
        wave,
        planned: grades(change.planned),
        grades: grades(change.actual),
      })
    case 'questionnaire':
      return m.design_plan_change_questionnaire({ wave })
    case 'gone':
      return m.design_plan_change_gone({ wave })
    case 'added':
      return m.design_plan_change_added({ wave })
  }
}
