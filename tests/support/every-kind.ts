// A questionnaire with an item of every kind, with conditions that hang on each other, and people who walk through it.
// What they chose is written down here by itself, so that a test can compare it with what came out at the other end.
import fc from 'fast-check'
import type { Answers } from '#domain/answers.ts'
import { answer, place, type Progress, tick } from '#domain/flow.ts'
import { Instrument, type Item } from '#schemas/instrument.ts'

const text = (words: string) => ({ nb: words, nn: words, en: words })
const asked = { construct: 'test', source: 'test', licence: 'CC0', year: 2026 }
const options = (...values: number[]) => values.map((value) => ({ value, label: text(`Valg ${value}`) }))

export const everyKind = Instrument.parse({
  id: 'alle-slag',
  title: text('Alle slag'),
  introduction: text('Om alle slag.'),
  closing: text('Takk.'),
  respondent: 'pupil',
  minutes: 5,
  reviewed: [],
  pages: [
    {
      id: 'one',
      title: text('En'),
      items: [
        { kind: 'single', id: 'gate', text: text('Vil du ha flere?'), ...asked, options: options(0, 1, 97) },
        {
          kind: 'multiple',
          id: 'many',
          text: text('Hva liker du?'),
          ...asked,
          options: [...options(1, 2, 3), { value: 9, label: text('Ingen'), exclusive: true }],
        },
      ],
    },
    {
      id: 'two',
      title: text('To'),
      items: [
        { kind: 'information', id: 'pause', text: text('Strekk på deg.'), picture: 'red-apple' },
        {
          kind: 'grid',
          id: 'likes',
          text: text('Hvor godt liker du'),
          ...asked,
          rows: [
            { id: 'likes_a', text: text('epler') },
            { id: 'likes_b', text: text('pærer') },
          ],
          options: options(0, 1, 2, 96),
        },
        {
          kind: 'rank',
          id: 'order',
          text: text('Sett i rekkefølge'),
          ...asked,
          options: options(1, 2, 3),
          showIf: { variable: 'gate', is: [1] },
        },
      ],
    },
    {
      id: 'three',
      title: text('Tre'),
      items: [
        { kind: 'number', id: 'age', text: text('Hvor mange?'), ...asked, min: 0, max: 20 },
        {
          kind: 'slider',
          id: 'mood',
          text: text('Hvor mye?'),
          ...asked,
          min: 0,
          max: 10,
          step: 1,
          minLabel: text('lite'),
          maxLabel: text('mye'),
        },
        {
          kind: 'norm-guess',
          id: 'guess',
          text: text('Hvor mange av 100?'),
          ...asked,
          ofWhom: text('elever'),
        },
        // Hangs on an order that may itself be hidden.
        {
          kind: 'text',
          id: 'words',
          text: text('Med egne ord'),
          ...asked,
          longest: 40,
          showIf: { variable: 'order_1', from: 1 },
        },
      ],
    },
  ],
})

/** What somebody does at one item, and what then stands there in the end. */
export type Doing = { act: (progress: Progress) => Progress; chosen: Answers }

/** One variable, chosen several times; the last time counts, and nothing means that it was taken back. */
const choosing = (name: string, value: fc.Arbitrary<number | string>): fc.Arbitrary<Doing> =>
  fc.array(fc.option(value, { nil: undefined }), { maxLength: 3 }).map((tries) => {
    const last = tries.at(-1)
    return {
      act: (progress) => tries.reduce((now, each) => answer(now, name, each), progress),
      chosen: last === undefined ? {} : { [name]: last },
    }
  })

type Of<K extends Item['kind']> = Extract<Item, { kind: K }>

const ticking = (item: Of<'multiple'>): fc.Arbitrary<Doing> =>
  fc.array(fc.tuple(fc.constantFrom(...item.options), fc.boolean()), { maxLength: 6 }).map((taps) => {
    let on = new Set<number>()
    for (const [option, isOn] of taps) {
      if (!isOn) on.delete(option.value)
      else if (option.exclusive) on = new Set([option.value])
      else on = new Set([...on, option.value].filter((value) => value !== 9))
    }
    return {
      act: (progress) => taps.reduce((now, [option, isOn]) => tick(now, item, option.value, isOn), progress),
      chosen:
        on.size === 0
          ? {}
          : Object.fromEntries(
              item.options.map(({ value }) => [`${item.id}_${value}`, on.has(value) ? 1 : 0]),
            ),
    }
  })

const ranking = (item: Of<'rank'>): fc.Arbitrary<Doing> =>
  fc.array(fc.constantFrom(...item.options.map(({ value }) => value)), { maxLength: 8 }).map((presses) => {
    let order: number[] = []
    for (const value of presses)
      order = order.includes(value) ? order.filter((each) => each !== value) : [...order, value]
    return {
      act: (progress) => presses.reduce((now, value) => place(now, item, value), progress),
      // Half an order is no answer.
      chosen:
        order.length < item.options.length
          ? {}
          : Object.fromEntries(order.map((value, at) => [`${item.id}_${value}`, at + 1])),
    }
  })

const together = (parts: fc.Arbitrary<Doing>[]): fc.Arbitrary<Doing> =>
  fc.tuple(...parts).map((doings) => ({
    act: (progress) => doings.reduce((now, { act }) => act(now), progress),
    chosen: Object.assign({}, ...doings.map(({ chosen }) => chosen)) as Answers,
  }))

/** Everything that can be done with an item on the screen. */
export function doingsWith(item: Item): fc.Arbitrary<Doing> {
  const oneOf = (values: number[]) => fc.constantFrom(...values)
  const values = 'options' in item ? item.options.map(({ value }) => value) : []
  switch (item.kind) {
    case 'information':
      return fc.constant({ act: (progress) => progress, chosen: {} })
    case 'single':
      return choosing(item.id, oneOf(values))
    case 'grid':
      return together(item.rows.map((row) => choosing(row.id, oneOf(values))))
    case 'multiple':
      return ticking(item)
    case 'rank':
      return ranking(item)
    case 'number':
      return choosing(item.id, fc.integer(item))
    case 'slider':
      return choosing(item.id, fc.oneof(fc.integer(item), fc.constant(98)))
    case 'norm-guess':
      return choosing(item.id, fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constant(998)))
    case 'text':
      return choosing(
        item.id,
        fc
          .string({ minLength: 1, maxLength: item.longest, unit: 'grapheme' })
          .filter((words) => words.length <= item.longest),
      )
  }
}
