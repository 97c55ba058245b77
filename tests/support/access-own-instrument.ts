// Who may compose questionnaires: rows for the table of tests/journeys/access.test.ts. Researchers only; a shipped one is
// looked at and copied, never changed.

type Expected<Person extends string> = Record<Person, string>
type Rules<Person extends string> = { signedIn: (answer: string) => Expected<Person> }

export function ownInstrumentRows<Person extends string>({ signedIn }: Rules<Person>) {
  const forDora = (answer: string) => ({ ...signedIn('access.role'), dora: answer })
  const row = (what: string, input: unknown, answer: string) => [
    { what, input: () => input, expected: forDora(answer) },
  ]
  const shipped = { id: 'ungdom-8-10' }
  const unknown = { id: 'egen-none' }
  const action = { kind: 'add-page', title: { nb: 'Side', nn: 'Side', en: 'Page' } }
  return {
    'ownInstrument.list': row('all', undefined, 'ok'),
    'ownInstrument.get': row('a shipped one', shipped, 'ok'),
    'ownInstrument.bank': row('for a shipped one', shipped, 'ok'),
    'ownInstrument.create': row('an empty one', { title: 'Fritid', respondent: 'pupil' }, 'ok'),
    'ownInstrument.copy': row('a shipped one', shipped, 'ok'),
    'ownInstrument.change': [
      ...row('a shipped one', { ...shipped, revision: 0, action }, 'instrument.not-found'),
      ...row('one that is not there', { ...unknown, revision: 0, action }, 'instrument.not-found'),
    ],
    'ownInstrument.comparable': row('a shipped one', shipped, 'ok'),
    'ownInstrument.compare': row('two shipped ones', { ...shipped, against: 'vgs' }, 'ok'),
    'ownInstrument.importFile': row(
      'what is no questionnaire',
      { file: 'AAAA', seen: false },
      'instrument.unreadable',
    ),
    'ownInstrument.exportFile': row('a shipped one', shipped, 'ok'),
    'ownInstrument.archive': row('a shipped one', shipped, 'instrument.not-found'),
    'ownInstrument.restore': row('one that is not there', unknown, 'instrument.not-found'),
    'ownInstrument.remove': row('a shipped one', shipped, 'instrument.not-found'),
  }
}
