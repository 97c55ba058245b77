// A trial whose design has no fault: two waves of the questionnaires for grades 8–10, twenty-four schools. Tests spoil one
// thing at a time.
import type { DesignFacts } from '#domain/study-design.ts'
import { suggestedDesign } from '#domain/study-design-suggestion.ts'
import type { StudyDesign } from '#schemas/study-design.ts'
import { instruments } from './instruments.ts'

export const armNames = { programme: 'Økter nå', waiting: 'Økter senere' }

export const aLesson = 'alle-gjor-det'

export const designFacts = (more: Partial<DesignFacts> = {}): DesignFacts => ({
  mode: 'linked',
  waves: [
    {
      number: 1,
      opensOn: '2027-01-11',
      closesOn: '2027-01-29',
      grades: [8, 9],
      instrument: instruments.get('ungdom-8-10')!.instrument,
    },
    {
      number: 2,
      opensOn: '2027-05-10',
      closesOn: '2027-05-28',
      grades: [8, 9],
      instrument: instruments.get('ungdom-8-10-oppfolging')!.instrument,
    },
  ],
  lessons: new Set([aLesson]),
  schools: 24,
  monitorId: 'mona',
  editorId: 'dora',
  ...more,
})

export function aTrial(more: Partial<StudyDesign> = {}): StudyDesign {
  const design = suggestedDesign('trial', designFacts(), armNames)
  return {
    ...design,
    question: 'Drikker færre seg fulle?',
    arms: design.arms.map((arm) => (arm.kind === 'programme' ? { ...arm, lessons: [aLesson] } : arm)),
    ...more,
  }
}
