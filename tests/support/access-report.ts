// Who may read a study's report: rows for the table of tests/journeys/access.test.ts. Researchers only.
type Rules<Person extends string> = { signedIn: (answer: string) => Record<Person, string> }

export function reportRows<Person extends string>({ signedIn }: Rules<Person>) {
  const row = (what: string, input: unknown, answer = 'ok') => [
    {
      what,
      input: () => input,
      expected: { ...signedIn('access.role'), dora: answer } as Record<Person, string>,
    },
  ]
  return {
    'report.get': row('of a study', { studyId: 'study', locale: 'nb' }),
    'report.files': row('of a study without a plan', { studyId: 'study' }, 'report.none'),
  }
}
