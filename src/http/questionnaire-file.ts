// Questionnaires as files of other systems: XLSForm workbooks in and out, LimeSurvey surveys in. The libraries are loaded
// only when somebody brings a file, because a start has no time for them.
import type { QuestionnaireFiles } from '#api/trpc.ts'
import type { Imported } from '#domain/formats/imported.ts'
import { importLimesurvey } from '#domain/formats/limesurvey-import.ts'
import type { Tables } from '#domain/formats/limesurvey-texts.ts'
import { type Sheet, xlsformSheets } from '#domain/formats/xlsform-export.ts'
import { importXlsform } from '#domain/formats/xlsform-import.ts'
import { Problem } from '#domain/problem.ts'
import type { Instrument } from '#schemas/instrument.ts'

/**
 * Reads an XLSForm (.xlsx) or a survey saved from LimeSurvey (.lss); which of them, the content tells.
 * @throws Problem `instrument.unreadable` for anything else.
 */
export async function readQuestionnaire(file: Uint8Array): Promise<Imported> {
  try {
    const isZip = file[0] === 0x50 && file[1] === 0x4b
    return isZip
      ? importXlsform(await sheetsIn(file))
      : importLimesurvey(await tablesIn(new TextDecoder('utf-8', { fatal: true }).decode(file)))
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

async function sheetsIn(file: Uint8Array): Promise<Sheet[]> {
  const { default: readWorkbook } = await import('read-excel-file/node')
  const sheets = await readWorkbook(Buffer.from(file), { trim: false })
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
  }))
}

/** `document / <table> / rows / row / <column>`; entities other than XML's own five are refused by the parser. */
async function tablesIn(xml: string): Promise<Tables> {
  const { SaxesParser } = await import('saxes')
  const tables: Tables = {}
  const path: string[] = []
  const parser = new SaxesParser()
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
