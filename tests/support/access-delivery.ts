// Who may do what with plans, deliveries and coverage: rows for the table of tests/journeys/access.test.ts. What a class
// was taught is its teacher's to see; everybody else gets counts, or nothing.
import { randomUUID } from 'node:crypto'

type Expected<Person extends string> = Record<Person, string>
type Rules<Person extends string> = {
  signedIn: (answer: string) => Expected<Person>
  atSchool: (seen: Partial<Expected<Person>>, others: string) => Expected<Person>
}

const lessonId = 'alle-gjor-det'
const report = {
  deliveredOn: '2026-11-20',
  stepsDone: ['guess'],
  variants: {},
  minutes: 60,
  way: 'none',
  pupils: null,
  engagement: null,
  remarks: '',
}

export function deliveryRows<Person extends string>({ signedIn, atSchool }: Rules<Person>) {
  const row = (what: string, input: unknown, expected: Expected<Person>) => [
    { what, input: () => input, expected },
  ]
  // Not even a contact, who sees the class everywhere else.
  const teacher = atSchool({ alice: 'ok' } as Partial<Expected<Person>>, 'class.not-found')
  const contacts = atSchool({ carol: 'ok', greta: 'ok' } as Partial<Expected<Person>>, 'access.role')
  const unknown = atSchool({}, 'delivery.not-found')
  const id = randomUUID()
  const planned = { lessonId, week: '2026-11-23', booster: false }
  return {
    'delivery.classes': row('own classes', undefined, atSchool({}, 'ok')),
    'delivery.ofClass': row('what 9A had', { classId: '9a' }, teacher),
    'delivery.find': row('one that is not there', { id }, unknown),
    'delivery.record': row('a lesson in 9A', { id, classId: '9a', lessonId, ...report }, teacher),
    'delivery.change': row('one that is not there', { id, ...report }, unknown),
    'delivery.remove': row('one that is not there', { id }, unknown),
    'plan.ofClass': row('the plan of 9A', { classId: '9a' }, teacher),
    'plan.add': row('a lesson to 9A', { classId: '9a', lessons: [planned] }, teacher),
    'plan.move': row('one that is not there', { id, week: planned.week }, unknown),
    'plan.remove': row('one that is not there', { id }, unknown),
    'plan.adopt': row('a programme for 9A', { classId: '9a', programmeId: 'ungdomstrinn' }, teacher),
    'coverage.perGrade': row('counts of the own school', undefined, contacts),
    'coverage.perSchool': row('counts of own schools', undefined, {
      ...signedIn('access.role'),
      gro: 'ok',
    }),
  }
}
