// The views of a lesson. The same text is drawn five times with other parts in place of its tags:
// this file is the whole difference between the teacher's page, the big screen, the pupil's page and the two papers.
import Board from './Board.astro'
import GuessPaper from './GuessPaper.astro'
import Handout from './Handout.astro'
import HandoutPreview from './HandoutPreview.astro'
import HelpCard from './HelpCard.astro'
import HelpPaper from './HelpPaper.astro'
import Keys from './Keys.astro'
import LawCard from './LawCard.astro'
import NormGuess from './NormGuess.astro'
import NormReveal from './NormReveal.astro'
import Nothing from './Nothing.astro'
import OrderKey from './OrderKey.astro'
import OrderPaper from './OrderPaper.astro'
import OrderSteps from './OrderSteps.astro'
import Plain from './Plain.astro'
import PlanStep from './PlanStep.astro'
import ProjectorPreview from './ProjectorPreview.astro'
import PupilPreview from './PupilPreview.astro'
import PupilSheet from './PupilSheet.astro'
import Quiz from './Quiz.astro'
import QuizKey from './QuizKey.astro'
import QuizPaper from './QuizPaper.astro'
import Reflection from './Reflection.astro'
import ReflectionPaper from './ReflectionPaper.astro'
import Say from './Say.astro'
import Scenario from './Scenario.astro'
import ScenarioPaper from './ScenarioPaper.astro'
import SheetStep from './SheetStep.astro'
import SlideStep from './SlideStep.astro'
import TeacherStep from './TeacherStep.astro'
import Tip from './Tip.astro'
import Variant from './Variant.astro'

/** In every view. A step's own title is a third-level heading, so the author's headings go below it. */
const everywhere = { h1: 'h4', h2: 'h4', h3: 'h4', NormReveal, LawCard, HelpCard, Say, Tip, Variant }

const onScreen = { NormGuess, Quiz, OrderSteps, Scenario, Reflection }
const withKey = {
  NormGuess: GuessPaper,
  Quiz: QuizKey,
  OrderSteps: OrderKey,
  Scenario: ScenarioPaper,
  Reflection: ReflectionPaper,
}

export const teacherParts = {
  ...everywhere,
  ...withKey,
  Step: TeacherStep,
  Teacher: Plain,
  Projector: ProjectorPreview,
  Pupil: PupilPreview,
  Handout: HandoutPreview,
}

export const projectorParts = {
  ...everywhere,
  ...onScreen,
  h1: 'h3',
  h2: 'h3',
  Step: SlideStep,
  Teacher: Nothing,
  Projector: Plain,
  Pupil: Nothing,
  Handout: Nothing,
}

export const pupilParts = { ...projectorParts, Projector: Nothing, Pupil: Plain }

/** The teacher's printed plan: notes, what to write on the board, and the keys. */
export const planParts = {
  ...everywhere,
  ...withKey,
  Step: PlanStep,
  Teacher: Plain,
  Projector: Board,
  Pupil: Keys,
  Handout: Nothing,
}

/** What is printed for pupils: their text with tasks that need no device, and the handouts. */
export const sheetParts = {
  ...everywhere,
  NormGuess: GuessPaper,
  Quiz: QuizPaper,
  OrderSteps: OrderPaper,
  Scenario: ScenarioPaper,
  Reflection: ReflectionPaper,
  Step: SheetStep,
  Teacher: Nothing,
  Projector: Nothing,
  Pupil: PupilSheet,
  HelpCard: HelpPaper,
  Handout,
}
