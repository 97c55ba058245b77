// Questionnaires in and out: our own lose nothing on the way through XLSForm; those of others lose nothing in silence.
// XLSForm's fields are written as `${…}` inside plain strings, on purpose.
/* eslint-disable no-template-curly-in-string */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import type { NotCarried } from '#domain/formats/imported.ts'
import { instrumentFaults } from '#domain/instrument-faults.ts'
import { readQuestionnaire, writeXlsform } from '#http/questionnaire-file.ts'
import { DraftInstrument } from '#schemas/instrument-edit.ts'
import { instruments } from './support/instruments.ts'

const workbook = (sheets: Record<string, (string | number)[][]>): Promise<Buffer> =>
  writeWorkbook(
    Object.entries(sheets).map(([sheet, rows]) => ({
      sheet,
      data: rows.map((row) =>
        row.map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String })),
      ),
    })),
  ).toBuffer()

const said = (notCarried: NotCarried[], what: NotCarried['what']) =>
  notCarried.filter((each) => each.what === what).map(({ where, detail }) => `${where}: ${detail}`)

test.each([...instruments.keys()])('%s comes back from XLSForm as it was', async (id) => {
  const { instrument } = instruments.get(id)!
  const back = await readQuestionnaire(await writeXlsform(instrument))
  expect(back.notCarried).toEqual([])
  expect(back.instrument).toEqual(JSON.parse(JSON.stringify(instrument)))
})

describe('an XLSForm made elsewhere', () => {
  const made = () =>
    workbook({
      survey: [
        [
          'type',
          'name',
          'label::Norsk (nb)',
          'label::English (en)',
          'hint::English (en)',
          'relevant',
          'constraint',
          'appearance',
        ],
        ['start', 'start', '', '', '', '', '', ''],
        ['begin_group', 'about', 'Om deg', 'About you', '', '', '', 'field-list'],
        ['integer', 'Age', 'Alder', 'Age', 'In years', '', '. >= 10 and . <= 19', ''],
        ['select_one yn', 'sport', 'Driver du med idrett?', 'Do you do sports?', '', '${Age} >= 12', '', ''],
        ['select_multiple what', 'which', 'Hva?', 'Which?', '', "${sport} = 'yes'", '', ''],
        ['end_group', '', '', '', '', '', '', ''],
        ['text', 'more', 'Fortell', 'Tell us', '', '', '', ''],
        ['geopoint', 'where', 'Hvor?', 'Where?', '', '', '', ''],
        ['range', 'mood', 'Humør', 'Mood', '', 'count-selected(${which}) > 1', '', ''],
        ['note', 'bye', 'Takk', 'Thanks', '', '', '', ''],
      ],
      choices: [
        ['list_name', 'name', 'label::Norsk (nb)', 'label::English (en)'],
        ['yn', 'yes', 'Ja', 'Yes'],
        ['yn', 'no', 'Nei', 'No'],
        ['what', 1, 'Fotball', 'Football'],
        ['what', 2, 'Dans', 'Dance'],
      ],
      settings: [
        ['form_title', 'default_language'],
        ['Fritid', 'Norsk (nb)'],
      ],
    })

  test('becomes pages of items, with conditions about earlier pages', async () => {
    const { instrument } = await readQuestionnaire(await made())
    expect(instrument.title.nb).toBe('Fritid')
    // Each question depends on the one before, and conditions ask about earlier pages: so the group is divided.
    expect(instrument.pages.map(({ items }) => items.map(({ id }) => id))).toEqual([
      ['age'],
      ['sport'],
      ['which'],
      ['mood', 'bye'],
    ])
    const [age, sport, which] = instrument.pages.flatMap(({ items }) => items)
    expect(age).toMatchObject({
      kind: 'number',
      min: 10,
      max: 19,
      text: { nb: 'Alder', en: 'Age' },
      help: { en: 'In years' },
    })
    expect(sport).toMatchObject({ kind: 'single', showIf: { variable: 'age', from: 12 } })
    expect(which).toMatchObject({ kind: 'multiple', showIf: { variable: 'sport', is: [1] } })
  })

  test('has everything listed that could not be carried over', async () => {
    const { notCarried } = await readQuestionnaire(await made())
    expect(said(notCarried, 'words')).toEqual(['more: text'])
    expect(said(notCarried, 'question')).toEqual(['start: start', 'where: geopoint'])
    expect(said(notCarried, 'condition')).toEqual(['mood: count-selected(${which}) > 1'])
    expect(said(notCarried, 'name')).toEqual(['Age: age'])
    expect(said(notCarried, 'value')).toEqual(['sport: yes → 1, no → 2'])
    expect(said(notCarried, 'translation')).toContain('Age: nn')
    expect(said(notCarried, 'provenance')).toHaveLength(4)
  })

  test('cannot be used before what is missing has been filled in', async () => {
    const { instrument } = await readQuestionnaire(await made())
    expect(instrumentFaults(instrument)).toContainEqual({
      code: 'item-language',
      item: 'age',
      language: 'nn',
    })
    expect(instrumentFaults(instrument).map(({ code }) => code)).toContain('page-conditional')
  })
})

describe('a survey saved from LimeSurvey', () => {
  const sample = () => readFileSync('tests/samples/limesurvey-6.lss')

  test('becomes pages of items, without HTML', async () => {
    const { instrument } = await readQuestionnaire(sample())
    expect(instrument).toMatchObject({
      title: { nb: 'Fritid og trivsel', en: 'Leisure' },
      introduction: { nb: 'Hei!' },
    })
    const items = instrument.pages.flatMap((page) => page.items)
    expect(items.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['q1 single', 'timer number', 'skole grid'])
    expect(items[0]!.text.en).toBe('Do you take part in anything regular?')
    expect(items[1]).toMatchObject({
      min: 0,
      max: 80,
      showIf: { variable: 'q1', is: [1] },
      help: { nb: 'Omtrent.' },
    })
    expect(items[2]).toMatchObject({
      rows: [{ id: 'skole_sq001', text: { nb: 'Jeg trives' } }, { id: 'skole_sq002' }],
      options: [{ value: 1, label: { en: 'Agree a little' } }, { value: 2 }],
    })
  })

  test('has everything listed that could not be carried over', async () => {
    const { notCarried } = await readQuestionnaire(sample())
    expect(said(notCarried, 'words')).toEqual(['fritekst: T'])
    expect(said(notCarried, 'media')).toEqual(['bilde: |'])
    expect(said(notCarried, 'condition')).toEqual(['skole: is_empty(Q1.NAOK)'])
    expect(said(notCarried, 'language')).toEqual(['survey: de'])
    expect(said(notCarried, 'quota')).toEqual(['quota: 1'])
    expect(said(notCarried, 'value')).toEqual(['Q1: A1 → 1, A2 → 2'])
  })

  test('of an older version, with a row for each language, is read as well', async () => {
    const old = `<document><LimeSurveyDocType>Survey</LimeSurveyDocType>
      <surveys><rows><row><language>nb</language><additional_languages>en</additional_languages></row></rows></surveys>
      <surveys_languagesettings><rows><row><surveyls_survey_id>1</surveyls_survey_id><surveyls_language>nb</surveyls_language><surveyls_title>Gammel</surveyls_title></row></rows></surveys_languagesettings>
      <groups><rows><row><gid>1</gid><group_name>Side</group_name><group_order>0</group_order><language>nb</language></row><row><gid>1</gid><group_name>Page</group_name><group_order>0</group_order><language>en</language></row></rows></groups>
      <questions><rows>
        <row><qid>1</qid><gid>1</gid><type>Y</type><title>q</title><question>Har du hund?</question><language>nb</language><question_order>1</question_order></row>
        <row><qid>1</qid><gid>1</gid><type>Y</type><title>q</title><question>Have you a dog?</question><language>en</language><question_order>1</question_order></row>
      </rows></questions></document>`
    const { instrument } = await readQuestionnaire(new TextEncoder().encode(old))
    const [item] = instrument.pages[0]!.items
    expect(item).toMatchObject({ kind: 'single', text: { nb: 'Har du hund?', en: 'Have you a dog?' } })
    expect(instrument.pages[0]!.title).toMatchObject({ nb: 'Side', en: 'Page' })
  })
})

test('both become drafts that the composer takes', async () => {
  for (const file of [
    readFileSync('tests/samples/limesurvey-6.lss'),
    await writeXlsform(instruments.get('onsker')!.instrument),
  ])
    expect(DraftInstrument.safeParse((await readQuestionnaire(file)).instrument).error).toBeUndefined()
})

test.each([
  ['nothing', new Uint8Array()],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])],
  ['half a zip', new Uint8Array([0x50, 0x4b, 3, 4, 5, 6])],
  ['other XML', new TextEncoder().encode('<svg/>')],
  [
    'XML with an entity bomb',
    new TextEncoder().encode('<!DOCTYPE d [<!ENTITY a "aaaa">]><document>&a;</document>'),
  ],
])('%s is refused with one sentence', async (_, file) => {
  await expect(readQuestionnaire(file)).rejects.toMatchObject({ code: 'instrument.unreadable' })
})

test('a workbook without a survey is refused with one sentence', async () => {
  await expect(readQuestionnaire(await workbook({ other: [['a']] }))).rejects.toMatchObject({
    code: 'instrument.unreadable',
  })
})
