// Questionnaires as files of other systems: XLSForm workbooks in and out, LimeSurvey surveys in. The libraries are loaded
// only when somebody brings a file, because a start has no time for them.
import type { SaxesParser } from 'saxes'
import type { QuestionnaireFiles } from '#api/trpc.ts'
import type { Imported } from '#domain/formats/imported.ts'
import { importLimesurvey } from '#domain/formats/limesurvey-import.ts'
import type { Tables } from '#domain/formats/limesurvey-texts.ts'
import { xlsformSheets } from '#domain/formats/xlsform-export.ts'
import { importXlsform } from '#domain/formats/xlsform-import.ts'
import { Problem } from '#domain/problem.ts'
import type { Instrument } from '#schemas/instrument.ts'

/**
 * Reads an XLSForm (.xlsx) or a survey saved from LimeSurvey (.lss); which of them, the content tells.
 * @throws Problem `instrument.unreadable` for anything else.
 */
export async function readQuestionnaire(file: Uint8Array): Promise<Imported> {
  const isZip = file[0] === 0x50 && file[1] === 0x4b
  // Outside of what is caught: a library that is missing is no fault of the file.
  const [{ default: readWorkbook }, { SaxesParser }] = await Promise.all([
    import('read-excel-file/node'),
    import('saxes'),
  ])
  const year = new Date().getFullYear()
  try {
    if (!isZip)
      return importLimesurvey(
        tablesIn(new TextDecoder('utf-8', { fatal: true }).decode(file), new SaxesParser()),
        year,
      )
    const sheets = await readWorkbook(Buffer.from(file), { trim: false })
    return importXlsform(
      sheets.map(({ sheet, data }) => ({
        name: sheet,
        rows: data.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
      })),
      year,
    )
  } catch {
    throw new Problem('instrument.unreadable')
  }
}

/** An instrument as an XLSForm workbook. */
export async function writeXlsform(instrument: Instrument): Promise<Buffer> {
  const sheets = xlsformSheets(instrument).map(({ name, rows }) => ({
    sheet: name,
    data: rows.map((row) => row.map((value) => (value ? { value, type: String } : null))),
  }))
  const { default: writeWorkbook } = await import('write-excel-file/node')
  return writeWorkbook(sheets).toBuffer()
}

/** `document / <table> / rows / row / <column>`; entities other than XML's own five are refused by the parser. */
function tablesIn(xml: string, parser: SaxesParser): Tables {
  const tables: Tables = {}
  const path: string[] = []
  let text = ''
  let row: Record<string, string> = {}
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => {
    path.push(name)
    text = ''
    if (path.length === 4) row = {}
  })
  parser.on('text', (more) => (text += more))
  parser.on('cdata', (more) => (text += more))
  parser.on('closetag', ({ name }) => {
    if (path.length === 5) row[name] = text.trim()
    if (path.length === 4 && name === 'row') (tables[path[1]!] ??= []).push(row)
    path.pop()
  })
  parser.write(xml).close()
  return tables
}

export const questionnaireFiles: QuestionnaireFiles = { read: readQuestionnaire, write: writeXlsform }
