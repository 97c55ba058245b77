// Kills the server again and again while pupils send, and counts: what was acknowledged is there exactly once, what
// was not can be sent again. `node tests/faults/sigkill.ts [ROUNDS]` prints one JSON line a round.
import { constants, randomBytes, randomInt, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createClient } from '@libsql/client'
import { keysFrom } from '#crypto/key-file.ts'
import { openPrivateKey, type SigningKey } from '#crypto/round-key.ts'
import type { Answers } from '#domain/answers.ts'
import { variablesOf } from '#domain/variable.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { submission } from '../support/pupil.ts'
import { call, resultOf } from '../support/server.ts'
import { type ServerChild, startChild } from '../support/server-child.ts'
import { alice, apiFor, aSchool, temporaryFolder, testServices } from '../support/services.ts'

/** One response that a pupil wants to send: its number is written into its answers. */
type Wish = { number: number; body: object; acknowledged: boolean }
/** One code that a pupil wants to use. */
type Entry = { code: string; blinded: string; signature: string | undefined }

export type Outcome = {
  round: number
  killedAfter: number
  acknowledged: number
  repeated: number
  lost: number
  doubled: number
  /** Codes whose retry did not give the first signature. */
  codesLost: number
  integrity: string
}

const senders = 16

export async function killAgainAndAgain(
  rounds: number,
  tell: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const folder = temporaryFolder()
  const school = await aSchoolOnDisk(folder)
  const outcomes: Outcome[] = []
  let server = await startChild(folder)
  for (let round = 1; round <= rounds; round += 1) {
    const wishes: Wish[] = []
    const entries: Entry[] = []
    const killedAfter = await sendUntilKilled(server, school, wishes, entries)
    const acknowledged = wishes.filter((wish) => wish.acknowledged)
    const afterKill = await count(folder, school, acknowledged)
    // The next round's victim takes everything again first.
    server = await startChild(folder)
    const codesLost = await sendAgain(server, wishes, entries)
    const afterRetry = await count(folder, school, wishes)
    const outcome = {
      round,
      killedAfter,
      acknowledged: acknowledged.length,
      repeated: wishes.length - acknowledged.length,
      lost: afterKill.lost + afterRetry.lost,
      doubled: afterKill.doubled + afterRetry.doubled,
      codesLost,
      integrity: afterKill.integrity === 'ok' ? afterRetry.integrity : afterKill.integrity,
    }
    outcomes.push(outcome)
    tell(outcome)
  }
  await server.stop()
  return outcomes
}

type School = {
  round: string
  instrumentHash: string
  instrument: Instrument
  key: SigningKey
  codes: string[]
  next: number
}

async function aSchoolOnDisk(folder: string): Promise<School> {
  const secret = Buffer.alloc(32, 7)
  writeFileSync(`${folder}/forspring.key`, secret)
  const services = await testServices(folder)
  const { instrument } = await aSchool(services)
  const sheet = await apiFor(services, alice).codeSheet.issue({
    waveId: 'wave',
    classId: '9a',
    pupils: 60,
    replace: false,
  })
  const { rows } = await services.database.ask('SELECT private_key FROM round')
  const key = openPrivateKey(
    new Uint8Array(rows[0]!['private_key'] as ArrayBuffer),
    keysFrom(secret)('round-key'),
  )
  await services.database.close()
  return {
    round: sheet.round,
    instrumentHash: instrument.hash,
    instrument: instrument.instrument,
    key,
    codes: sheet.codes,
    next: 0,
  }
}

/** Answers that hold a number in binary. */
function answersFor(instrument: Instrument, number: number): Answers {
  const two = variablesOf(instrument).filter(({ values }) => values.length >= 2)
  return Object.fromEntries(
    two.slice(0, 20).map((variable, bit) => [variable.name, variable.values[(number >> bit) & 1]!.value]),
  )
}

/** A wish with a token that is signed here: unblinded signatures are the same, and a thousand times cheaper to make. */
function aWish(school: School): Wish {
  const number = school.next++
  const message = randomBytes(64)
  const signature = sign('sha384', message, {
    key: school.key.privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 48,
  })
  const token = { message: message.toString('base64url'), signature: signature.toString('base64url') }
  const ready = { round: school.round, instrument: school.instrumentHash, token }
  return { number, body: submission(ready, answersFor(school.instrument, number)), acknowledged: false }
}

async function sendUntilKilled(
  server: ServerChild,
  school: School,
  wishes: Wish[],
  entries: Entry[],
): Promise<number> {
  let alive = true
  const sender = async () => {
    while (alive) {
      const wish = aWish(school)
      wishes.push(wish)
      try {
        resultOf(await call(server.port, 'response.submit', wish.body))
        wish.acknowledged = true
      } catch {
        return
      }
    }
  }
  const enterer = async () => {
    for (let turn = 0; turn < 2 && alive; turn += 1) {
      const code = school.codes.pop()
      if (!code) return
      const blinded = Buffer.concat([Buffer.alloc(1), randomBytes(255)]).toString('base64url')
      const entry: Entry = { code, blinded, signature: undefined }
      entries.push(entry)
      try {
        const answer = await call(server.port, 'participation.admit', { code, blinded })
        entry.signature = resultOf<{ blindSignature: string }>(answer).blindSignature
      } catch {
        return
      }
    }
  }
  const working = Promise.all([...Array.from({ length: senders }, sender), enterer()])
  const killedAfter = randomInt(20, 400)
  await new Promise((later) => setTimeout(later, killedAfter))
  await server.kill()
  alive = false
  await working
  return killedAfter
}

/** A new server takes everything again, acknowledged or not. @returns codes that did not give their signature. */
async function sendAgain(server: ServerChild, wishes: Wish[], entries: Entry[]): Promise<number> {
  // As many at a time as sent them: a commit is shared by those who wait for it.
  for (let at = 0; at < wishes.length; at += senders)
    await Promise.all(
      wishes
        .slice(at, at + senders)
        .map(async ({ body }) => resultOf(await call(server.port, 'response.submit', body))),
    )
  let lost = 0
  for (const { code, blinded, signature } of entries) {
    const again = await call(server.port, 'participation.admit', { code, blinded })
    const { blindSignature } = resultOf<{ blindSignature: string }>(again)
    if (signature !== undefined && blindSignature !== signature) lost += 1
  }
  return lost
}

async function stored(
  folder: string,
): Promise<{ counts: Map<string, number>; tokens: number; integrity: string }> {
  const client = createClient({ url: `file:${folder}/forspring.db` })
  const { rows } = await client.execute('SELECT answers, count(*) AS n FROM response GROUP BY answers')
  const tokens = await client.execute('SELECT count(*) AS n FROM spent_token')
  const check = await client.execute('PRAGMA integrity_check')
  client.close()
  return {
    counts: new Map(rows.map((row) => [String(row['answers']), Number(row['n'])])),
    tokens: Number(tokens.rows[0]!['n']),
    integrity: String(check.rows[0]!['integrity_check']),
  }
}

const storedText = (school: School, { number }: Wish) => JSON.stringify(answersFor(school.instrument, number))

async function count(folder: string, school: School, wishes: Wish[]) {
  const { counts, tokens, integrity } = await stored(folder)
  const times = wishes.map((wish) => counts.get(storedText(school, wish)) ?? 0)
  const rows = [...counts.values()].reduce((sum, n) => sum + n, 0)
  return {
    lost: times.filter((n) => n === 0).length,
    doubled: times.filter((n) => n > 1).length + Math.abs(rows - tokens),
    integrity,
  }
}

if (process.argv[1] === import.meta.filename) {
  const outcomes = await killAgainAndAgain(Number(process.argv[2] ?? 20), (outcome) =>
    process.stdout.write(`${JSON.stringify(outcome)}\n`),
  )
  const faulty = outcomes.some((o) => o.lost + o.doubled + o.codesLost > 0 || o.integrity !== 'ok')
  process.exitCode = faulty ? 1 : 0
}
