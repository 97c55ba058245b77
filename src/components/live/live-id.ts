// The name that a live question has on the server: `step/question`, from the steps in the lesson's frontmatter.
import { questionId } from '#domain/class-session.ts'
import type { LessonContext } from '#components/lesson/lesson-context.ts'

/** `undefined` for a question that no class answers live. */
export function liveId({ lesson }: LessonContext, id: string): string | undefined {
  const step = lesson.steps.find(({ questions }) => questions.some((question) => question.id === id))
  return step && questionId(step.id, id)
}
