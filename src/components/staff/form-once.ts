// A form that counts once. A double click posts it twice and the browser shows the second answer, so the same answer
// is given for some seconds; after that a repeat (a reload) is refused. Held in the memory of this process only.
import { Problem } from '#domain/problem.ts'

/** Long enough for a double click on a slow network. What is held are codes, so not a second more. */
const heldFor = 15_000
const remembered = 2_000
/** Without a value: acted on, and its answer forgotten. */
const answers = new Map<string, Promise<unknown> | undefined>()

export const newForm = (): string => crypto.randomUUID()

/**
 * Acts on a form unless it has been acted on; a repeat that comes soon gets the answer of the first.
 * @param form names the form and whose it is: nobody else may get the answer.
 * @throws Problem `sheet.printed` for a repeat that comes later.
 */
export async function once<T>(form: string, act: () => Promise<T>): Promise<T> {
  if (answers.has(form)) {
    const held = answers.get(form) as Promise<T> | undefined
    if (!held) throw new Problem('sheet.printed')
    return held
  }
  const answer = act()
  answers.set(form, answer)
  if (answers.size > remembered) answers.delete(answers.keys().next().value!)
  try {
    await answer
  } catch (error) {
    // Nothing was done, so the form may be sent again.
    answers.delete(form)
    throw error
  }
  setTimeout(() => {
    if (answers.has(form)) answers.set(form, undefined)
  }, heldFor).unref()
  return answer
}
