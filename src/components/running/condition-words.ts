// A condition in words, for somebody who reads the questionnaire before it is answered.
import type { SurveyLocale } from '#domain/locale.ts'
import { textIn } from '#domain/locale.ts'
import { itemsOf, variablesOfItem } from '#domain/variable.ts'
import type { Messages } from '#messages/in-locale.ts'
import type { Condition, Instrument } from '#schemas/instrument.ts'

/** «svaret på «Har du drukket?» er Ja», in the language of the page, with questions and answers in that of the reader. */
export function conditionWords(
  condition: Condition,
  instrument: Instrument,
  language: SurveyLocale,
  m: Messages,
): string {
  const words = (each: Condition): string => {
    if ('all' in each) return each.all.map(words).join(m.running_questions_and())
    if ('any' in each) return each.any.map(words).join(m.running_questions_or())
    if ('not' in each) return m.running_questions_if_not({ condition: words(each.not) })
    const asked = itemsOf(instrument)
      .flatMap((item) => variablesOfItem(item))
      .find(({ name }) => name === each.variable)
    const question = asked ? textIn(asked.label, language) : each.variable
    const said = (value: number): string => {
      const option = [...(asked?.values ?? []), ...(asked?.missing ?? [])].find((one) => one.value === value)
      return option ? `«${textIn(option.label, language)}»` : String(value)
    }
    return 'is' in each
      ? m.running_questions_if_is({ question, answers: each.is.map(said).join(m.running_questions_or()) })
      : m.running_questions_if_from({ question, answer: said(each.from) })
  }
  return words(condition)
}
