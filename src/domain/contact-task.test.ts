import { describe, expect, test } from 'vitest'
import { tasksOf, type TaskWave } from './contact-task.ts'

const counted = { optedOut: 1, absent: 2, declined: 0, unable: 0 }
const wave: TaskWave = {
  opensOn: '2027-03-03',
  closesOn: '2027-03-14',
  respondent: 'pupil',
  classes: [
    { label: '9A', issued: 33, used: 20, turnout: counted },
    { label: '9B', issued: 30, used: 0, turnout: undefined },
    { label: '9C', issued: 0, used: 0, turnout: undefined },
  ],
}
const on = (today: string, more: Partial<TaskWave> = {}) =>
  Object.fromEntries(tasksOf({ ...wave, ...more }, today).map((task) => [task.kind, task]))

describe('the contact’s tasks', () => {
  test('come in the order of their days', () => {
    const days = tasksOf(wave, '2027-02-01').map(({ day }) => day)
    expect(days).toEqual([...days].sort())
    expect(days[0]).toBe('2027-02-17')
    expect(days.at(-1)).toBe('2027-03-15')
  })

  test('lie ahead before the wave, are to be done while it is open, and late when it is over', () => {
    expect(on('2027-02-01')['slips']!.state).toBe('coming')
    expect(on('2027-03-05')['slips']!.state).toBe('now')
    expect(on('2027-03-05')['letters']!.state).toBe('done')
    expect(on('2027-03-20')['turnout']!.state).toBe('late')
  })

  test('name the classes that are left', () => {
    const tasks = on('2027-03-05')
    expect(tasks['slips']!.classes).toEqual(['9C'])
    expect(tasks['begin']!.classes).toEqual(['9B', '9C'])
    expect(tasks['turnout']!.classes).toEqual(['9B', '9C'])
  })

  test('are done when no class is left', () => {
    const classes = [{ label: '9A', issued: 33, used: 20, turnout: counted }]
    const states = Object.values(on('2027-03-05', { classes })).map(({ kind, state }) => `${kind} ${state}`)
    expect(states).toContain('slips done')
    expect(states).toContain('begin done')
    expect(states).toContain('turnout done')
  })

  test('are fewer for parents and staff: nobody opts them out, and nobody counts them', () => {
    expect(Object.keys(on('2027-03-05', { respondent: 'parent' }))).not.toContain('turnout')
    expect(Object.keys(on('2027-03-05', { respondent: 'parent' }))).toContain('letters')
    expect(Object.keys(on('2027-03-05', { respondent: 'teacher' }))).not.toContain('letters')
  })

  test('no longer ask for slips when the wave is over', () => {
    expect(Object.keys(on('2027-03-20'))).not.toContain('slips')
  })
})
