// Who may do what with the watch for harm: rows for the table of tests/journeys/access.test.ts. The study of the table
// names no monitor, so nobody is the one who may look.
type Expected<Person extends string> = Record<Person, string>
type Rules<Person extends string> = {
  everybody: (answer: string) => Expected<Person>
  signedIn: (answer: string) => Expected<Person>
}

export function harmRows<Person extends string>({ everybody, signedIn }: Rules<Person>) {
  const row = (what: string, input: unknown, expected: Expected<Person>) => [
    { what, input: () => input, expected },
  ]
  const study = { studyId: 'study' }
  const look = { ...study, wave: 1 }
  const reason = 'Vi vil se nærmere på tallene før flere begynner.'
  const monitor = { ...signedIn('access.role'), dora: 'harm.not-monitor' }
  return {
    'harm.get': row('of a study', study, { ...signedIn('access.role'), dora: 'ok', frida: 'ok' }),
    'harm.frozen': row('lessons', undefined, everybody('ok')),
    'harm.look': row('after a wave', look, monitor),
    'harm.reveal': row('after a wave', look, monitor),
    'harm.decide': row('on a look', { ...look, decision: 'continue', reason }, monitor),
    'harm.lift': row(
      'of a study',
      { ...study, reason },
      { ...signedIn('harm.not-monitor'), frida: 'harm.nothing-frozen' },
    ),
  }
}
