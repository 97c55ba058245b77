// How good the answers of a wave are, from the quality flags of its responses (src/domain/quality.ts), beside what is
// known from elsewhere. Nobody's answers are judged by it, only a whole wave's; where no checked figure exists, none is
// shown. Pure.

/** Sums over responses. A flag that an instrument does not have stays out of both its numbers. */
export type QualityCounts = {
  responses: number
  /** Have the flag, and claim to have used a drug that does not exist. */
  dummyAsked: number
  dummy: number
  /** Answered the honesty item, and say that they would not have told the truth. */
  honestyAsked: number
  dishonest: number
  /** Checked for contradictions, have at least one, and how many pairs contradict in all. */
  checked: number
  contradictory: number
  contradictions: number
  /** Have grids that count, and gave every one of them the same answer throughout. */
  gridded: number
  straight: number
  /** Fast or very fast. */
  fast: number
  /** Answered less than half, and the sum of the per cent answered. */
  underHalf: number
  answeredSum: number
}

export const noCounts: QualityCounts = {
  responses: 0,
  dummyAsked: 0,
  dummy: 0,
  honestyAsked: 0,
  dishonest: 0,
  checked: 0,
  contradictory: 0,
  contradictions: 0,
  gridded: 0,
  straight: 0,
  fast: 0,
  underHalf: 0,
  answeredSum: 0,
}

export const addCounts = (a: QualityCounts, b: QualityCounts): QualityCounts =>
  Object.fromEntries(
    (Object.keys(noCounts) as (keyof QualityCounts)[]).map((name) => [name, a[name] + b[name]]),
  ) as QualityCounts

/** A range that others have found, with where it stands. */
export type Band = { low: number; high: number; highest: number; source: string; year: number }

/**
 * ESPAD's inconsistency rates: lifetime use against age at first use, mean over the countries for each substance; the
 * lowest and highest of five substances, and the highest country for any of them.
 */
export const espadContradictions: Band = {
  low: 0.01,
  high: 0.04,
  highest: 0.1,
  source: 'ESPAD, espad.org/report/detailed-methodology/reliability',
  year: 2015,
}

export type Interval = { low: number; high: number }

export type Measure = {
  name: 'dummy' | 'contradictionsPerPair' | 'contradictory' | 'straight' | 'fast' | 'dishonest' | 'underHalf'
  /** 0–1; `undefined` where the instrument has no such check, or too few have it (`tooFew`). */
  share: number | undefined
  tooFew?: true
  band?: Band
  /** 95 % interval of the share, and how many pairs it is of: all that were asked of those who were checked. */
  interval?: Interval
  pairs?: number
  /**
   * `high`: surely above what ESPAD finds on average, the whole interval is. `striking`: surely above its highest
   * country. `usual`: not told apart from ESPAD, which in small waves says little.
   */
  verdict?: 'usual' | 'high' | 'striking'
}

export type QualitySummary = { responses: number; answered: number; measures: Measure[] }

/** A summary is about at least so many responses, as every other number. */
export const fewestResponses = 10

/** Fewest with, and fewest without, what a share counts, in any figure that is shown (brief «surveys» §3.3). */
export const fewestInCell = 5

/** Answering every list with one straight line is rare and personal: below this many answerers no share is shown. */
export const fewestGridded = 25

const shareOf = (part: number, whole: number) => (whole > 0 ? part / whole : undefined)

/**
 * @param counts sums over the responses of closed rounds, each with at least ten.
 * @param pairs how many pairs of answers the instrument checks for contradictions.
 * @returns `undefined` for fewer than ten responses.
 */
export function summarise(counts: QualityCounts, pairs: number): QualitySummary | undefined {
  if (counts.responses < fewestResponses) return undefined
  const perPair = contradictionsPerPair(counts, pairs)
  return {
    responses: counts.responses,
    answered: counts.answeredSum / counts.responses / 100,
    measures: [
      { name: 'dummy', share: shareOf(counts.dummy, counts.dummyAsked) },
      perPair,
      { name: 'contradictory', share: pairs > 0 ? shareOf(counts.contradictory, counts.checked) : undefined },
      { name: 'dishonest', share: shareOf(counts.dishonest, counts.honestyAsked) },
      counts.gridded > 0 && counts.gridded < fewestGridded
        ? { name: 'straight', share: undefined, tooFew: true }
        : { name: 'straight', share: shareOf(counts.straight, counts.gridded) },
      { name: 'fast', share: shareOf(counts.fast, counts.responses) },
      { name: 'underHalf', share: shareOf(counts.underHalf, counts.responses) },
    ],
  }
}

function contradictionsPerPair(
  { checked, contradictory, contradictions }: QualityCounts,
  asked: number,
): Measure {
  const pairs = checked * asked
  if (pairs === 0) return { name: 'contradictionsPerPair', share: undefined }
  const interval = wilson(contradictions / pairs, pairs / bunching(contradictory, contradictions))
  return {
    name: 'contradictionsPerPair',
    share: contradictions / pairs,
    interval,
    pairs,
    band: espadContradictions,
    verdict: verdictOn(interval, espadContradictions),
  }
}

/**
 * Contradictions come in bunches: who has one has more. If each further one is as likely as the last (a geometric number
 * of them, with mean m a contradictory pupil), the variance is 2m − 1 times that of single ones. That pupils of a school
 * resemble each other is not counted, so the interval is still rather too narrow.
 */
const bunching = (contradictory: number, contradictions: number): number =>
  contradictory > 0 ? (2 * contradictions) / contradictory - 1 : 1

/** Wilson's 95 % interval of a share; it keeps between 0 and 1 and has a width at 0 too. */
function wilson(share: number, n: number): Interval {
  const square = 1.959964 ** 2 / n
  const middle = (share + square / 2) / (1 + square)
  const half = Math.sqrt(square * (share * (1 - share) + square / 4)) / (1 + square)
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** Fewer contradictions than elsewhere are no reason to wonder. */
const verdictOn = ({ low }: Interval, band: Band): 'usual' | 'high' | 'striking' =>
  low > band.highest ? 'striking' : low > band.high ? 'high' : 'usual'
