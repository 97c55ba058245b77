// `forspring instrument import FILE.xlsx|.lss`: a questionnaire of another system as YAML, and what could not come along.
import { readFileSync } from 'node:fs'
import { dump } from 'js-yaml'
import { isProblemCode } from '#domain/problem.ts'
import { instrumentFaults } from '#domain/instrument-faults.ts'
import { readQuestionnaire } from '#http/questionnaire-file.ts'
import { print, readOptions, Usage } from './usage.ts'

export const importInstrument = {
  usage: 'instrument import FILE.xlsx|FILE.lss [--json]',
  does: 'reads an XLSForm or a LimeSurvey survey; YAML on standard output, what was not carried over on standard error',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, { json: { type: 'boolean', default: false } })
    const [file, ...more] = positionals
    if (!file || more.length > 0) throw new Usage('Which file?')
    const { instrument, notCarried } = await readQuestionnaire(readFileSync(file)).catch((error: Error) => {
      if (!isProblemCode(error.message)) throw error
      throw new Error(`${file} is neither an XLSForm (.xlsx) nor a survey saved from LimeSurvey (.lss).`)
    })
    const faults = instrumentFaults(instrument)
    print(values['json'] === true, { instrument, notCarried, faults }, [
      dump(instrument, { noRefs: true, skipInvalid: true }).trimEnd(),
    ])
    if (values['json'] === true) return
    for (const { what, where, detail } of notCarried)
      process.stderr.write(`Not carried over: ${what} of ${where}: ${detail}\n`)
    if (faults.length > 0)
      process.stderr.write(
        `${faults.length} faults to correct before it can be used: instrument check names them.\n`,
      )
  },
}
