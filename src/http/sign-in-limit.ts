// How often somebody may fail to sign in, in any way: narrow for one account, wide for the staff room behind one address.
import { createGuessLimit, network } from '#api/guess-limit.ts'

export type SignInLimit = {
  /** @throws Problem `account.too-many-attempts`. */
  check(address: string, email?: string): void
  fail(address: string, email?: string): void
}

export function createSignInLimit(): SignInLimit {
  // Ten wrong passwords for one account; a staff room behind one address may mistype a good deal more between them.
  // All together only against thousands of addresses at once: with a thousand, ten networks that fail on purpose would
  // keep the whole country's staff out.
  const limit = (perAddress: number) =>
    createGuessLimit(() => new Date(), { perAddress, total: 20_000, problem: 'account.too-many-attempts' })
  const [byAddress, byAccount] = [limit(100), limit(10)]
  // Without colons, which `network` would take for those of an address.
  const accountOf = (address: string, email: string) =>
    `${network(address)} ${email.trim().toLowerCase().replaceAll(':', ' ')}`
  return {
    check(address, email) {
      byAddress.check(address)
      if (email !== undefined) byAccount.check(accountOf(address, email))
    },
    fail(address, email) {
      byAddress.fail(address)
      if (email !== undefined) byAccount.fail(accountOf(address, email))
    },
  }
}
