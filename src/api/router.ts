// The list of routers. Islands see its type only.
import { codeSheetRouter } from './code-sheet.ts'
import { instrumentRouter } from './instrument.ts'
import { participationRouter } from './participation.ts'
import { responseRouter } from './response.ts'
import { roundRouter } from './round.ts'
import { studyRouter } from './study.ts'
import { createCallerFactory, router } from './trpc.ts'

export const appRouter = router({
  participation: participationRouter,
  response: responseRouter,
  instrument: instrumentRouter,
  codeSheet: codeSheetRouter,
  round: roundRouter,
  study: studyRouter,
})

export type AppRouter = typeof appRouter
export const createCaller = createCallerFactory(appRouter)
export type Api = ReturnType<typeof createCaller>
