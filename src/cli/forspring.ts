// The `forspring` command: one file a subcommand. Errors go to standard error; exit code 1, or 2 for wrong usage.
import { createAccount } from './account-create.ts'
import { doctor } from './doctor.ts'
import { checkInstrument } from './instrument-check.ts'
import { closeStudy } from './study-close.ts'
import { exportStudy } from './study-export.ts'
import { Usage } from './usage.ts'

type Command = { usage: string; does: string; run: (args: string[]) => Promise<void> }

const commands: Record<string, Command> = {
  'account create': createAccount,
  'instrument check': checkInstrument,
  'study export': exportStudy,
  'study close': closeStudy,
  doctor,
}

const help = `Usage: npm run --silent forspring -- <command>\n\n${Object.values(commands)
  .map(({ usage, does }) => `  ${usage}\n      ${does}`)
  .join('\n')}\n`

const args = process.argv.slice(2)
const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((each) => Object.hasOwn(commands, each))
if (args.length === 0 || args[0] === '--help' || args[0] === 'help') {
  process.stdout.write(help)
} else if (!name) {
  process.stderr.write(`There is no command «${args.slice(0, 2).join(' ')}».\n\n${help}`)
  process.exitCode = 2
} else {
  const command = commands[name]!
  try {
    await command.run(args.slice(name.split(' ').length))
  } catch (error) {
    if (error instanceof Usage) {
      process.stderr.write(`${error.message}\nUsage: ${command.usage}\n`)
      process.exitCode = 2
    } else {
      process.stderr.write(`${(error as Error).message}\n`)
      process.exitCode = 1
    }
  }
}
