// The limit on failed sign-ins of everybody together; those of one account and one address are in staff-session.test.ts.
import { expect, test } from 'vitest'
import { createSignInLimit } from './sign-in-limit.ts'

test('a few dozen networks that fail on purpose lock out nobody but themselves', () => {
  const limit = createSignInLimit()
  for (let host = 0; host < 100; host += 1)
    for (let turn = 0; turn < 100; turn += 1) limit.fail(`192.0.2.${host}`, `${turn}@example.test`)
  expect(() => limit.check('192.0.2.0', 'kari@example.test')).toThrow('account.too-many-attempts')
  expect(() => limit.check('198.51.100.1', 'kari@example.test')).not.toThrow()
})
