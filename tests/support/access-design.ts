// Who may do what with the design of a study: rows for the table of tests/journeys/access.test.ts. Designs are
// researchers', and nothing is frozen in a study without one.
import { aTrial } from './study-designs.ts'

type Expected<Person extends string> = Record<Person, string>
type Rules<Person extends string> = { signedIn: (answer: string) => Expected<Person> }

export function designRows<Person extends string>({ signedIn }: Rules<Person>) {
  const row = (what: string, input: unknown, answer = 'ok') => [
    { what, input: () => input, expected: { ...signedIn('access.role'), dora: answer } as Expected<Person> },
  ]
  const study = { id: 'study' }
  const design = aTrial()
  const reason = 'Skolene ba om en økt til, og vi sa ja.'
  return {
    'design.get': row('of a study', study),
    'design.save': row('of a study', { ...study, revision: 0, design }),
    'design.setMonitor': row('of a study', { ...study, userId: '' }),
    'design.freeze': row('of a study', { ...study, revision: 0 }, 'design.faulty'),
    'design.amend': row('of a study', { ...study, number: 1, reason, design }, 'design.not-frozen'),
    'design.setStrata': row('of a study', {
      ...study,
      strata: [{ schoolId: 'fjell', stratum: 'Fjell' }],
    }),
    'design.leave': row('a study', { ...study, schoolId: 'fjell', leftOn: '2026-11-20' }),
    'design.unblind': row('a study', study, 'design.too-early'),
  }
}
