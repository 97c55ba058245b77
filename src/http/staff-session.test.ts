// The limit on wrong passwords: narrow for one account, wide for the staff room behind one address.
import { expect, test } from 'vitest'
import { testServices } from '../../tests/support/services.ts'
import { createStaffSession } from './staff-session.ts'

const [password, wrong] = ['a long right password', 'a long wrong password']

async function twoTeachers() {
  const { database, keys } = await testServices()
  const staff = createStaffSession(database, keys, 'http://localhost')
  for (const email of ['a@example.test', 'b@example.test'])
    await staff.createAccount({ name: email, email, password, role: 'teacher' })
  const signIn = (email: string, secret: string, address = '192.0.2.1') =>
    staff.signIn(email, secret, address).then(
      () => 'in',
      (error: Error) => error.message,
    )
  return signIn
}

test(
  'ten wrong passwords shut one account for one address, and nobody else',
  { timeout: 180_000 },
  async () => {
    const signIn = await twoTeachers()
    for (let turn = 0; turn < 10; turn += 1)
      expect(await signIn('a@example.test', wrong)).toBe('account.wrong-password')
    expect(await signIn('a@example.test', password)).toBe('account.too-many-attempts')
    expect(await signIn(' A@EXAMPLE.TEST', password)).toBe('account.too-many-attempts')
    expect(await signIn('b@example.test', password)).toBe('in')
    expect(await signIn('a@example.test', password, '192.0.2.2')).toBe('in')
  },
)

test('attempts that come all at once are no more than ten', { timeout: 180_000 }, async () => {
  const signIn = await twoTeachers()
  const said = await Promise.all(Array.from({ length: 25 }, () => signIn('a@example.test', wrong)))
  expect(said.filter((each) => each === 'account.wrong-password')).toHaveLength(10)
})

test('an address with colons or an email with many makes no fault', { timeout: 180_000 }, async () => {
  const signIn = await twoTeachers()
  for (const email of ['a:b::c:d:e:f:g:h:i:j', '::'])
    expect(await signIn(email, wrong, '2001:db8::1')).toBe('account.wrong-password')
})
