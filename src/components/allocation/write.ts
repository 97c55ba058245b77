// What the forms of the draw's page do. Each says what it is in its field `hva`; a step without return wants its tick.
import type { Api } from '#api/router.ts'
import { attempt, fieldOf, type Outcome } from '#components/staff/load.ts'
import type { Draws } from './allocation-words.ts'

/** `said` names what was done, for the redirect; `unsure`: the tick was missing, and nothing was done. */
export type Written = { said: string } | { unsure: true }

export async function writeDraw(api: Api, draws: Draws, form: FormData): Promise<Outcome<Written>> {
  const studyId = draws.study.id
  const what = fieldOf(form, 'hva')
  const reason = fieldOf(form, 'grunn')
  const count = Number(fieldOf(form, 'antall'))
  if (what === 'strata') {
    const strata = draws.schools.map(({ id }) => ({
      schoolId: id,
      stratum: fieldOf(form, `stratum-${id}`),
    }))
    return attempt(async () => {
      await api.design.setStrata({ id: studyId, strata })
      return { said: 'strata' }
    })
  }
  if (what === 'fordel') {
    const arms = draws.schools.flatMap(({ id }) => {
      const arm = fieldOf(form, `gruppe-${id}`)
      return arm === '' ? [] : [{ schoolId: id, arm }]
    })
    return attempt(async () => {
      await api.allocation.assign({ studyId, draws: count, reason, arms })
      return { said: 'fordelt' }
    })
  }
  if (fieldOf(form, 'sikker') !== 'ja') return { value: { unsure: true } }
  return attempt(async () => {
    if (what === 'igjen') await api.allocation.redraw({ studyId, draws: count, reason })
    else await api.allocation.draw({ studyId })
    return { said: 'trukket' }
  })
}
