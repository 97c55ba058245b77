// Reading command-line options, strictly: an unknown one is an error, not a surprise later.
import { parseArgs } from 'node:util'

/** Wrong usage: exit code 2 and the command's usage line. */
export class Usage extends Error {}

type Options = Record<string, { type: 'string' | 'boolean'; default?: string | boolean }>

/** @throws Usage for an unknown option or a missing value. */
export function readOptions(args: string[], options: Options) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true })
    return { values: values as Record<string, string | boolean | undefined>, positionals }
  } catch (error) {
    throw new Usage((error as Error).message)
  }
}

/** For commands with `--json`: that document and nothing else, or readable lines. */
export function print(json: boolean, document: object, lines: string[]): void {
  process.stdout.write(json ? JSON.stringify(document) + '\n' : lines.join('\n') + '\n')
}

/** `school,cohort` as a list. @throws Usage if there is nothing in it. */
export function columnList(value: string | boolean | undefined, option: string): string[] {
  const names = typeof value === 'string' ? value.split(',').map((name) => name.trim()) : []
  if (names.length === 0 || names.includes(''))
    throw new Usage(`--${option} names columns, separated by commas.`)
  return names
}
