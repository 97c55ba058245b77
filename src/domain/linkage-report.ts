// How good a linkage is, wave by wave: what came of each response, how many links are false, and whether those who were
// linked are like those who were not. Groups only: nothing in it follows one pupil.
import { fewestInCell, fewestResponses } from './data-quality.ts'
import type { LinkRecord } from './linkage-columns.ts'
import {
  expectedFalseLinks,
  type FalseLinkRate,
  falseLinkRate,
  linkageCounts,
  linkedAgainstUnlinked,
  linksToOtherSchools,
} from './linkage-quality.ts'
import { type Linkage, type LinkOptions, linkWaves, type Outcome } from './linkage.ts'
import type { Panel } from './panel.ts'

/** A response of a pupil, ready to be linked. One without a link code has elements that are all missing. */
export type PanelRecord = LinkRecord & {
  /** The answer about gender, where it is one that can contradict another. */
  gender?: number | undefined
  /** The wave's baseline variables (linkage-baseline.ts), in their order. */
  values: (number | undefined)[]
}

/** What a wave was when it was linked. */
export type LinkedWave = {
  number: number
  rounds: number
  responses: number
  codes: number
  unreadable: number
}

/** What linked and unlinked are compared on. `gender` has no label: it is the share of girls among girls and boys. */
export type BaselineVariable = {
  name: string
  label: { nb: string; nn?: string; en: string } | null
  measure: 'mean' | 'share'
}

export type PanelWave = LinkedWave & { records: PanelRecord[]; baseline: BaselineVariable[] }

/** The responses of one wave in one pair of waves. */
type SideCounts = { responses: number; codes: number } & Record<Outcome, number>

export type ReportedGroup = { n: number; mean: number; sd: number }

/** Both groups, or null: too few to be shown. */
export type ReportedComparison = BaselineVariable & {
  groups: { linked: ReportedGroup; unlinked: ReportedGroup; standardisedDifference: number | null } | null
}

export type PairReport = {
  earlier: number
  later: number
  a: SideCounts
  b: SideCounts
  /** Links without a difference: those of the strictest analysis. */
  exact: number
  offOne: number
  /** More links that there would be if two elements might differ: for a sensitivity analysis, not in the panel. */
  offTwo: number
  falseLinks: {
    /** By calculation, from how common the values are. */
    expected: FalseLinkRate
    /** By experiment: links to pupils of another school, all of them false. null: there is no other school. */
    otherSchools: FalseLinkRate | null
  }
  /** On the variables of the earlier wave. */
  comparisons: ReportedComparison[]
}

export type LinkageReport = {
  waves: LinkedWave[]
  pairs: PairReport[]
  /** Pairs of waves with too few responses for figures. */
  few: Pick<PairReport, 'earlier' | 'later'>[]
  /** Chains that ended in two responses of one wave, thrown away whole. */
  rejectedChains: number
  /** How many pupils were found in two waves, in three … */
  panels: { waves: number; pupils: number }[]
  /** Were links refused where the answers about gender contradict each other? */
  hasVeto: boolean
}

/** In the primary analysis one element may differ, and nobody changes from girl to boy. */
export const primaryLinkage: LinkOptions<PanelRecord> = {
  maxDifferences: 1,
  veto: (a, b) => a.gender !== undefined && b.gender !== undefined && a.gender !== b.gender,
}

const isPairShown = ({ a, b }: PairReport): boolean =>
  a.responses >= fewestResponses && b.responses >= fewestResponses

/** What of it is kept and may leave: no pair of waves and no number of pupils below ten. */
export const shownLinkage = (report: LinkageReport): LinkageReport => ({
  ...report,
  pairs: report.pairs.filter(isPairShown),
  few: report.pairs.filter((pair) => !isPairShown(pair)).map(({ earlier, later }) => ({ earlier, later })),
  panels: report.panels.filter(({ pupils }) => pupils >= fewestResponses),
})

/** @param panel the waves as linkPanel joined them with `primaryLinkage`. */
export function linkageReport(waves: readonly PanelWave[], panel: Panel): LinkageReport {
  const sizes = Map.groupBy(panel.clusters, (cluster) => cluster.length)
  return {
    waves: waves.map(({ number, rounds, responses, codes, unreadable }) => ({
      ...{ number, rounds, responses, codes, unreadable },
    })),
    pairs: panel.linkages.map(({ earlier, later, linkage }) =>
      pairReport(waves[earlier]!, waves[later]!, linkage),
    ),
    few: [],
    rejectedChains: panel.rejected.length,
    panels: [...sizes]
      .map(([size, clusters]) => ({ waves: size, pupils: clusters.length }))
      .sort((a, b) => a.waves - b.waves),
    hasVeto: waves.some(({ records }) => records.some(({ gender }) => gender !== undefined)),
  }
}

function pairReport(a: PanelWave, b: PanelWave, linkage: Linkage): PairReport {
  const counts = linkageCounts(linkage)
  const wider = linkageCounts(linkWaves(a.records, b.records, { ...primaryLinkage, maxDifferences: 2 }))
  const tried = linksToOtherSchools(a.records, b.records, linkage, primaryLinkage)
  return {
    earlier: a.number,
    later: b.number,
    a: sideCounts(a, counts.a),
    b: sideCounts(b, counts.b),
    exact: counts.exact,
    offOne: counts.offOne,
    offTwo: wider.offTwo,
    falseLinks: {
      expected: falseLinkRate(expectedFalseLinks(linkage), counts.pairs),
      otherSchools: tried === undefined ? null : falseLinkRate(tried, counts.pairs),
    },
    comparisons: comparisonsOf(a, linkage.a),
  }
}

/** Those who gave no code count as incomplete in the linkage; here they are told apart. */
function sideCounts(
  { responses, codes }: LinkedWave,
  { linked, ambiguous, duplicate, incomplete, unlinked }: Record<Outcome, number>,
): SideCounts {
  const withoutCode = responses - codes
  return { responses, codes, linked, ambiguous, duplicate, incomplete: incomplete - withoutCode, unlinked }
}

function comparisonsOf({ records, baseline }: PanelWave, outcomes: readonly Outcome[]): ReportedComparison[] {
  return baseline.map((variable, at) => {
    const { value } = linkedAgainstUnlinked(outcomes, { value: records.map(({ values }) => values[at]) })
    const { linked, unlinked, standardisedDifference = null } = value!
    const isShown = [linked, unlinked].every(({ n, mean }) => {
      const withIt = Math.round(n * mean)
      return (
        n >= fewestResponses &&
        (variable.measure === 'mean' || (withIt >= fewestInCell && n - withIt >= fewestInCell))
      )
    })
    const reported = ({ n, mean, variance }: typeof linked) => ({ n, mean, sd: Math.sqrt(variance) })
    return {
      ...variable,
      groups: isShown
        ? { linked: reported(linked), unlinked: reported(unlinked), standardisedDifference }
        : null,
    }
  })
}

/**
 * Was a linkage made of all that can be linked now? No round of a linked wave opens again, so counting rounds is enough.
 * @param rounds the closed rounds of pupils with responses
 */
export function isLinkageCurrent({ waves }: LinkageReport, rounds: readonly { wave: number }[]): boolean {
  const now = Map.groupBy(rounds, ({ wave }) => wave)
  return now.size === waves.length && waves.every(({ number, rounds }) => now.get(number)?.length === rounds)
}
