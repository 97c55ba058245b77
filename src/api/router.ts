// The list of routers. Islands see its type only.
import { accountRouter } from './account.ts'
import { allocationRouter } from './allocation.ts'
import { classSessionRouter } from './class-session.ts'
import { codeSheetRouter } from './code-sheet.ts'
import { coverageRouter } from './coverage.ts'
import { deliveryRouter } from './delivery.ts'
import { designRouter } from './design.ts'
import { harmRouter } from './harm.ts'
import { instrumentRouter } from './instrument.ts'
import { linkageRouter } from './linkage.ts'
import { ownInstrumentRouter } from './own-instrument.ts'
import { participationRouter } from './participation.ts'
import { planRouter } from './plan.ts'
import { reportRouter } from './report.ts'
import { responseRouter } from './response.ts'
import { roundRouter } from './round.ts'
import { runningRouter } from './running.ts'
import { schoolClassRouter } from './school-class.ts'
import { schoolRouter } from './school.ts'
import { studyRouter } from './study.ts'
import { turnoutRouter } from './turnout.ts'
import { waveRouter } from './wave.ts'
import { courseRouter } from './course.ts'
import { createCallerFactory, router } from './trpc.ts'

export const appRouter = router({
  participation: participationRouter,
  response: responseRouter,
  instrument: instrumentRouter,
  ownInstrument: ownInstrumentRouter,
  codeSheet: codeSheetRouter,
  course: courseRouter,
  round: roundRouter,
  study: studyRouter,
  wave: waveRouter,
  linkage: linkageRouter,
  report: reportRouter,
  allocation: allocationRouter,
  design: designRouter,
  running: runningRouter,
  turnout: turnoutRouter,
  school: schoolRouter,
  schoolClass: schoolClassRouter,
  account: accountRouter,
  classSession: classSessionRouter,
  delivery: deliveryRouter,
  plan: planRouter,
  coverage: coverageRouter,
  harm: harmRouter,
})

export type AppRouter = typeof appRouter
export const createCaller = createCallerFactory(appRouter)
export type Api = ReturnType<typeof createCaller>
