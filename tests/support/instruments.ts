// The shipped instruments for tests, and chance answers that fit them.
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import type { Answers } from '#domain/answers.ts'
import { itemsOf, type Variable, variablesOfItem } from '#domain/variable.ts'
import { readBlocks, readInstruments } from '#http/instruments.ts'
import type { Instrument, Item } from '#schemas/instrument.ts'

const content = (folder: string) => fileURLToPath(new URL(`../../content/${folder}`, import.meta.url))

export const blocks = readBlocks(content('blocks'))
/** Every shipped instrument by id, in its current wording. */
export const instruments = readInstruments(content('instruments'), blocks)

/** Values that a variable can hold: every code, both borders of a number, a few words. */
export const possible = ({ values, missing, range, longest }: Variable): (number | string)[] => [
  ...values.map(({ value }) => value),
  ...missing.map(({ value }) => value),
  ...(range ? [range.min, range.max] : []),
  ...(longest ? ['Ja', 'x'.repeat(longest)] : []),
]

/** Answers to one item, or none; an order is whole or not given. */
function answersToItem(item: Item): fc.Arbitrary<Answers> {
  const variables = variablesOfItem(item)
  if (item.kind === 'rank')
    return fc
      .option(fc.shuffledSubarray(variables, { minLength: variables.length }), { nil: [] })
      .map((order) => Object.fromEntries(order.map(({ name }, index) => [name, index + 1])))
  const chosen = fc.shuffledSubarray(variables)
  return chosen.chain((some) =>
    fc
      .tuple(...some.map((variable) => fc.constantFrom(...possible(variable))))
      .map((values) => Object.fromEntries(some.map(({ name }, index) => [name, values[index]!]))),
  )
}

/** Answers that fit an instrument, to any part of it. */
export const answersTo = (instrument: Instrument): fc.Arbitrary<Answers> =>
  fc.tuple(...itemsOf(instrument).map(answersToItem)).map((parts) => Object.assign({}, ...parts) as Answers)
