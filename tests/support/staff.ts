// A staff session for tests that are about something else: it knows who comes, and nobody signs in.
import type { StaffSession } from '#http/staff-session.ts'

const unused = () => Promise.reject(new Error('not in this test'))

export const nobodySignsIn = (userOf: StaffSession['userOf']): StaffSession => ({
  userOf,
  signIn: unused,
  signOut: unused,
  createAccount: unused,
  linkHolder: unused,
  choosePassword: unused,
  changePassword: unused,
  sessionsOf: unused,
  signOutElsewhere: unused,
  passkeys: {
    startSignIn: unused,
    finishSignIn: unused,
    startRegistration: unused,
    finishRegistration: unused,
  },
  openId: undefined,
  finishOpenId: unused,
})
