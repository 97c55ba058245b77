// Rounds that are closed while the file still tells in which order answers came: a backup was reading it.
// In memory only: a server that stops as it should empties the log, so the next one has nothing left to do.
const unfinished = new Set<string>()

export const isUnfinished = (round: string): boolean => unfinished.has(round)

export const leaveUnfinished = (round: string): void => void unfinished.add(round)

/** The file is rewritten as a whole, so one round that succeeds has cleaned up for all. */
export const finishCleanUp = (): void => unfinished.clear()
