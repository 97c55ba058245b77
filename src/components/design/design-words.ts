// Words for the parts of a design, as the form and the plan show them.
import type { Locale } from '#domain/locale.ts'
import type { DesignWave, Measure } from '#domain/study-design.ts'
import { measuresOf } from '#domain/study-design.ts'
import { variablesOf } from '#domain/variable.ts'
import type { Messages } from '#messages/in-locale.ts'
import type { OutcomeDesign } from '#schemas/study-design.ts'

export const roleWords = (m: Messages): Record<OutcomeDesign['role'], string> => ({
  primary: m.design_role_primary(),
  secondary: m.design_role_secondary(),
  exploratory: m.design_role_exploratory(),
  harm: m.design_role_harm(),
})

const longest = 90

/** A question or a scale as a researcher knows it, on one line. */
export function measureWords({ label, name }: Measure, locale: Locale): string {
  const words = label[locale]
  return `${words.length > longest ? `${words.slice(0, longest)}…` : words} (${name})`
}

/** Everything that pupils are asked in these waves, each once, in the words of the earliest. */
export function measuresOfWaves(waves: readonly DesignWave[]): Measure[] {
  const all = waves.flatMap(({ instrument }) =>
    instrument?.respondent === 'pupil' ? measuresOf(instrument) : [],
  )
  return [...new Map(all.toReversed().map((each) => [each.name, each])).values()].toReversed()
}

/** What can be adjusted for or divided by: what is asked of background first, then everything else. */
export function backgroundOf(wave: DesignWave | undefined): { first: Measure[]; more: Measure[] } {
  const instrument = wave?.instrument
  if (!instrument) return { first: [], more: [] }
  const identifying = new Set(
    variablesOf(instrument)
      .filter(({ item }) => 'identifies' in item && item.identifies)
      .map(({ name }) => name),
  )
  const measures = measuresOf(instrument)
  return {
    first: measures.filter(({ name }) => identifying.has(name)),
    more: measures.filter(({ name }) => !identifying.has(name)),
  }
}
