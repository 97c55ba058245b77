// Who may join the waves of a study: rows for the table of tests/journeys/access.test.ts. Researchers only.
type Expected<Person extends string> = Record<Person, string>
type Rules<Person extends string> = { signedIn: (answer: string) => Expected<Person> }

export function linkageRows<Person extends string>({ signedIn }: Rules<Person>) {
  const row = (what: string, answer: string) => [
    {
      what,
      input: () => ({ id: 'study' }),
      expected: { ...signedIn('access.role'), dora: answer } as Expected<Person>,
    },
  ]
  return {
    'linkage.get': row('how a study is linked', 'ok'),
    'linkage.make': row('an anonymous study', 'study.no-key'),
  }
}
