// `forspring account create`: makes an account on the machine itself and prints the link to choose its password. It is
// how the first administrator comes into being where there is no demo.
import { type Role, roles } from '#domain/access.ts'
import { settingsFrom } from '../server.ts'
import { withServices } from './operator.ts'
import { print, readOptions, Usage } from './usage.ts'

export const createAccount = {
  usage: 'account create --role ROLE --email ADDRESS --name NAME [--school ID,…] [--json]',
  does: 'makes an account and prints a link to choose its password (72 hours, once)',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, {
      role: { type: 'string' },
      email: { type: 'string' },
      name: { type: 'string' },
      school: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
    })
    if (positionals.length > 0) throw new Usage(`Too much: ${positionals.join(' ')}`)
    const [role, email, name] = ['role', 'email', 'name'].map((option) => String(values[option] ?? ''))
    if (!role || !email || !name) throw new Usage('An account has a role, an e-mail address and a name.')
    if (!roles.includes(role as Role)) throw new Usage(`«${role}» is no role. There are ${roles.join(', ')}.`)
    if (!/^\S+@\S+\.\S+$/.test(email)) throw new Usage(`«${email}» is no e-mail address.`)
    const schoolIds = String(values['school']).split(',').filter(Boolean)
    const made = await withServices(
      (api) => api.account.create({ role: role as Role, email, name, schoolIds }),
      'administrator',
    )
    const { origin } = settingsFrom(process.env)
    const link = `${new URL(origin).origin}/nb/logg-inn/passord?lenke=${made.secret}`
    print(values['json'] === true, { id: made.id, link, expiresAt: made.expiresAt }, [
      `The account is made. To choose a password, open once before ${made.expiresAt.toISOString()}:`,
      link,
    ])
  },
}
