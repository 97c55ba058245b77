// Who may do what with micro-courses: rows for the table of tests/journeys/access.test.ts. Everybody with an account
// takes courses, and each sees only own ones.
type Expected<Person extends string> = Record<Person, string>

export function courseRows<Person extends string>({
  signedIn,
}: {
  signedIn: (answer: string) => Expected<Person>
}) {
  const course = { course: 'nar-en-elev-forteller' }
  const row = (what: string, input: unknown, expected: Expected<Person>) => [
    { what, input: () => input, expected },
  ]
  return {
    'course.completed': row('own courses', undefined, signedIn('ok')),
    'course.complete': row('a course', course, signedIn('ok')),
    'course.certificate': row('of a course that was not taken', course, signedIn('course.not-found')),
  }
}
