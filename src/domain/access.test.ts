// Every role against every relation to a class and a round.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayCloseRound, maySeeClass, type Role, type StaffUser } from './access.ts'

const roles: Role[] = ['teacher', 'contact', 'owner', 'researcher', 'administrator']
const user = (role: Role, schoolIds: string[] = ['own']): StaffUser => ({
  id: 'me',
  name: 'x',
  email: 'x@example.test',
  role,
  schoolIds,
})
const mine = { schoolId: 'own', teacherId: 'me' }
const colleagues = { schoolId: 'own', teacherId: 'you' }
const nobodys = { schoolId: 'own', teacherId: null }
/** I stand as its teacher, but I am not at that school: a leftover, which must open nothing. */
const leftover = { schoolId: 'other', teacherId: 'me' }
const others = { schoolId: 'other', teacherId: 'you' }
const classes = { mine, colleagues, nobodys, leftover, others }

test.each([
  ['teacher', ['mine']],
  ['contact', ['mine', 'colleagues', 'nobodys']],
  ['owner', []],
  ['researcher', []],
  ['administrator', []],
] as const)('a %s sees the classes %j', (role, seen) => {
  const names = Object.keys(classes) as (keyof typeof classes)[]
  expect(names.filter((name) => maySeeClass(user(role), classes[name]))).toEqual(seen)
})

describe('a round', () => {
  const round = { schoolId: 'own' }

  test.each([
    ['teacher', [true, false, false, false]],
    ['contact', [true, true, false, false]],
    ['owner', [false, false, false, false]],
    ['researcher', [true, true, true, true]],
    ['administrator', [false, false, false, false]],
  ] as const)(
    'may be closed by a %s: own classes, shared, other school, other school’s own',
    (role, expected) => {
      const me = user(role)
      expect([
        mayCloseRound(me, round, [mine]),
        mayCloseRound(me, round, [mine, colleagues]),
        mayCloseRound(me, { schoolId: 'other' }, [others]),
        mayCloseRound(me, { schoolId: 'other' }, [leftover]),
      ]).toEqual(expected)
    },
  )

  test('a round that nobody has slips of yet is not a teacher’s to close', () => {
    expect(mayCloseRound(user('teacher'), round, [])).toBe(false)
    expect(mayCloseRound(user('contact'), round, [])).toBe(true)
  })

  test('one more class never gives a teacher more right, and no membership gives no right', () => {
    const schoolClass = fc.constantFrom(...Object.values(classes))
    fc.assert(
      fc.property(
        fc.constantFrom(...roles),
        fc.array(schoolClass, { minLength: 1, maxLength: 4 }),
        schoolClass,
        (role, some, more) => {
          if (mayCloseRound(user(role), round, [...some, more]))
            expect(mayCloseRound(user(role), round, some)).toBe(true)
          if (role !== 'researcher') expect(mayCloseRound(user(role, []), round, some)).toBe(false)
          expect(maySeeClass(user(role, []), more)).toBe(false)
        },
      ),
    )
  })
})
