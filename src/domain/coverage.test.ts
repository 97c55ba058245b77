// Coverage as counts: per grade for a contact, per school by name for an owner, nothing where one teacher would be seen.
import { expect, test } from 'vitest'
import { coverageOfGrades, coverageOfSchools, type Covered } from './coverage.ts'

const school = (id: string, name: string) => ({ id, name, simulated: false })
const aClass = (schoolId: string, grade: number, ...had: string[]): Covered => ({ schoolId, grade, had })
const classes = [
  aClass('s', 10, 'u5'),
  aClass('s', 9, 'u1', 'u1'),
  aClass('s', 9),
  aClass('s', 9, 'u1', 'u2'),
]
const minimum = () => 2

test('a grade shows what is expected there, also what nobody had, and what came besides', () => {
  const [nine, ten] = coverageOfGrades(classes, minimum, (grade) => (grade === 9 ? ['u3', 'u1'] : []))
  expect(nine).toEqual({
    grade: 9,
    classes: 3,
    started: 2,
    reached: 2,
    minimum: 2,
    lessons: [
      { lessonId: 'u3', classes: 0 },
      { lessonId: 'u1', classes: 2 },
      { lessonId: 'u2', classes: 1 },
    ],
  })
  expect(ten).toMatchObject({ grade: 10, classes: 1, started: 1, reached: 0 })
})

test('schools stand by name, whatever they reached', () => {
  const schools = [school('a', 'Åsen'), school('s', 'Solbakken'), school('e', 'Elvebredden')]
  const rows = coverageOfSchools(schools, classes, minimum)
  expect(rows.map((row) => row.school)).toEqual(['Elvebredden', 'Solbakken', 'Åsen'])
  expect(rows[1]!.counts).toEqual({ started: 3, reached: 2, deliveries: 5 })
})

test('a school with few classes shows no counts, because they would be one teacher', () => {
  const two = classes.slice(0, 2)
  expect(coverageOfSchools([school('s', 'Solbakken')], two, minimum)).toEqual([
    { school: 'Solbakken', simulated: false, classes: 2, counts: undefined },
  ])
})

test('without a minimum a class has reached it when it had something', () => {
  expect(coverageOfSchools([school('s', 'S')], classes, () => 0)[0]!.counts!.reached).toBe(3)
})
