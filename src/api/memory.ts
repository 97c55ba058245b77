// Remembers what costs more to find than to keep.

/** Remembers the last `size` values by name; who asks while one is looked for waits for the same. */
export function memory<Value>(size: number) {
  const kept = new Map<string, Promise<Value | undefined>>()
  return {
    /** What was not found, or failed, is asked for again the next time. */
    recall(name: string, find: () => Promise<Value | undefined>): Promise<Value | undefined> {
      const known = kept.get(name)
      if (known) return known
      const found = find()
      kept.set(name, found)
      if (kept.size > size) kept.delete(kept.keys().next().value!)
      const forget = () => void (kept.get(name) === found && kept.delete(name))
      found.then((value) => value === undefined && forget(), forget)
      return found
    },
    forget: (name: string) => kept.delete(name),
  }
}
