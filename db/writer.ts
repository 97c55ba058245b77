// The one writer: units of statements queue here and share a commit ("group commit"), because a commit costs a
// disk flush and a class of thirty presses "send" in the same second. See content/decisions/0002.
/** What a column holds. Bytes come as a buffer from a file and as an ArrayBuffer from a server. */
export type Value = string | number | bigint | ArrayBuffer | Uint8Array | null
export type Statement = { sql: string; args: (Value | boolean)[] }
/** Rows by column name; for a statement that returns none, how many rows it wrote. */
export type Result = { rows: Record<string, Value>[]; rowsAffected: number }

type Unit = {
  statements: Statement[]
  resolve(results: Result[]): void
  reject(error: unknown): void
}

/** Work that no write may run beside. It waits its turn like a unit, so that a crowd cannot keep it waiting for ever. */
type Alone = { work(): Promise<void> }

export type Writer = {
  write(statements: Statement[]): Promise<Result[]>
  alone(work: () => Promise<void>): Promise<void>
  drain(): Promise<void>
}

/** No commit carries more statements than this, so that nobody waits long behind a crowd. */
const largestBatch = 256

/**
 * Makes a writer on top of a batch function that is atomic and resolves after the commit is on disk.
 * While one batch is being written, the next one gathers: under load commits grow, alone nobody waits.
 */
export function createWriter(batch: (statements: Statement[]) => Promise<Result[]>): Writer {
  let waiting: (Unit | Alone)[] = []
  let running: Promise<void> | undefined

  /** Starts writing after the current turn of the event loop, so that requests read in it share the commit. */
  const start = () => (running ??= new Promise<void>((done) => setImmediate(done)).then(flushAll))

  async function flushAll() {
    while (waiting.length > 0) {
      const first = waiting[0]!
      if ('work' in first) {
        waiting = waiting.slice(1)
        await first.work()
      } else await flush(takeBatch())
    }
    running = undefined
  }

  function takeBatch(): Unit[] {
    const units: Unit[] = []
    let count = 0
    for (const unit of waiting) {
      if ('work' in unit) break
      if (units.length > 0 && count + unit.statements.length > largestBatch) break
      count += unit.statements.length
      units.push(unit)
    }
    waiting = waiting.slice(units.length)
    return units
  }

  async function flush(units: Unit[]) {
    try {
      const results = await batch(units.flatMap((unit) => unit.statements))
      let start = 0
      for (const unit of units) {
        unit.resolve(results.slice(start, start + unit.statements.length))
        start += unit.statements.length
      }
    } catch (error) {
      // The whole batch was rolled back. One faulty unit must not sink the others: each gets its own commit. A lock
      // or a full disk is nobody's fault, and each would only wait for it once more.
      const isUnitsFault = !/^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY)/.test(
        String((error as { code?: unknown }).code),
      )
      if (units.length > 1 && isUnitsFault) for (const unit of units) await flush([unit])
      else for (const unit of units) unit.reject(error)
    }
  }

  return {
    write(statements) {
      return new Promise((resolve, reject) => {
        waiting.push({ statements, resolve, reject })
        void start()
      })
    },
    alone(work) {
      return new Promise((resolve, reject) => {
        waiting.push({ work: () => work().then(resolve, reject) })
        void start()
      })
    },
    async drain() {
      while (running) await running
    },
  }
}
