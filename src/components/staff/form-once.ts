// A form that counts once: a reload that posts the same form again must not make the printed slips invalid.
// Held in the memory of this process; after a restart the tick box «replace» is the only guard.
const remembered = 2_000
const spent = new Set<string>()

export const newForm = (): string => crypto.randomUUID()

/** Has this form been acted on before? */
export const isSpent = (form: string): boolean => spent.has(form)

export function spend(form: string): void {
  spent.add(form)
  if (spent.size > remembered) spent.delete(spent.values().next().value!)
}
