// A sensible start for a design, from what the study's waves ask. The order of the list is the suggestion: the first
// that is asked becomes the primary outcome. Everything can be changed before the plan is frozen.
import type { OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { planningIcc } from './power.ts'
import { type DesignFacts, type Measure, measuresOf } from './study-design.ts'

type Suggestion = Pick<OutcomeDesign, 'role' | 'variable' | 'label' | 'measure' | 'from' | 'better'>

/** Alcohol first; harm is what prevention must not do: make more want to, or believe that everybody does. */
const suggestions: Suggestion[] = [
  share('primary', 'drunk_12m', 'Har vært beruset siste 12 måneder', 'Has been drunk in the past 12 months'),
  share(
    'secondary',
    'alc_30d',
    'Har drukket alkohol siste 30 dager',
    'Has drunk alcohol in the past 30 days',
  ),
  share('secondary', 'vape_30d', 'Har vapet siste 30 dager', 'Has vaped in the past 30 days'),
  mean('secondary', 's_refuse', 'Tro på å kunne si nei', 'Belief in being able to say no', 'higher'),
  mean('secondary', 'child_refusal', 'Tro på å kunne si nei', 'Belief in being able to say no', 'higher'),
  mean('exploratory', 's_help_easy', 'Lett å be om hjelp', 'Easy to ask for help', 'higher'),
  mean('exploratory', 's_mood', 'Humør og trivsel', 'Mood and well-being', 'higher'),
  mean('exploratory', 'child_mood', 'Humør og trivsel', 'Mood and well-being', 'higher'),
  share('harm', 'alc_life', 'Har drukket alkohol noen gang', 'Has ever drunk alcohol'),
  mean('harm', 's_intend', 'Planer om å bruke', 'Intention to use', 'lower'),
  mean('harm', 's_norm_use', 'Hvor mange man tror bruker', 'How many are believed to use', 'lower'),
]

function share(role: OutcomeDesign['role'], variable: string, nb: string, en: string): Suggestion {
  return { role, variable, label: { nb, en }, measure: 'share', from: 1, better: 'lower' }
}

function mean(
  role: OutcomeDesign['role'],
  variable: string,
  nb: string,
  en: string,
  better: OutcomeDesign['better'],
): Suggestion {
  return { role, variable, label: { nb, en }, measure: 'mean', from: null, better }
}

const longestLabel = 120

/** An outcome that measures this, with the instrument's own words. */
export const outcomeOf = (
  { name, label }: Pick<Measure, 'name' | 'label'>,
  rest: Pick<OutcomeDesign, 'role' | 'wave' | 'baselineWave'>,
): OutcomeDesign => ({
  ...rest,
  variable: name,
  label: { nb: label.nb.slice(0, longestLabel), en: label.en.slice(0, longestLabel) },
  measure: 'mean',
  from: null,
  better: 'lower',
})

/** @param names what the arms are to be called, in the researcher's language */
export function suggestedDesign(
  template: StudyDesign['template'],
  { waves, mode }: Pick<DesignFacts, 'waves' | 'mode'>,
  names: { programme: string; waiting: string },
): StudyDesign {
  const asked = waves.filter(({ instrument }) => instrument?.respondent === 'pupil')
  const placed = (name: string) => {
    const numbers = asked
      .filter(({ instrument }) => measuresOf(instrument!).some((each) => each.name === name))
      .map(({ number }) => number)
    const last = template === 'mapping' ? numbers[0] : numbers.at(-1)
    if (last === undefined) return []
    return [{ wave: last, baselineWave: numbers[0]! < last ? numbers[0]! : null }]
  }
  const known = suggestions
    .filter(({ role }) => template === 'trial' || role !== 'harm')
    .flatMap((each) => placed(each.variable).map((place) => ({ ...each, ...place })))
  const outcomes = known.length > 0 ? known : ownScales(asked.at(-1)?.instrument, placed)
  const baseline = outcomes.find(({ baselineWave }) => baselineWave !== null)?.baselineWave
  const at = waves.find(({ number }) => number === baseline)?.instrument
  const inBaseline = (name: string) => at !== undefined && measuresOf(at).some((each) => each.name === name)
  const arm = { kind: 'programme', lessons: [], share: 1 } as const
  const arms: StudyDesign['arms'] =
    template === 'mapping'
      ? []
      : template === 'before-after'
        ? [{ ...arm, name: names.programme, lessons: [] }]
        : [
            { ...arm, name: names.programme, lessons: [] },
            { name: names.waiting, kind: 'waiting-list', lessons: [], share: 1 },
          ]
  const isShare = outcomes[0]?.measure === 'share'
  return {
    template,
    question: '',
    arms,
    allocation: template === 'trial' ? { method: 'blocks', blockSizes: [2, 4] } : { method: 'own' },
    outcomes: withPrimary(outcomes),
    covariates: template === 'mapping' ? [] : ['gender', 'grade'].filter(inBaseline),
    subgroups: [],
    alpha: 0.05,
    missing: mode === 'linked' && template !== 'mapping' ? 'weights' : 'complete-cases',
    planning: {
      icc: planningIcc.alcohol,
      pupils: 50,
      attrition: 0.15,
      baselineCorrelation: 0.5,
      power: 0.8,
      effect: isShare
        ? { kind: 'binary', control: 0.2, intervention: 0.15 }
        : { kind: 'continuous', difference: 0.2 },
    },
    harm: {
      looks: [...new Set(outcomes.flatMap(({ role, wave }) => (role === 'harm' ? wave : [])))],
      alpha: 0.05,
    },
    notes: '',
  }
}

/** Of an instrument that nobody has made suggestions for: its scales. */
function ownScales(
  instrument: Parameters<typeof measuresOf>[0] | undefined,
  placed: (name: string) => Pick<OutcomeDesign, 'wave' | 'baselineWave'>[],
): OutcomeDesign[] {
  if (!instrument) return []
  const measures = measuresOf(instrument)
  const scales = measures.filter(({ isScale }) => isScale)
  return (scales.length > 0 ? scales : measures.slice(0, 1))
    .slice(0, 5)
    .flatMap((measure) =>
      placed(measure.name).map((place) => outcomeOf(measure, { role: 'secondary', ...place })),
    )
}

/** The first becomes the primary one where no suggestion for it was asked. */
const withPrimary = (outcomes: OutcomeDesign[]): OutcomeDesign[] =>
  outcomes.some(({ role }) => role === 'primary')
    ? outcomes
    : outcomes.map((outcome, index) => (index === 0 ? { ...outcome, role: 'primary' } : outcome))
