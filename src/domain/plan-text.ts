// The analysis plan as sentences by name, with their numbers: what a reader holds the researchers to. Always the same
// sentences for the same design. src/messages/plan-sentence.ts writes them in each language.
import type { SurveyText } from '#schemas/locale.ts'
import type { ArmDesign, OutcomeDesign, StudyDesign } from '#schemas/study-design.ts'
import { item, type Label, type PlanBlock, type PlanSection, type PlanSentence, text } from './plan-part.ts'
import { powerBlocks } from './plan-power.ts'
import { fewSchools } from './power.ts'
import { baselineWaveOf, type DesignFacts, measureIn, wordsOfBorder } from './study-design.ts'

/**
 * The plan of a design, section by section.
 * @param facts the study's waves as the plan has them, and its schools
 */
export function planText(
  design: StudyDesign,
  facts: Pick<DesignFacts, 'mode' | 'waves' | 'schools'>,
): PlanSection[] {
  const isTrial = design.template === 'trial'
  const sections: (PlanSection | false)[] = [
    { heading: 'question', blocks: questionBlocks(design, facts) },
    design.arms.length > 0 && { heading: 'arms', blocks: armBlocks(design) },
    isTrial && { heading: 'allocation', blocks: allocationBlocks(design) },
    { heading: 'waves', blocks: facts.waves.map((wave) => item(waveSentence(wave))) },
    {
      heading: 'outcomes',
      blocks: design.outcomes.map((each) => item(...outcomeSentences(each, facts, design.template))),
    },
    { heading: 'model', blocks: modelBlocks(design, facts) },
    { heading: 'missing', blocks: [text(...missingSentences(design))] },
    isTrial && { heading: 'many', blocks: [text(...manySentences(design))] },
    design.template !== 'mapping' && {
      heading: 'subgroups',
      blocks: [text(subgroupSentence(design, facts))],
    },
    isTrial && { heading: 'harm', blocks: [text(...harmSentences(design, facts))] },
    isTrial && { heading: 'power', blocks: powerBlocks(design, facts.schools) },
    { heading: 'fail', blocks: failBlocks(design) },
    design.notes !== '' && { heading: 'notes', blocks: [text({ code: 'own', text: design.notes })] },
  ]
  return sections.filter((section) => section !== false)
}

function questionBlocks(
  { template, question, arms }: StudyDesign,
  { mode }: Pick<DesignFacts, 'mode'>,
): PlanBlock[] {
  const kind: PlanSentence =
    template === 'trial' ? { code: 'template-trial', arms: arms.length } : { code: `template-${template}` }
  return [
    ...(question === '' ? [] : [text({ code: 'own', text: question })]),
    text(kind, { code: `mode-${mode}` }),
  ]
}

function armBlocks({ arms }: StudyDesign): PlanBlock[] {
  const shares = arms.reduce((sum, { share }) => sum + share, 0)
  const isUnequal = new Set(arms.map(({ share }) => share)).size > 1
  return arms.map(({ name, kind, lessons, share }: ArmDesign) =>
    item(
      kind === 'programme' ? { code: 'arm-programme', name, lessons } : { code: `arm-${kind}`, name },
      ...(isUnequal ? [{ code: 'arm-share', share, shares } as const] : []),
    ),
  )
}

function allocationBlocks({ allocation }: StudyDesign): PlanBlock[] {
  if (allocation.method === 'own') return [text({ code: 'allocation-own' })]
  return [
    text(
      allocation.method === 'blocks'
        ? { code: 'allocation-blocks', sizes: allocation.blockSizes }
        : { code: 'allocation-constrained', balance: allocation.balance, keep: allocation.keep },
      { code: 'allocation-concealed' },
      { code: 'allocation-stays' },
    ),
  ]
}

function waveSentence({
  number: wave,
  opensOn: from,
  closesOn: to,
  grades,
  instrument,
}: DesignFacts['waves'][number]): PlanSentence {
  return instrument
    ? { code: 'wave', wave, title: instrument.title, from, to, grades }
    : { code: 'wave-unknown', wave, from, to, grades }
}

function outcomeSentences(
  { role, variable: name, label, measure: way, from, better, wave, baselineWave }: OutcomeDesign,
  facts: Pick<DesignFacts, 'waves'>,
  template: StudyDesign['template'],
): PlanSentence[] {
  const measure = measureIn(facts, wave, name)
  const question: SurveyText | Label = measure?.label ?? label
  const answer = wordsOfBorder(measure, from)
  const asked = { name, question, wave }
  const before: PlanSentence =
    baselineWave === null ? { code: 'baseline-none' } : { code: 'baseline-wave', wave: baselineWave }
  return [
    { code: `outcome-${role}`, label },
    way === 'mean'
      ? { code: 'measure-mean', ...asked }
      : answer
        ? { code: 'measure-share-words', ...asked, answer }
        : { code: 'measure-share', ...asked, from: from ?? 0 },
    ...(template === 'mapping' ? [] : ([{ code: `better-${better}` }, before] as const)),
  ]
}

function modelBlocks(
  design: StudyDesign,
  facts: Pick<DesignFacts, 'mode' | 'schools' | 'waves'>,
): PlanBlock[] {
  const { template, allocation, outcomes } = design
  if (template === 'mapping') return [text({ code: 'model-mapping' }, { code: 'model-interval' })]
  if (template === 'before-after') return [text({ code: 'model-change' }, { code: 'model-interval' })]
  const { schools } = facts
  const few = fewSchools
  const isOwn = allocation.method === 'own'
  const model = schools < few ? 'model-means' : 'model-mixed'
  return [
    text(
      isOwn ? { code: 'model-own' } : { code: model, schools, few },
      ...(outcomes.some(({ measure }) => measure === 'share') ? [{ code: 'model-share' } as const] : []),
      { code: 'model-interval' },
    ),
    ...(isOwn ? [] : adjustBlocks(design, facts)),
  ]
}

function adjustBlocks(design: StudyDesign, facts: Pick<DesignFacts, 'mode' | 'waves'>): PlanBlock[] {
  if (baselineWaveOf(design) === undefined) return []
  const isLinked = facts.mode === 'linked'
  const names = labelsOf(design, facts, design.covariates)
  return [
    text(
      { code: isLinked ? 'adjust-pupils' : 'adjust-schools' },
      ...(names.length === 0
        ? []
        : [
            isLinked
              ? { code: 'adjust-covariates' as const, names }
              : { code: 'adjust-covariates-anonymous' as const },
          ]),
    ),
  ]
}

function labelsOf(design: StudyDesign, facts: Pick<DesignFacts, 'waves'>, names: string[]): Label[] {
  const wave = baselineWaveOf(design)
  return names.map((name) => (wave && measureIn(facts, wave, name)?.label) || { nb: name, en: name })
}

function missingSentences({ template, missing }: StudyDesign): PlanSentence[] {
  if (template === 'mapping') return [{ code: 'missing-answers' }]
  return [
    { code: missing === 'weights' ? 'missing-weights' : 'missing-complete' },
    { code: 'missing-answers' },
    { code: 'missing-report' },
  ]
}

function manySentences({ alpha, outcomes }: StudyDesign): PlanSentence[] {
  const has = (role: OutcomeDesign['role']) => outcomes.some((outcome) => outcome.role === role)
  return [
    { code: 'many-primary', alpha },
    ...(has('secondary') ? [{ code: 'many-secondary' } as const] : []),
    ...(has('exploratory') ? [{ code: 'many-exploratory' } as const] : []),
  ]
}

function subgroupSentence(design: StudyDesign, facts: Pick<DesignFacts, 'mode' | 'waves'>): PlanSentence {
  const names = labelsOf(design, facts, design.subgroups)
  if (names.length === 0) return { code: 'subgroups-none' }
  return { code: facts.mode === 'linked' ? 'subgroups-named' : 'subgroups-anonymous', names }
}

function harmSentences({ outcomes, harm }: StudyDesign, { mode }: Pick<DesignFacts, 'mode'>): PlanSentence[] {
  const harms = outcomes.filter(({ role }) => role === 'harm')
  if (harms.length === 0 || harm.looks.length === 0) return [{ code: 'harm-none' }]
  const hasOnset = harms.some(({ measure, baselineWave }) => measure === 'share' && baselineWave !== null)
  return [
    { code: 'harm-monitor' },
    { code: 'harm-looks', waves: [...new Set(harm.looks)].sort((a, b) => a - b), alpha: harm.alpha },
    ...(mode === 'linked' && hasOnset ? [{ code: 'harm-onset' } as const] : []),
    { code: 'harm-decision' },
  ]
}

const failBlocks = ({ template, allocation }: StudyDesign): PlanBlock[] => [
  ...(template === 'trial' && allocation.method !== 'own'
    ? [item({ code: 'fail-schools', few: fewSchools })]
    : []),
  ...(template === 'mapping' ? [] : [item({ code: 'fail-model' })]),
  item({ code: 'fail-deviations' }),
  item({ code: 'fail-small' }),
]
