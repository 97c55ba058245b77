// The views of a lesson. The same text is drawn five times with other parts in place of its tags:
// this file is the whole difference between the teacher's page, the big screen, the pupil's page and the two papers.
import Board from './Board.astro'
import CopingCards from './CopingCards.astro'
import CopingPaper from './CopingPaper.astro'
import CounterAdvert from './CounterAdvert.astro'
import CounterAdvertPaper from './CounterAdvertPaper.astro'
import Easy from './Easy.astro'
import EasyPreview from './EasyPreview.astro'
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
import Picture from './Picture.astro'
import PictureCards from './PictureCards.astro'
import PictureCardsPaper from './PictureCardsPaper.astro'
import PicturePaper from './PicturePaper.astro'
import Plain from './Plain.astro'
import PlanStep from './PlanStep.astro'
import Poll from './Poll.astro'
import PollPaper from './PollPaper.astro'
import ProjectorPreview from './ProjectorPreview.astro'
import PupilPreview from './PupilPreview.astro'
import PupilSheet from './PupilSheet.astro'
import Quiz from './Quiz.astro'
import QuizKey from './QuizKey.astro'
import QuizPaper from './QuizPaper.astro'
import Reflection from './Reflection.astro'
import ReflectionPaper from './ReflectionPaper.astro'
import Regular from './Regular.astro'
import RolePlay from './RolePlay.astro'
import RolePlayPaper from './RolePlayPaper.astro'
import Say from './Say.astro'
import Scenario from './Scenario.astro'
import ScenarioPaper from './ScenarioPaper.astro'
import SheetStep from './SheetStep.astro'
import SlideStep from './SlideStep.astro'
import Sort from './Sort.astro'
import SortKey from './SortKey.astro'
import SortPaper from './SortPaper.astro'
import TeacherStep from './TeacherStep.astro'
import TeamPoints from './TeamPoints.astro'
import TeamPointsPaper from './TeamPointsPaper.astro'
import Term from './Term.astro'
import TermPaper from './TermPaper.astro'
import Timer from './Timer.astro'
import TimerPaper from './TimerPaper.astro'
import Tip from './Tip.astro'
import Unwrapped from './Unwrapped.astro'
import Variant from './Variant.astro'
import './cards.css'
import './tools.css'

/** In every view. A step's own title is a third-level heading, so the author's headings go below it. */
const everywhere = { h1: 'h4', h2: 'h4', h3: 'h4', NormReveal, LawCard, HelpCard, Say, Tip, Variant }

const onScreen = {
  NormGuess,
  Poll,
  Quiz,
  OrderSteps,
  Sort,
  Scenario,
  RolePlay,
  Reflection,
  CounterAdvert,
  CopingCards,
  PictureCards,
  Picture,
  Timer,
  TeamPoints,
  Term,
  Easy,
  Regular,
}
const onPaper = {
  NormGuess: GuessPaper,
  Poll: PollPaper,
  Quiz: QuizPaper,
  OrderSteps: OrderPaper,
  Sort: SortPaper,
  Scenario: ScenarioPaper,
  RolePlay: RolePlayPaper,
  Reflection: ReflectionPaper,
  CounterAdvert: CounterAdvertPaper,
  CopingCards: CopingPaper,
  PictureCards: PictureCardsPaper,
  Picture: PicturePaper,
  Timer: TimerPaper,
  TeamPoints: TeamPointsPaper,
  Term: TermPaper,
  Easy,
  Regular,
}
const withKey = { ...onPaper, Quiz: QuizKey, OrderSteps: OrderKey, Sort: SortKey }

export const teacherParts = {
  ...everywhere,
  ...withKey,
  Term,
  Easy: EasyPreview,
  Regular: Unwrapped,
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
  Easy: Nothing,
  Regular: Unwrapped,
  Step: PlanStep,
  Teacher: Plain,
  Projector: Board,
  Pupil: Keys,
  Handout: Nothing,
}

/** What is printed for pupils: their text with tasks that need no device, and the handouts. */
export const sheetParts = {
  ...everywhere,
  ...onPaper,
  Step: SheetStep,
  Teacher: Nothing,
  Projector: Nothing,
  Pupil: PupilSheet,
  HelpCard: HelpPaper,
  Handout,
}
