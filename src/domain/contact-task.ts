// What a school contact has to do for a wave, with dates. Pure: from the wave's days, what its classes have got and what
// was noted for them. The surprise: nobody ticks a task off; what the system can see is done by itself, the rest is a date.
import { returnBy, sendBy } from './letter.ts'
import { isOpenOn } from './study.ts'
import { addDays } from './year-plan.ts'

export type TaskKind = 'letters' | 'opt-outs' | 'slips' | 'begin' | 'last-day' | 'turnout' | 'closes'

/** `done`: nothing left. `late`: its day has passed. `now`: today, or the wave is open. `coming`: later. */
export type TaskState = 'done' | 'late' | 'now' | 'coming'

/** `classes`: labels of those that it is still about; absent where the task is not about classes. */
export type Task = { kind: TaskKind; day: string; state: TaskState; classes?: string[] }

export type TaskWave = {
  opensOn: string
  closesOn: string
  respondent: 'pupil' | 'parent' | 'teacher'
  classes: { label: string; issued: number; used: number; turnout: object | undefined }[]
}

/** The tasks of a wave in the order of their days; pupils' waves alone have opt-outs and turnout. */
export function tasksOf(wave: TaskWave, today: string): Task[] {
  const { opensOn, closesOn, respondent, classes } = wave
  const isOpen = isOpenOn(wave, today)
  const labels = (left: (schoolClass: TaskWave['classes'][number]) => boolean) =>
    classes.filter(left).map(({ label }) => label)
  /** A day that nothing can be seen of: afterwards it is behind us, and nobody is told off. */
  const dated = (kind: TaskKind, day: string): Task => ({
    kind,
    day,
    state: day < today ? 'done' : day === today ? 'now' : 'coming',
  })
  const ofClasses = (kind: TaskKind, day: string, left: string[]): Task => ({
    kind,
    day,
    state: left.length === 0 ? 'done' : day < today ? 'late' : isOpen ? 'now' : 'coming',
    classes: left,
  })
  const isOver = closesOn < today
  const pupils = respondent === 'pupil'
  return [
    ...(respondent === 'teacher' ? [] : [dated('letters', sendBy(opensOn))]),
    ...(pupils ? [dated('opt-outs', returnBy(opensOn))] : []),
    // Slips exist from the opening day on, and nobody can print any for a wave that is over.
    ...(isOver
      ? []
      : [
          ofClasses(
            'slips',
            closesOn,
            labels(({ issued }) => issued === 0),
          ),
          ofClasses(
            'begin',
            closesOn,
            labels(({ used }) => used === 0),
          ),
        ]),
    dated('last-day', closesOn),
    ...(pupils
      ? [
          ofClasses(
            'turnout',
            closesOn,
            labels(({ turnout }) => turnout === undefined),
          ),
        ]
      : []),
    dated('closes', addDays(closesOn, 1)),
  ]
}
