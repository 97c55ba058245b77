// Lines of the R script for what stands beside the outcomes: baseline and attrition, subgroups against each other, arms
// wave by wave.
import { beforeOf } from './analysis-table.ts'
import { attritionWaves } from './found-again.ts'
import { armName, type Interaction, type Report } from './report.ts'
import { comment, effectLine, list, numbers, text } from './r-text.ts'

const armText = (arm: string | null): string => (arm === null ? 'NULL' : text(arm))

/** What is known of schools is not in the file. */
export function baselineLines({ arms, baseline }: Report): string[] {
  const names = arms.length > 0 ? arms.map(({ name }): string | null => name) : [null]
  return baseline.pupils.flatMap(({ column, wave, groups, standardised }) => [
    ...groups.flatMap(({ estimate, sd }, place) => {
      const arm = names[place]!
      const name = text(`baseline ${column} ${armName(arm)}`)
      const deviation = sd === null ? '' : `, ${sd}`
      return estimate === null
        ? []
        : [
            `check_baseline(${name}, rows(${wave}, ${armText(arm)}), ${text(column)}, ${estimate}${deviation})`,
          ]
    }),
    ...(standardised === null
      ? []
      : [
          `check_apart(${text(`baseline ${column} apart`)}, ${wave}, ${list(arms.map(({ name }) => name))}, ${text(column)}, ${standardised})`,
        ]),
  ])
}

export function attritionLines({ results, attrition }: Report): string[] {
  const { first, last } = attritionWaves(results.map(({ outcome }) => outcome))
  return attrition.map(
    ({ arm, baseline, again }) =>
      `check_lost(${text(`attrition ${armName(arm)}`)}, ${first}, ${last}, ${armText(arm)}, ${baseline}${again === null ? '' : `, ${again}`})`,
  )
}

/** How much an effect differs between subgroups, and Holm over the tests of a variable. */
export function interactionLines({ results, subgroups, interactions }: Report): string[] {
  const lines = interactions.map((each) => {
    const name = nameOf(each)
    if (each.kind === 'problem') return `# ${comment(name)}: ${each.code}`
    const { outcome, column } = results[0]!
    const { arm, control, value, other, adjustedFor } = each
    // Whoever is hidden, or in no group, is nobody's other pupils.
    const groups =
      other === null
        ? subgroups
            .filter((group) => group.column === each.column && isShown(group, arm))
            .map((group) => group.value)
        : [value, other]
    const by = beforeOf(each.column)
    const data = `pair(${outcome.wave}, ${text(arm)}, ${text(control)}, d$${by} %in% ${numbers(groups)})`
    const fit = `interaction_of(${data}, ${text(column)}, ${list(adjustedFor)}, ${text(by)}, ${value})`
    return effectLine(name, fit, each.effect)
  })
  const holm = [...Map.groupBy(interactions, ({ column }) => column)].flatMap(([column, each]) => {
    const tested = each.flatMap((one) =>
      one.kind === 'result' && one.corrected !== null ? [{ p: one.effect.p, corrected: one.corrected }] : [],
    )
    return tested.map(
      ({ corrected }, place) =>
        `check(${text(`${column} interaction p ${place + 1}, holm`)}, p.adjust(${numbers(tested.map(({ p }) => p))}, "holm")[${place + 1}], ${corrected})`,
    )
  })
  return [...lines, ...holm]
}

/** Where schools chose for themselves: each wave against the last before the lessons. */
export function eventTimeLines({ results, eventTimes }: Report): string[] {
  const { column } = results[0] ?? { column: '' }
  return eventTimes.flatMap((each) => {
    const { arm, control, reference } = each
    const name = `${column} by wave ${arm} - ${control}`
    if (each.kind === 'problem') return [`# ${comment(name)}: ${each.code}`]
    const shown = each.points.flatMap(({ wave, effect }) => (effect ? [{ wave, effect }] : []))
    const waves = [...shown.map(({ wave }) => wave), reference].sort((a, b) => a - b)
    return [
      `by_wave <- event_time(${text(column)}, ${numbers(waves)}, ${reference}, ${text(arm)}, ${text(control)})`,
      ...shown.map(({ wave, effect }) => effectLine(`${name}: wave ${wave}`, `by_wave[["${wave}"]]`, effect)),
    ]
  })
}

const isShown = ({ each }: Report['subgroups'][number], arm: string): boolean =>
  each.some((one) => one.arm === arm && one.analysis.arms.length > 0)

const nameOf = ({ column, value, other, arm, control }: Interaction): string =>
  `${column} ${value} against ${other ?? 'the others'}: ${arm} - ${control}`
