// A lesson that new classes may not begin, because a study saw signs of harm. Classes that have begun may finish: to stop
// in the middle may do harm of its own.

export type LessonFreeze = {
  lessonId: string
  /** Null when the study is gone. */
  studyId: string | null
  frozenOn: string
  /** In the words of whoever froze it. */
  reason: string
  /** Title of the study, and whom to ask. */
  study: string
  contact: string
  /** A study of demo data: it holds back the classes of demo schools only. */
  simulated: boolean
}

/** What is known of the class that wants the lesson; `undefined` in place of it: nobody said which class it is. */
export type WaitingClass = {
  simulated: boolean
  delivered: readonly { lessonId: string; deliveredOn: string }[]
}

/**
 * The freeze for which a class has to wait with a lesson; undefined when it may have it. It may when it had one of the
 * lessons that were frozen together, on the day of the freeze at the latest.
 */
export function freezeFor(
  frozen: ReadonlyMap<string, LessonFreeze>,
  lessonId: string,
  schoolClass: WaitingClass | undefined,
): LessonFreeze | undefined {
  const freeze = frozen.get(lessonId)
  if (!freeze || (freeze.simulated && !schoolClass?.simulated)) return undefined
  const together = (other: LessonFreeze | undefined) =>
    other !== undefined && other.studyId === freeze.studyId && other.frozenOn === freeze.frozenOn
  const hasBegun = schoolClass?.delivered.some(
    (one) => one.deliveredOn <= freeze.frozenOn && together(frozen.get(one.lessonId)),
  )
  return hasBegun ? undefined : freeze
}
