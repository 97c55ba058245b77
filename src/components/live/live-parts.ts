// The views of a lesson in a class session: the big screen and the teacher's panel. The live questions stand in the
// pupil's part, which neither shows. They are found all the same: in MDX what stands inside a tag is rendered before
// the tag itself, so a step knows its questions when it is drawn, although their place is left out.
import Nothing from '#components/lesson/Nothing.astro'
import Plain from '#components/lesson/Plain.astro'
import { projectorParts, teacherParts } from '#components/lesson/parts.ts'
import CollectGuess from './CollectGuess.astro'
import CollectPoll from './CollectPoll.astro'
import ControlStep from './ControlStep.astro'
import ControlVariant from './ControlVariant.astro'
import LiveSlide from './LiveSlide.astro'

const collecting = { NormGuess: CollectGuess, Poll: CollectPoll }

export const liveProjectorParts = { ...projectorParts, ...collecting, Step: LiveSlide }

/** Notes and nothing else: this is read standing, from a phone. */
export const controlParts = {
  ...teacherParts,
  ...collecting,
  Step: ControlStep,
  Variant: ControlVariant,
  Teacher: Plain,
  Projector: Nothing,
  Pupil: Nothing,
  Handout: Nothing,
}
