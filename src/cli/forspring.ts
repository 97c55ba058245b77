// The `forspring` command: one file a subcommand. Errors go to standard error; exit code 1, or 2 for wrong usage.
import { Usage } from './usage.ts'

type Command = { usage: string; does: string; run: (args: string[]) => Promise<void> }

/** Each is loaded when it is wanted: most of them need no server, and a server takes a second to load. */
const commands: Record<string, () => Promise<Command>> = {
  evaluate: async () => (await import('./evaluate.ts')).evaluate,
  link: async () => (await import('./link.ts')).link,
  power: async () => (await import('./power.ts')).power,
  randomise: async () => (await import('./randomise.ts')).randomise,
  'instrument check': async () => (await import('./instrument-check.ts')).checkInstrument,
  'instrument import': async () => (await import('./instrument-import.ts')).importInstrument,
  'instrument export': async () => (await import('./instrument-export.ts')).exportInstrument,
  'study export': async () => (await import('./study-export.ts')).exportStudy,
  'study close': async () => (await import('./study-close.ts')).closeStudy,
  'study link': async () => (await import('./study-link.ts')).linkWavesOfStudy,
  'study destroy-key': async () => (await import('./study-destroy-key.ts')).destroyStudyKey,
  simulate: async () => (await import('./simulate.ts')).simulate,
  'account create': async () => (await import('./account-create.ts')).createAccount,
  doctor: async () => (await import('./doctor.ts')).doctor,
}

async function help(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  const lines = all.map(({ usage, does }) => `  ${usage}\n      ${does}`)
  return `Usage: npm run --silent forspring -- <command>\n\n${lines.join('\n')}\n`
}

const args = process.argv.slice(2)
const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((each) => Object.hasOwn(commands, each))
if (args.length === 0 || args[0] === '--help' || args[0] === 'help') {
  process.stdout.write(await help())
} else if (!name) {
  process.stderr.write(`There is no command «${args.slice(0, 2).join(' ')}».\n\n${await help()}`)
  process.exitCode = 2
} else {
  const command = await commands[name]!()
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
