// A survey saved from LimeSurvey (.lss) read into a draft of an instrument. The file is a set of database tables; since
// version 4 texts stand in tables of their own (`question_l10ns`), before that in the rows. Both are read. What has no
// counterpart here is listed, never dropped in silence.
import type { Instrument, Item } from '#schemas/instrument.ts'
import { variablesIn } from '../condition.ts'
import { locales } from '../locale.ts'
import { variablesOfItem } from '../variable.ts'
import { readCondition } from './expression.ts'
import { type Imported, pagesOf, type Placed } from './imported.ts'
import { LimesurveyItems } from './limesurvey-items.ts'
import { inOrder, once } from './limesurvey-rows.ts'
import { LimesurveyTexts, type Tables } from './limesurvey-texts.ts'

/** Thrown when the tables are no LimeSurvey survey. */
export class NotLimesurvey extends Error {}

/**
 * @param year of the wordings, until somebody fills it in.
 * @throws NotLimesurvey without questions.
 */
export function importLimesurvey(tables: Tables, year: number): Imported {
  const questions = tables['questions'] ?? []
  if (questions.length === 0) throw new NotLimesurvey('There is no table «questions».')
  const texts = new LimesurveyTexts(tables)
  const items = new LimesurveyItems(tables, texts, year)
  const { notCarried } = texts

  const placed: Placed[] = []
  for (const group of inOrder(once(tables['groups'] ?? [], 'gid'), 'group_order'))
    for (const question of inOrder(once(questions, 'qid'), 'question_order')) {
      if (question['gid'] !== group['gid'] || Number(question['parent_qid'] ?? 0) > 0) continue
      const item = items.item(question)
      if (!item) continue
      const conditions = [group['grelevance'], question['relevance']].flatMap((expression) =>
        condition(expression ?? '', item.id),
      )
      const showIf = conditions.length > 1 ? { all: conditions } : conditions[0]
      placed.push({
        item: showIf ? { ...item, showIf } : item,
        page: `page_${group['gid']}`,
        title: texts.of('groups', group, 'group_name'),
      })
    }

  function condition(expression: string, where: string) {
    try {
      return readCondition(expression, items.known) ?? []
    } catch {
      notCarried.push({ what: 'condition', where, detail: expression })
      return []
    }
  }

  if ((tables['quota'] ?? []).length > 0)
    notCarried.push({ what: 'quota', where: 'quota', detail: String(tables['quota']!.length) })
  const [settings = {}] = tables['surveys_languagesettings'] ?? []
  const setting = (column: string) => texts.of('surveys_languagesettings', settings, column)
  const instrument: Instrument = {
    id: 'hentet-inn',
    title: setting('surveyls_title'),
    introduction: setting('surveyls_welcometext'),
    closing: setting('surveyls_endtext'),
    respondent: 'pupil',
    minutes: 10,
    languages: [...new Set([...locales, ...texts.languages])],
    reviewed: [],
    scales: [],
    pages: pagesOf(
      placed,
      (item: Item) => (item.showIf ? variablesIn(item.showIf) : []),
      (item: Item) => variablesOfItem(item).map(({ name }) => name),
    ),
  }
  return { instrument, notCarried }
}
