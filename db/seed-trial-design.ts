// The plan of the made-up trial of the demo and of `forspring simulate`: two lessons against a waiting list.
import type { TrialSize } from '#domain/simulated-trial.ts'
import { StudyDesign } from '#schemas/study-design.ts'

/** Folder names; the programme's schools get both. */
export const trialLessons = ['alle-gjor-det', 'nei-er-et-helt-svar']

/** The arms of the made-up trials, of which the first two, three or all are used; in this order they are of the letters. */
const arms = [
  { name: 'To økter', kind: 'programme', lessons: trialLessons, share: 1 },
  { name: 'Venteliste', kind: 'waiting-list', lessons: [], share: 1 },
  { name: 'Én økt', kind: 'programme', lessons: trialLessons.slice(0, 1), share: 1 },
  { name: 'Vanlig undervisning', kind: 'usual', lessons: [], share: 1 },
] as const

export type TrialArms = {
  /** 2 to 4 */
  arms: number
  /** Schools chose: nothing was drawn. */
  isOwn: boolean
}

/** With three waves or more, schools that chose had two waves before, so that one can see whether they were alike. */
export const baselineOf = ({ isOwn }: Pick<TrialArms, 'isOwn'>, waves: number): number =>
  isOwn && waves > 2 ? 2 : 1

/** The plan of the made-up trial; `last` is its last wave. */
export const trialDesign = (plan: TrialSize & TrialArms, last: number, hasMonitor: boolean): StudyDesign => {
  const { pupils, effect } = plan
  const outcome = (
    role: 'primary' | 'secondary' | 'exploratory' | 'harm',
    variable: string,
    nb: string,
    en: string,
    better: 'higher' | 'lower',
    from: number | null = null,
  ) => ({
    role,
    variable,
    label: { nb, en },
    measure: from === null ? ('mean' as const) : ('share' as const),
    from,
    better,
    wave: last,
    baselineWave: baselineOf(plan, last),
  })
  return StudyDesign.parse({
    template: 'trial',
    question: 'Gir to økter om rus andre svar om planer og bruk enn vanlig undervisning? (Simulert.)',
    arms: arms.slice(0, plan.arms),
    allocation: plan.isOwn ? { method: 'own' } : { method: 'blocks', blockSizes: [2 * plan.arms] },
    outcomes: [
      outcome(
        'primary',
        's_intend',
        'Planer om å bruke rusmidler det neste året',
        'Intentions to use in the next year',
        'lower',
      ),
      outcome(
        'secondary',
        'drunk_12m',
        'Har vært full det siste året',
        'Has been drunk in the last year',
        'lower',
        1,
      ),
      outcome('secondary', 's_refuse', 'Trygg på å si nei', 'Sure of being able to say no', 'higher'),
      outcome(
        'exploratory',
        's_help_easy',
        'Synes det er lett å be om hjelp',
        'Finds it easy to ask for help',
        'higher',
      ),
      outcome('harm', 'drunk_life', 'Har vært full noen gang', 'Has ever been drunk', 'lower', 1),
    ],
    covariates: ['gender'],
    subgroups: ['gender'],
    alpha: 0.05,
    missing: 'weights',
    planning: {
      icc: 0.03,
      pupils,
      attrition: 0.2,
      baselineCorrelation: 0.5,
      power: 0.8,
      effect: { kind: 'continuous', difference: Math.max(0.1, effect) },
    },
    harm: { looks: hasMonitor ? [last] : [], alpha: 0.05 },
    notes: '',
  })
}
