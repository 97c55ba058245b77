// The classroom attack: somebody notes who used a slip and who pressed «send» in which order, and later steals every
// file. Nothing in them may follow that order. The same analysis finds the order before the round is closed, and in
// a database that keeps a time: so the test can fail.
import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createClient } from '@libsql/client'
import { beforeAll, describe, expect, test } from 'vitest'
import { codeMac, sha256 } from '#crypto/code-mac.ts'
import { keysFrom } from '#crypto/key-file.ts'
import { openDatabase } from '#db/open.ts'
import { createStaffSession } from '#http/staff-session.ts'
import { blind, finalize, type Blinding, type Token } from '#islands/participation/token.ts'
import { closeRounds } from '#store/round.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { variablesOf } from '#domain/variable.ts'
import { apiFor, aSchool, staff, temporaryFolder, testServices } from '../support/services.ts'
import { someAnswers, submission } from '../support/pupil.ts'
import { leaks, type Numbered, offsetsIn, readTables, type Tables } from '../support/order.ts'
import { call, dump, resultOf } from '../support/server.ts'
import { startChild } from '../support/server-child.ts'

const secret = Buffer.alloc(32, 7)
const pupils = 45

type Pupil = {
  code: string
  address: string
  agent: string
  blinding: Blinding
  blindSignature: string
  token: Token
  answers: string
}

/** A fixed order that has nothing to do with 0, 1, 2 …: 45 and 17 have no common divisor. */
const shuffled = (step: number) => Array.from({ length: pupils }, (_, index) => (index * step + 4) % pupils)
/** Who used the code as the how manieth, and who sent as the how manieth. */
const admissionOrder = shuffled(17)
const submissionOrder = shuffled(26)

let folder: string
let openCopy: string
let everyPupil: Pupil[]
let log: string
let stored: Tables
let tablesBefore: Record<string, string[]>
let tablesAfter: Record<string, string[]>
/** When the pupils were at work, in milliseconds. */
let atWork: { from: number; to: number }

beforeAll(async () => {
  folder = temporaryFolder()
  openCopy = temporaryFolder()
  writeFileSync(`${folder}/forspring.key`, secret)
  const services = await testServices(folder)
  const { instrument } = await aSchool(services)
  const session = createStaffSession(services.database, keysFrom(secret), 'http://localhost')
  const carolId = await session.createAccount({
    name: 'Carol',
    email: 'carol@skole.test',
    password: 'et langt passord',
    role: 'contact',
  })
  await services.database.write({
    sql: "INSERT INTO membership (user_id, school_id) VALUES (?, 'fjord')",
    args: [carolId],
  })
  const cookie = (await session.signIn('carol@skole.test', 'et langt passord', '127.0.0.1'))
    .map((header) => header.split(';')[0])
    .join('; ')
  const sheet = await apiFor(services, staff(carolId, 'contact', ['fjord'])).codeSheet.issue({
    waveId: 'wave',
    classId: '9a',
    pupils,
    replace: false,
  })
  tablesBefore = await dump(services.database)
  await services.database.close()

  const server = await startChild(folder)
  const from = Date.now()
  everyPupil = await makePupils(server.port, sheet.codes)
  await submitAll(server.port, everyPupil, instrument.instrument)
  atWork = { from, to: Date.now() }
  cpSync(folder, openCopy, { recursive: true })
  resultOf(await call(server.port, 'round.close', { id: sheet.round }, { headers: { cookie } }))
  await server.stop()
  log = server.log()

  // The backup is a copy of what lies there.
  copyFileSync(`${folder}/forspring.db`, `${folder}/backup.db`)
  stored = await readTables(`${folder}/backup.db`)
  const again = await testServices(folder)
  tablesAfter = await dump(again.database)
  await again.database.close()
}, 120_000)

/** Every pupil enters one after the other in `admissionOrder`. */
async function makePupils(port: number, codes: string[]): Promise<Pupil[]> {
  const made: Pupil[] = []
  for (const number of admissionOrder) {
    const code = codes[number]!
    const address = `127.0.0.${100 + number}`
    const agent = `Hemmelig-Nettleser/${number}.0`
    const more = { address, headers: { 'user-agent': agent, 'accept-language': `x-pupil-${number}` } }
    const { publicKey } = resultOf<{ publicKey: string }>(
      await call(port, 'participation.find', { code }, more),
    )
    const blinding = await blind(publicKey)
    const { blindSignature } = resultOf<{ blindSignature: string }>(
      await call(port, 'participation.admit', { code, blinded: blinding.blinded }, more),
    )
    const token = await finalize(publicKey, blinding, blindSignature)
    made[number] = { code, address, agent, blinding, blindSignature, token, answers: '' }
  }
  return made
}

/** Every pupil answers differently, so that the attacker even knows whose answers are whose. */
async function submitAll(port: number, all: Pupil[], instrument: Instrument): Promise<void> {
  const names = variablesOf(instrument).filter(({ values }) => values.length >= 2)
  const round = await roundOf()
  for (const number of submissionOrder) {
    const pupil = all[number]!
    const answers = someAnswers(instrument, 0)
    // The number in binary over six yes-or-no values.
    for (let bit = 0; bit < 6; bit += 1)
      answers[names[bit]!.name] = names[bit]!.values[(number >> bit) & 1]!.value
    pupil.answers = JSON.stringify(answers)
    resultOf(
      await call(port, 'response.submit', submission({ ...round, token: pupil.token }, answers), {
        address: pupil.address,
        headers: { 'user-agent': pupil.agent },
      }),
    )
  }
}

async function roundOf(): Promise<{ round: string; instrument: string }> {
  const tables = await readTables(`${folder}/forspring.db`)
  const [row] = tables['round']!
  return { round: String(row!['id']), instrument: String(row!['instrument_hash']) }
}

const codeKey = keysFrom(secret)('participation-code')
const macOf = (pupil: Pupil) => codeMac(codeKey, pupil.code).toString('hex')
const spentByOf = (pupil: Pupil) => sha256(Buffer.from(pupil.blinding.blinded, 'base64url')).toString('hex')
const tokenHashOf = (pupil: Pupil) => sha256(Buffer.from(pupil.token.message, 'base64url')).toString('hex')

/** Rows of the tables that pupils write, each with the pupil that the attacker knows it to be. */
function attributed(tables: Tables): Record<string, Numbered[]> {
  const by = (table: string, column: string, keyOf: (pupil: Pupil) => string) => {
    const numbers = new Map(everyPupil.map((pupil, number) => [keyOf(pupil), number]))
    return tables[table]!.flatMap((row, place) => {
      const number = numbers.get(String(row[column]))
      return number === undefined ? [] : [{ number, place, row }]
    })
  }
  return {
    participation_code: by('participation_code', 'mac', macOf),
    spent_token: by('spent_token', 'hash', tokenHashOf),
    response: by('response', 'answers', ({ answers }) => answers),
  }
}

const orders = { admission: admissionOrder, submission: submissionOrder }

/** Every way in which rows and bytes of this folder follow one of the orders. */
async function leaksIn(file: string): Promise<string[]> {
  const tables = await readTables(file)
  const bytes = readFileSync(file)
  const known = attributed(tables)
  const responseId = new Map(known['response']!.map(({ number, row }) => [number, String(row['id'])]))
  const traces: Record<string, (number: number) => Buffer> = {
    'bytes of the MAC': (number) => Buffer.from(macOf(everyPupil[number]!), 'hex'),
    'bytes of the spending hash': (number) => Buffer.from(spentByOf(everyPupil[number]!), 'hex'),
    'bytes of the token hash': (number) => Buffer.from(tokenHashOf(everyPupil[number]!), 'hex'),
    'bytes of the response id': (number) => Buffer.from(responseId.get(number) ?? 'none', 'hex'),
    'bytes of the answers': (number) => Buffer.from(everyPupil[number]!.answers),
  }
  return leaks(
    orders,
    known,
    Object.entries(traces).map(([name, trace]) => [name, offsetsIn(bytes, pupils, trace)]),
  )
}

describe('after the round is closed and the server stopped', () => {
  test('every pupil’s code is spent and every response is there', () => {
    const known = attributed(stored)
    expect(Object.values(known).map((rows) => rows.length)).toEqual([pupils, pupils, pupils])
  })

  test('no column, no row order and no place in the file follows the order of use or of sending', async () => {
    expect(await leaksIn(`${folder}/backup.db`)).toEqual([])
  })

  test('the pupils changed three tables and no other; of the round only its end, of the staff only their own deed', () => {
    const changed = Object.keys(tablesAfter).filter(
      (table) => JSON.stringify(tablesAfter[table]) !== JSON.stringify(tablesBefore[table]),
    )
    expect(changed.sort()).toEqual(['audit', 'participation_code', 'response', 'round', 'spent_token'])
    expect(tablesAfter['audit']!.length - tablesBefore['audit']!.length).toBe(1)
  })

  test('the write-ahead log is empty and the private key gone', () => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('-wal')))
      expect(readFileSync(`${folder}/${name}`)).toHaveLength(0)
    expect(stored['round']!.map((row) => [row['status'], row['private_key']])).toEqual([['closed', null]])
  })

  test('no code, token, signature, blinded message, address or browser stands in any file or log', () => {
    const secrets = everyPupil.flatMap((pupil) => {
      const { code, token, blinding, blindSignature, address, agent } = pupil
      const texts = [code, `${code.slice(0, 5)}-${code.slice(5)}`, code.toLowerCase(), address, agent]
      const encoded = [token.message, token.signature, blinding.blinded, blinding.inverse, blindSignature]
      return [
        ...texts.map((text) => Buffer.from(text)),
        ...encoded.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'base64url')]),
        ...encoded.map((text) => Buffer.from(Buffer.from(text, 'base64url').toString('hex'))),
      ]
    })
    for (const [name, bytes] of everyFile())
      expect(secrets.filter((secretBytes) => bytes.includes(secretBytes)).map(String), name).toEqual([])
  })

  test('no moment in which pupils were at work stands in any file or log', () => {
    const seconds = Array.from({ length: (atWork.to - atWork.from) / 1000 + 2 }, (_, index) =>
      Math.floor(atWork.from / 1000 + index),
    )
    const texts = seconds.flatMap((second) => {
      const iso = new Date(second * 1000).toISOString()
      return [String(second), iso.slice(0, 19), iso.slice(0, 19).replace('T', ' '), iso.slice(11, 19)]
    })
    for (const [name, bytes] of everyFile()) {
      expect(
        texts.filter((text) => bytes.includes(text)),
        name,
      ).toEqual([])
      // SQLite writes a time in milliseconds as six bytes, the high one first.
      for (let place = 0; place + 6 <= bytes.length; place += 1) {
        const value = bytes.readUIntBE(place, 6)
        if (value >= atWork.from && value <= atWork.to) expect.fail(`${name} holds ${value} at ${place}`)
      }
    }
  })

  test('the log says nothing at all about pupils at work', () => {
    expect(log).toBe('')
  })
})

function everyFile(): [string, Buffer][] {
  return [
    ...readdirSync(folder).map((name): [string, Buffer] => [name, readFileSync(`${folder}/${name}`)]),
    ['the log', Buffer.from(log)],
  ]
}

test('a closed file is what its content alone makes of it: writing it anew gives the same bytes', async () => {
  const copy = temporaryFolder()
  cpSync(openCopy, copy, { recursive: true })
  const database = await openDatabase(`file:${copy}/forspring.db`)
  const [row] = (await database.ask('SELECT id FROM round')).rows
  await closeRounds(database, [String(row!['id'])], '2026-11-21')
  await database.ask(`VACUUM INTO '${copy}/anew.db'`)
  await database.close()
  const [closed, anew] = [readFileSync(`${copy}/forspring.db`), readFileSync(`${copy}/anew.db`)]
  expect(closed.length).toBe(anew.length)
  // The first hundred bytes count changes and hold versions; they say how many writes there were, not whose.
  expect(closed.subarray(100).equals(anew.subarray(100))).toBe(true)
})

describe('the same analysis', () => {
  test('finds the order in the file as it was before the round was closed', async () => {
    // Only the log is written back, as any start of the server does; nothing is rewritten.
    const client = createClient({ url: `file:${openCopy}/forspring.db` })
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    client.close()
    const found = await leaksIn(`${openCopy}/forspring.db`)
    expect(found.join('\n')).toMatch(
      /bytes of the (token hash|answers|response id) follows the order of submission/,
    )
    const [row] = (await readTables(`${openCopy}/forspring.db`))['round']!
    expect(row!['private_key']).not.toBeNull()
  })

  test('finds a column that keeps a time, and a table that keeps the order of its rows', async () => {
    const leaky = temporaryFolder()
    copyFileSync(`${folder}/backup.db`, `${leaky}/forspring.db`)
    const client = createClient({ url: `file:${leaky}/forspring.db` })
    const known = attributed(stored)
    await client.execute('ALTER TABLE spent_token ADD COLUMN day_part INTEGER')
    for (const { number, row } of known['spent_token']!)
      await client.execute({
        // Three parts of the lesson are enough to be found.
        sql: `UPDATE spent_token SET day_part = ? WHERE hash = unhex(?)`,
        args: [Math.floor(submissionOrder.indexOf(number) / 15), String(row['hash'])],
      })
    // A table with hidden row numbers, as every table is that does not say otherwise.
    await client.execute('ALTER TABLE response RENAME TO kept')
    await client.execute('CREATE TABLE response AS SELECT * FROM kept WHERE 0')
    for (const number of submissionOrder)
      await client.execute({
        sql: 'INSERT INTO response SELECT * FROM kept WHERE answers = ?',
        args: [everyPupil[number]!.answers],
      })
    client.close()
    const found = (await leaksIn(`${leaky}/forspring.db`)).join('\n')
    expect(found).toMatch(/spent_token\.day_part.*submission/)
    expect(found).toContain('row order of response follows the order of submission')
  })
})
