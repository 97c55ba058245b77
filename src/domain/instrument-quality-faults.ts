// Do the quality checks of an instrument name variables that they can read?
import type { Instrument } from '#schemas/instrument.ts'
import type { Fault } from './instrument-fault.ts'
import { variablesOf } from './variable.ts'

/** What is wrong with the quality checks; nothing for an instrument without any. */
export function qualityFaults(instrument: Instrument): Fault[] {
  if (!instrument.quality) return []
  const { dummyDrug, honesty, consistency } = instrument.quality
  const chosen = chosenValues(instrument)
  const honest = honesty && chosen.get(honesty.item)
  return [
    ...(dummyDrug ? zeroFaults('dummyDrug', dummyDrug, chosen) : []),
    ...(honesty && !honest
      ? [{ code: 'quality-variable', check: 'honesty', name: honesty.item } as const]
      : []),
    ...(honesty && honest && !honest.some((value) => value >= honesty.dishonestFrom)
      ? [{ code: 'quality-honesty', name: honesty.item, from: honesty.dishonestFrom } as const]
      : []),
    ...consistency.flatMap(({ lifetime, recent }): Fault[] => [
      ...(lifetime === recent ? [{ code: 'quality-itself', name: lifetime } as const] : []),
      ...[lifetime, recent].flatMap((name) => zeroFaults('consistency', name, chosen)),
    ]),
  ]
}

/** The checks read 0 as «never», so a variable they name must offer it. */
function zeroFaults(check: string, name: string, chosen: Map<string, number[]>): Fault[] {
  const values = chosen.get(name)
  if (!values) return [{ code: 'quality-variable', check, name }]
  return values.includes(0) ? [] : [{ code: 'quality-zero', check, name }]
}

/** Only variables that hold one chosen option can be checked: singles and the rows of grids. */
function chosenValues(instrument: Instrument): Map<string, number[]> {
  return new Map(
    variablesOf(instrument)
      .filter(({ item }) => item.kind === 'single' || item.kind === 'grid')
      .map(({ name, values }) => [name, values.map((option) => option.value)]),
  )
}
