// Who may do what with class sessions: rows for the table of tests/journeys/access.test.ts. Sessions that exist, and
// that nobody but their teacher may touch, are in tests/journeys/class-session.test.ts.
import { honestCalls } from './classroom.ts'

type Expected<Person extends string> = Record<Person, string>
type Rules<Person extends string> = {
  everybody: (answer: string) => Expected<Person>
  atSchool: (seen: Partial<Expected<Person>>, others: string) => Expected<Person>
}

export function classSessionRows<Person extends string>({ everybody, atSchool }: Rules<Person>) {
  const row = (what: string, input: unknown, expected: Expected<Person>) => [
    { what, input: () => input, expected },
  ]
  const unknown = (name: keyof typeof honestCalls, expected: Expected<Person>) => ({
    [name]: row('an unknown session', honestCalls[name], expected),
  })
  const staffOnly = atSchool({}, 'class-session.not-found')
  // A seat is its own permission, as a code is.
  const anyone = everybody('class-session.not-found')
  return {
    'classSession.start': row(
      'a session with 9A',
      { ...honestCalls['classSession.start'], classId: '9a' },
      atSchool({ alice: 'ok' } as Partial<Expected<Person>>, 'class.not-found'),
    ),
    'classSession.current': row('own sessions', undefined, atSchool({}, 'ok')),
    ...unknown('classSession.control', staffOnly),
    ...unknown('classSession.watch', staffOnly),
    ...unknown('classSession.join', anyone),
    ...unknown('classSession.answer', anyone),
    ...unknown('classSession.mine', anyone),
    ...unknown('classSession.follow', anyone),
  }
}
