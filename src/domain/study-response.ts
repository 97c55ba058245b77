// A response as an evaluation reads it. Stays inside the server: only figures of groups leave.
import type { Answers } from './answers.ts'

export type StudyResponse = {
  wave: number
  roundId: string
  schoolId: string
  cohort: number
  instrumentHash: string
  /** Hexadecimal, the same for one pupil in all waves; absent where nothing was linked. */
  panelId?: string
  answers: Answers
}
