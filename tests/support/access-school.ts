// Who may do what with schools, classes and accounts: rows for the table of tests/journeys/access.test.ts.
type Expected<Person extends string> = Record<Person, string>
type Rules<Person extends string> = {
  signedIn: (answer: string) => Expected<Person>
  atSchool: (seen: Partial<Expected<Person>>, others: string) => Expected<Person>
}

export function schoolRows<Person extends string>({ signedIn, atSchool }: Rules<Person>) {
  const row = (what: string, input: unknown, expected: Expected<Person>) => [
    { what, input: () => input, expected },
  ]
  const administratorsOnly: Expected<Person> = { ...signedIn('access.role'), frida: 'ok' }
  const of9a = atSchool({ alice: 'ok', carol: 'ok' } as Partial<Expected<Person>>, 'class.not-found')
  const atFjord = atSchool(
    { alice: 'ok', bob: 'ok', carol: 'ok' } as Partial<Expected<Person>>,
    'school.not-found',
  )
  const newClass = { schoolId: 'fjord', label: '8C', grade: 8, size: 20, teacherId: null }
  const bob = { id: 'bob' }
  const move = { id: '9a', from: 2026, to: 'up' }
  return {
    'schoolClass.list': row('own classes', undefined, atSchool({}, 'ok')),
    'schoolClass.create': row('a class at Fjord', newClass, atFjord),
    'schoolClass.edit': row('9A', { id: '9a', label: '9A', grade: 9, size: 20 }, of9a),
    'schoolClass.handOver': row('9A to Bob', { id: '9a', teacherId: 'bob' }, of9a),
    'schoolClass.archive': row('9A', { id: '9a' }, of9a),
    'schoolClass.restore': row('9A', { id: '9a' }, of9a),
    'schoolClass.newYear': row('own classes', undefined, atSchool({}, 'ok')),
    'schoolClass.turnYear': row('9A', { classes: [move] }, of9a),
    'school.search': row('all schools', { words: '' }, administratorsOnly),
    'school.all': row('all schools', undefined, administratorsOnly),
    'school.detail': row('Fjord', { id: 'fjord' }, administratorsOnly),
    'school.create': row('a school', { name: 'Ny', municipality: 'Ny' }, administratorsOnly),
    'school.edit': row('Fjord', { id: 'fjord', name: 'Ny', municipality: 'Ny' }, administratorsOnly),
    'account.search': row('all accounts', { words: '' }, administratorsOnly),
    'account.detail': row('Bob', bob, administratorsOnly),
    'account.create': row(
      'a teacher',
      { name: 'Nora', email: 'nora@example.test', role: 'teacher', schoolIds: ['fjord'] },
      administratorsOnly,
    ),
    'account.edit': row(
      'Bob becomes administrator',
      { ...bob, name: 'Bob', role: 'administrator', schoolIds: [] },
      administratorsOnly,
    ),
    'account.link': row('for Bob', bob, administratorsOnly),
    'account.endSessions': row('of Bob', bob, administratorsOnly),
    'account.close': row('Bob', bob, administratorsOnly),
    'account.reopen': row('Bob', bob, administratorsOnly),
    'account.remove': row('Bob', bob, administratorsOnly),
    'account.own': row('the own account', undefined, signedIn('ok')),
    'account.rename': row('the own account', { name: 'Ny' }, signedIn('ok')),
    'account.removePasskey': row('one of somebody else', { id: 'none' }, signedIn('account.not-found')),
  }
}
