// Who may do what when a wave runs at a school: rows for the table of tests/journeys/access.test.ts.
type Expected<Person extends string> = Record<Person, string>
type Rules<Person extends string> = {
  signedIn: (answer: string) => Expected<Person>
  atSchool: (seen: Partial<Expected<Person>>, others: string) => Expected<Person>
}

export function runningRows<Person extends string>({ signedIn, atSchool }: Rules<Person>) {
  const row = (what: string, input: unknown, expected: Expected<Person>) => [
    { what, input: () => input, expected },
  ]
  const ofClass = { waveId: 'wave', classId: '9a' }
  const counts = { optedOut: 2, absent: 1, declined: 1, unable: 0 }
  const seesClass = atSchool({ alice: 'ok', carol: 'ok' } as Partial<Expected<Person>>, 'class.not-found')
  return {
    'running.waves': row('of own schools', undefined, atSchool({}, 'ok')),
    // The wave is open for both schools; who belongs to none of them has nobody to write to.
    'running.letters': row(
      'of a wave',
      { waveId: 'wave', language: 'ar' },
      {
        ...signedIn('ok'),
        formerly: 'wave.not-found',
        frida: 'access.role',
        gro: 'access.role',
      },
    ),
    'turnout.get': row('of 9A', ofClass, seesClass),
    'turnout.save': row('of 9A', { ...ofClass, ...counts }, seesClass),
  }
}
