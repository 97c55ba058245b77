// The server's own clock: rounds open and close, and what is to be deleted is deleted, without anybody at the keyboard.
// One run at a time; whatever a run could not do, the next one does.
import { carryOutRetention } from '#api/retention.ts'
import { closeDueRounds, openDueRounds, type Trouble } from '#api/round-clock.ts'
import { databaseCode, problemCodeOf, type Services } from '#api/trpc.ts'
import { rewriteFile } from '#store/round.ts'
import type { Log } from './log.ts'

/** Often enough that a wave opens before the first lesson of its day wherever the server was asleep. */
const everyMinutes = 5

export type Jobs = {
  /** Does now what is due; resolves when it is done. While a run is under way, that one counts. */
  run(): Promise<void>
  /** No more runs; resolves when the last one has ended. The database may be closed afterwards. */
  stop(): Promise<void>
}

/** Runs at once and then every few minutes. `services.now` decides which day it is. */
export function startJobs(services: Services, log: Log): Jobs {
  const jobs = createJobs(services, log)
  void jobs.run()
  const timer = setInterval(() => void jobs.run(), everyMinutes * 60_000).unref()
  return {
    run: () => jobs.run(),
    stop: () => {
      clearInterval(timer)
      return jobs.stop()
    },
  }
}

/** The same without a timer. Never rejects: what went wrong is logged, without any content. */
export function createJobs(services: Services, log: Log): Jobs {
  let running: Promise<void> | undefined
  let isStopping = false
  /** Something was closed or deleted, and the file could not be rewritten since, because a backup was reading it. */
  let isRewritingOwed = false

  const trouble: Trouble = (subject, error) =>
    log('jobs.fault', { subject, problem: problemCodeOf(error), database: databaseCode(error) })

  async function step(name: string, work: () => Promise<unknown>): Promise<void> {
    if (isStopping) return
    try {
      await work()
    } catch (error) {
      if (problemCodeOf(error) === 'server.busy') isRewritingOwed = true
      trouble(name, error)
    }
  }

  async function runOnce(): Promise<void> {
    await step('rewrite', async () => {
      if (!isRewritingOwed) return
      await rewriteFile(services.database)
      isRewritingOwed = false
    })
    await step('close', () => closeDueRounds(services))
    await step('retention', () => carryOutRetention(services, trouble))
    await step('open', () => openDueRounds(services, trouble, () => isStopping))
  }

  const run = () => (running ??= runOnce().finally(() => (running = undefined)))
  return {
    run,
    stop: async () => {
      isStopping = true
      await running
    },
  }
}
