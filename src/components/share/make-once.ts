// Things that take long to make and stay the same: who asks while one is being made waits for it instead of having it
// made again. A failed one is forgotten, so that the next who asks tries anew.

/** @param atMost how many are kept; what was asked for longest ago goes first. */
export function makeOnce<T>(atMost: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const made = new Map<string, Promise<T>>()
  return async (key, make) => {
    const thing = made.get(key) ?? make()
    made.delete(key)
    made.set(key, thing)
    for (const oldest of made.keys()) if (made.size > atMost) made.delete(oldest)
    try {
      return await thing
    } catch (error) {
      // By now another attempt may have its place.
      if (made.get(key) === thing) made.delete(key)
      throw error
    }
  }
}
