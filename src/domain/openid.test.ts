// Which ID tokens count, and which names find an account.
import { expect, test } from 'vitest'
import { claimsFault, namesOf } from './openid.ts'

const expected = { issuer: 'https://id.example', clientId: 'us', nonce: 'n', now: 1000 }
const right = { iss: 'https://id.example', aud: 'us', sub: 's', exp: 1300, iat: 1000, nonce: 'n' }

test('a right token counts, also one for several readers that was asked for by us', () => {
  expect(claimsFault(right, expected)).toBeUndefined()
  expect(claimsFault({ ...right, aud: ['us', 'them'], azp: 'us' }, expected)).toBeUndefined()
})

test.each([
  ['issuer', { iss: 'https://id.example/' }],
  ['audience', { aud: 'them' }],
  ['audience', { aud: [] }],
  ['authorized party', { aud: ['us', 'them'] }],
  ['authorized party', { azp: 'them' }],
  ['expired', { exp: 900 }],
  ['expired', { exp: '2000' }],
  ['issued later', { iat: 1100 }],
  ['nonce', { nonce: 'other' }],
  ['nonce', { nonce: undefined }],
  ['subject', { sub: '' }],
])('a token with a wrong %s does not: %o', (fault, change) => {
  expect(claimsFault({ ...right, ...change }, expected)).toBe(fault)
})

test('an address counts when it is checked, a name at the home organisation always', () => {
  const none = { emails: [], principalNames: [] }
  expect(namesOf({ email: 'A@x.no ', email_verified: true })).toEqual({ ...none, emails: ['a@x.no'] })
  expect(namesOf({ email: 'a@x.no' })).toEqual(none)
  expect(namesOf({ email: 'a@x.no', email_verified: false, eduPersonPrincipalName: 'A@home.no' })).toEqual({
    ...none,
    principalNames: ['a@home.no'],
  })
  expect(namesOf({ email: 7, email_verified: true, eduPersonPrincipalName: ['x@y'] })).toEqual(none)
})

test('what is said in two places counts once, and a name never as an address', () => {
  const token = { email: 'a@x.no', email_verified: 'true', edu_person_principal_name: 'b@home.no' }
  const more = { 'https://n.feide.no/claims/eduPersonPrincipalName': 'b@home.no', email: 'other@x.no' }
  expect(namesOf(token, more)).toEqual({ emails: ['a@x.no'], principalNames: ['b@home.no'] })
})
