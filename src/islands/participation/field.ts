// What every kind of question is given.
import type { Progress } from '#domain/flow.ts'
import type { Item } from '#schemas/instrument.ts'

export type Kind<K extends Item['kind']> = Extract<Item, { kind: K }>

export type FieldProps<I extends Item = Item> = {
  item: I
  progress: Progress
  change: (progress: Progress) => void
}
