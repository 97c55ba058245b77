// The flow diagram's boxes (CONSORT, cluster extension, BMJ 2012;345:e5661): what went on in each arm and what was lost on
// the way. The surprise: teachers count the absent and the server the answers, so a rest is told as a rest.
import type { FlowArm } from './report.ts'

export type Loss = { why: 'optedOut' | 'absent' | 'declined' | 'unable' | 'unaccounted'; pupils: number }

export type FlowStep = { wave: number; schools: number; pupils: number; losses: Loss[]; answered: number }

export type FlowColumn = {
  arm: string | null
  schools: number
  left: number
  steps: FlowStep[]
  joined: number | null
}

export type FlowChart = {
  /** All schools that were given an arm, or that took part where there are none. */
  schools: number
  left: number
  columns: FlowColumn[]
}

/** Losses of nobody are left out. */
export function flowChart(flow: readonly FlowArm[]): FlowChart {
  const columns = flow.map(({ arm, schools, left, waves, joined }): FlowColumn => ({
    ...{ arm, schools, left, joined },
    steps: waves.map(({ wave, schools: answering, pupils, answered, ...why }) => {
      const { optedOut, absent, declined, unable } = why
      const unaccounted = Math.max(0, pupils - optedOut - absent - declined - unable - answered)
      const losses = Object.entries({ optedOut, absent, declined, unable, unaccounted })
        .filter(([, count]) => count > 0)
        .map(([name, count]): Loss => ({ why: name as Loss['why'], pupils: count }))
      return { wave, schools: answering, pupils, losses, answered }
    }),
  }))
  return {
    schools: columns.reduce((sum, { schools }) => sum + schools, 0),
    left: columns.reduce((sum, { left }) => sum + left, 0),
    columns,
  }
}
