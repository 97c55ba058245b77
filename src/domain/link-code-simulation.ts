// Made-up link codes of made-up pupils, with the slips that real ones have: for the demo, the `simulate` command and the
// proof of the linkage. How the values are spread is an assumption; how often they go wrong fits published studies.

export type LinkCodeModel = {
  /** For each element the chances of its values; they add up to 1. */
  elements: readonly (readonly number[])[]
  /** Kinds of pupils: their share, and the chance that one element goes wrong in one wave. */
  care: readonly { share: number; slip: number }[]
}

export type SimulatedCode = { person: number; pool: string; elements: string[] }

/** Zipf's law: the chance of the r-th most common value falls as 1 / r^exponent. */
function zipf(values: number, exponent: number): number[] {
  const weights = Array.from({ length: values }, (_, rank) => (rank + 1) ** -exponent)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

const letter = zipf(20, 0.8)

/**
 * The seven elements: day of birth, two first letters of names, older siblings, three letters. Chosen so that another
 * pupil agrees as often as the test's table says: 26.3 bits, 23.8 bits of collision.
 */
export const assumedElements: readonly (readonly number[])[] = [
  new Array<number>(31).fill(1 / 31),
  letter,
  letter,
  [0.45, 0.33, 0.14, 0.05, 0.02, 0.01],
  letter,
  letter,
  letter,
]

/**
 * One in nine is careless. Errors at random cannot give what Grube, Morgan & Kearney (1989) found in Irish schools, 71 %
 * equal and 88 % with at most one difference; these two kinds of pupils do.
 */
export const carefulAndCareless: LinkCodeModel['care'] = [
  { share: 0.89, slip: 0.016 },
  { share: 0.11, slip: 0.3 },
]

/**
 * Some schools with the same pupils in each wave, apart from those who left and those who came.
 *
 * @param random uniform numbers in [0, 1)
 * @returns for each wave its codes; `person` says who it truly was
 */
export function simulateLinkCodes(
  model: LinkCodeModel,
  size: { pools: number; pupils: number; waves: number; leaving?: number; joining?: number },
  random: () => number,
): SimulatedCode[][] {
  const { leaving = 0, joining = 0 } = size
  let persons = 0
  const born = (pool: number) => ({
    person: (persons += 1),
    pool: `school-${pool + 1}`,
    slip: model.care[
      drawn(
        model.care.map(({ share }) => share),
        random,
      )
    ]!.slip,
    truth: model.elements.map((chances) => drawn(chances, random)),
  })
  let pupils = Array.from({ length: size.pools * size.pupils }, (_, index) => born(index % size.pools))
  return Array.from({ length: size.waves }, (_, wave) => {
    if (wave > 0) {
      pupils = pupils.filter(() => random() >= leaving)
      for (let pool = 0; pool < size.pools; pool += 1)
        for (let come = poisson(size.pupils * joining, random); come > 0; come -= 1) pupils.push(born(pool))
    }
    return pupils.map(({ person, pool, slip, truth }) => ({
      person,
      pool,
      elements: truth.map((value, element) =>
        String(random() < slip ? another(model.elements[element]!, value, random) : value),
      ),
    }))
  })
}

function drawn(chances: readonly number[], random: () => number): number {
  let left = random()
  for (const [value, chance] of chances.entries()) if ((left -= chance) < 0) return value
  return chances.length - 1
}

function another(chances: readonly number[], value: number, random: () => number): number {
  let wrong = value
  while (wrong === value) wrong = drawn(chances, random)
  return wrong
}

/** Knuth's method: multiply until it is too small. For means up to some hundreds. */
function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > limit; product *= random()) count += 1
  return count
}
