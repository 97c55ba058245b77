// What the statistics refuse to compute, with a code and a sentence: a named problem is better than a wrong number.

export type StatisticsProblemCode =
  | 'bad-formula'
  | 'missing-column'
  | 'unreadable-cell'
  | 'no-rows'
  | 'too-few-rows'
  | 'too-few-clusters'
  | 'single-cluster-in-arm'
  | 'zero-variance'
  | 'collinear'
  | 'singular-fit'
  | 'separation'
  | 'not-nested'
  | 'crossed-levels'
  | 'not-binary'
  | 'no-convergence'
  | 'undetermined'
  | 'bad-argument'

/** An expected refusal. `message` is one plain English sentence that says what to look at. */
export class StatisticsProblem extends Error {
  readonly code: StatisticsProblemCode

  constructor(code: StatisticsProblemCode, message: string) {
    super(message)
    this.name = 'StatisticsProblem'
    this.code = code
  }
}
