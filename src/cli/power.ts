// `forspring power`: how many schools a trial needs, what it can find, and how sure it is to find it.
import {
  designEffect,
  type Effect,
  fewSchools,
  planningIcc,
  powerCurve,
  powerOf,
  schoolsPerArm,
  smallestEffect,
  type TrialPlan,
} from '#domain/power.ts'
import { print, readOptions, Usage } from './usage.ts'

const topics = Object.keys(planningIcc).join('|')

export const power = {
  usage:
    'power (--control 0.20 [--intervention 0.15] | [--difference 0.2] [--sd 1]) --pupils 50 ' +
    `(--icc 0.03 | --topic ${topics}) [--schools 40] [--power 0.8] [--alpha 0.05] [--size-variation 0.5] ` +
    '[--weighting pupils|mixed-model] [--baseline-correlation 0.5] [--attrition 0.15] [--test t|normal] [--json]',
  does:
    'plans a trial of schools in two equal arms. Shares or means; with --schools it gives the power, or without an ' +
    'effect the smallest one that is found; without --schools it gives their number',
  async run(args: string[]) {
    const text = { type: 'string' } as const
    const { values, positionals } = readOptions(args, {
      control: text,
      intervention: text,
      difference: text,
      sd: text,
      pupils: text,
      icc: text,
      topic: text,
      schools: text,
      power: { type: 'string', default: '0.8' },
      alpha: { type: 'string', default: '0.05' },
      'size-variation': text,
      weighting: { type: 'string', default: 'pupils' },
      'baseline-correlation': text,
      attrition: text,
      test: { type: 'string', default: 't' },
      json: { type: 'boolean', default: false },
    })
    if (positionals.length > 0) throw new Usage(`Too much: ${positionals.join(' ')}`)
    const number = (option: string): number | undefined => {
      const value = values[option]
      if (value === undefined) return undefined
      if (value === '' || !Number.isFinite(Number(value)))
        throw new Usage(`--${option} is «${value}», which is no number.`)
      return Number(value)
    }
    const oneOf = <T extends string>(option: string, allowed: readonly T[]): T => {
      const found = allowed.find((each) => each === values[option])
      if (!found) throw new Usage(`--${option} is one of ${allowed.join(', ')}.`)
      return found
    }

    const { effect, isGiven } = effectFrom(number)
    const pupils = number('pupils')
    if (pupils === undefined) throw new Usage('How many --pupils answer in a school?')
    if ((values['icc'] === undefined) === (values['topic'] === undefined))
      throw new Usage('Give --icc or --topic.')
    const icc = number('icc') ?? planningIcc[oneOf('topic', Object.keys(planningIcc) as Topic[])]
    const plan: TrialPlan = {
      effect,
      pupils,
      icc,
      sizeVariation: number('size-variation') ?? 0,
      weighting: oneOf('weighting', ['pupils', 'mixed-model']),
      baselineCorrelation: number('baseline-correlation') ?? 0,
      attrition: number('attrition') ?? 0,
      alpha: number('alpha')!,
      test: oneOf('test', ['t', 'normal']),
    }
    const wanted = number('power')!
    const givenSchools = number('schools')
    if (givenSchools === undefined && !isGiven) throw new Usage('Give an effect, or the number of --schools.')

    const perArm = givenSchools === undefined ? schoolsPerArm(plan, wanted) : givenSchools / 2
    const schools = givenSchools ?? 2 * Math.ceil(perArm - 1e-9)
    const found = isGiven ? effect : smallestEffect(plan, schools, wanted)
    if (!found) throw new Error('Not even a share of zero would be found with so few schools.')
    const planned = { ...plan, effect: found }
    const warnings = schools < fewSchools ? [fewSchoolsWarning] : []
    const document = {
      schools,
      schoolsPerArm: perArm,
      power: powerOf(planned, schools),
      designEffect: designEffect({ ...plan, pupils: pupils * (1 - plan.attrition!) }),
      plan: planned,
      curve: powerCurve(
        planned,
        Array.from({ length: 20 }, (_, at) => 10 * (at + 1)),
      ),
      warnings,
    }
    print(values['json'] === true, document, [
      described(found),
      `${schools} schools in two arms (${perArm.toFixed(2)} in each): power ${document.power.toFixed(3)}`,
      `Design effect ${document.designEffect.toFixed(2)}`,
      ...document.curve.map(({ schools, power }) => `${String(schools).padStart(5)}  ${power.toFixed(3)}`),
      ...warnings,
    ])
  },
}

type Topic = keyof typeof planningIcc

const fewSchoolsWarning = `With fewer than ${fewSchools} schools only large effects can be found.`

/** The effect asked about, and whether it is known or to be found. */
function effectFrom(number: (option: string) => number | undefined): { effect: Effect; isGiven: boolean } {
  const [control, intervention] = [number('control'), number('intervention')]
  const [difference, sd] = [number('difference'), number('sd')]
  if (control !== undefined) {
    if (difference !== undefined || sd !== undefined)
      throw new Usage('Either shares (--control) or means (--difference, --sd).')
    // Any share below the control arm's: the search does not look at it.
    const share = intervention ?? control / 2
    return { effect: { kind: 'binary', control, intervention: share }, isGiven: intervention !== undefined }
  }
  if (intervention !== undefined) throw new Usage('--intervention goes with --control.')
  const effect = { kind: 'continuous', difference: difference ?? 0, sd: sd ?? 1 } as const
  return { effect, isGiven: difference !== undefined }
}

const described = (effect: Effect): string =>
  effect.kind === 'binary'
    ? `From ${effect.control} in the control arm to ${Number(effect.intervention.toFixed(4))}`
    : `A difference of ${Number(effect.difference.toFixed(4))} with standard deviation ${effect.sd}`
