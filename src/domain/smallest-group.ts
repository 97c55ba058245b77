// How small is the smallest of several groups expected to be when people fall into them by chance?

/**
 * The expected size of the smallest of `groups` groups when `people` people fall into them independently and each group
 * is equally likely: the multinomial distribution, counted exactly with its exponential generating function.
 * @returns 0 to `people` / `groups`.
 */
export function smallestGroup(people: number, groups: number): number {
  let expected = 0
  for (let least = 1; least * groups <= people; least += 1) expected += chanceOfAll(people, groups, least)
  return expected
}

/** The chance that each group has at least `least` people. */
function chanceOfAll(people: number, groups: number, least: number): number {
  // Terms of one group: 1/k! for `least` people and more, each divided by `groups`ᵏ, so that nothing grows too large.
  const one: number[] = Array.from({ length: people + 1 }, (_, count) => (count < least ? 0 : 1))
  for (let count = 1, term = 1; count <= people; count += 1) {
    term /= count * groups
    one[count]! *= term
  }
  let sum = one
  for (let group = 1; group < groups; group += 1) sum = product(sum, one)
  let ways = sum[people]!
  for (let count = 2; count <= people; count += 1) ways *= count
  return ways
}

/** Two polynomials multiplied, as far as the first reaches. */
const product = (a: number[], b: number[]): number[] =>
  a.map((_, degree) => {
    let sum = 0
    for (let at = 0; at <= degree; at += 1) sum += a[at]! * b[degree - at]!
    return sum
  })
