// Where a continuous function crosses zero, by Ridders' method: it needs a bracket and never leaves it.

/**
 * @param low, high the function must have different signs there
 * @returns x with f(x) = 0, to about 15 digits
 */
export function findRoot(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high]
  let [fa, fb] = [f(a), f(b)]
  if (fa === 0) return a
  if (fb === 0) return b
  if (fa > 0 === fb > 0) throw new RangeError(`No sign change between ${low} and ${high}.`)
  for (let step = 0; step < 200; step += 1) {
    const middle = (a + b) / 2
    const fm = f(middle)
    const root = Math.sqrt(fm * fm - fa * fb)
    const x = fm === 0 || root === 0 ? middle : middle + ((middle - a) * Math.sign(fa - fb) * fm) / root
    const fx = fm === 0 ? 0 : f(x)
    if (fx === 0) return x
    // The new bracket: whichever two neighbours differ in sign.
    if (fm > 0 !== fx > 0) [a, fa, b, fb] = [middle, fm, x, fx]
    else if (fa > 0 !== fx > 0) [b, fb] = [x, fx]
    else [a, fa] = [x, fx]
    if (Math.abs(b - a) <= 2e-15 * Math.max(Math.abs(a), Math.abs(b)) || a === b) return x
  }
  return (a + b) / 2
}
