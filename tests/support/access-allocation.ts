// Who may do what with draws: rows for the table of tests/journeys/access.test.ts. Researchers draw; those who work at a
// school see its own arm. The study of the table has no frozen plan, so nothing can be drawn.
type Expected<Person extends string> = Record<Person, string>
type Rules<Person extends string> = {
  signedIn: (answer: string) => Expected<Person>
  atSchool: (seen: object, others: string) => Expected<Person>
}

const study = { studyId: 'study' }
const reason = 'En skole var skrevet opp to ganger.'

export function allocationRows<Person extends string>({ signedIn, atSchool }: Rules<Person>) {
  const row = (what: string, input: unknown, answer = 'ok') => [
    { what, input: () => input, expected: { ...signedIn('access.role'), dora: answer } as Expected<Person> },
  ]
  return {
    'allocation.get': row('of a study', study),
    'allocation.draw': row('without a plan', study, 'allocation.not-ready'),
    'allocation.redraw': row('before a draw', { ...study, draws: 0, reason }, 'allocation.not-found'),
    'allocation.assign': row(
      'without a plan',
      { ...study, draws: 0, reason, arms: [{ schoolId: 'fjord', arm: 'Økter' }] },
      'allocation.not-ready',
    ),
    'allocation.record': row('that is not there', { ...study, number: 1 }, 'allocation.not-found'),
    'allocation.mine': [{ what: 'of own schools', input: () => undefined, expected: atSchool({}, 'ok') }],
  }
}
