// Durable submissions per second over HTTP, against a bare Astro + tRPC + insert endpoint in the same run; and a
// class of thirty that starts and finishes at once.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { constants, randomBytes, sign } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { openPrivateKey } from '#crypto/round-key.ts'
import { bodySizeOf, padBody } from '#domain/response.ts'
import { randomFrom, simulateAnswers } from '#domain/simulation.ts'
import { createCaller } from '#api/router.ts'
import type { Services } from '#api/trpc.ts'
import * as schema from '#db/schema.ts'
import { openServices, settingsFrom } from '../src/server.ts'
import { percentile, print } from './figure.ts'
import { type Load, run } from './load.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const connections = 32
const pupils = 2000
const pairs = 3

const folder = mkdtempSync(`${tmpdir()}/forspring-bench-`)
const environment = { ...process.env, DATA_DIR: folder, NODE_ENV: 'production' }

/** Opens a round with enough codes, as a teacher would, class after class. */
async function prepare(services: Services) {
  const { database } = services
  const { read } = database
  const classes = Math.ceil(pupils / 60) * pairs + 1
  const now = new Date()
  await database.write(
    read.insert(schema.user).values({
      id: 't',
      name: 't',
      email: 't@example.test',
      role: 'contact',
      createdAt: now,
      updatedAt: now,
    }),
    read.insert(schema.school).values({ id: 's', name: 's', municipality: 's' }),
    read.insert(schema.membership).values({ userId: 't', schoolId: 's' }),
    read.insert(schema.study).values({ id: 'st', title: 'st' }),
    read.insert(schema.studySchool).values({ studyId: 'st', schoolId: 's' }),
    read.insert(schema.wave).values({
      id: 'w',
      studyId: 'st',
      number: 1,
      instrumentId: 'ungdom-8-10',
      // The school year in which the classes are of the ninth grade.
      opensOn: '2026-08-01',
      closesOn: '2999-01-01',
    }),
    read.insert(schema.waveSchool).values({ waveId: 'w', schoolId: 's' }),
    read.insert(schema.schoolClass).values(
      Array.from({ length: classes }, (_, number) => ({
        id: `c${number}`,
        schoolId: 's',
        label: '9A',
        grade: 9,
        cohort: 2018,
        size: 60,
      })),
    ),
  )
  const user = { id: 't', name: 't', email: '', role: 'contact' as const, schoolIds: ['s'] }
  const api = createCaller({ ...services, user, address: '', hasCookie: false })
  const codes: string[] = []
  let round = ''
  for (let number = 0; number < classes; number += 1) {
    const sheet = await api.codeSheet.issue({
      waveId: 'w',
      classId: `c${number}`,
      pupils: 60,
      replace: false,
    })
    codes.push(...sheet.codes)
    round = sheet.round
  }
  return { codes, round }
}

async function tokens(services: Services, round: string, count: number): Promise<Load[]> {
  const [row] = await services.database.read.select().from(schema.round).limit(1)
  const { privateKey } = openPrivateKey(row!.privateKey!, services.keys('round-key'))
  const { instrument, hash } = services.instruments.get('ungdom-8-10')!
  const random = randomFrom(1)
  return Array.from({ length: count }, () => {
    const message = randomBytes(64)
    // A token is an ordinary RSA-PSS signature once the blinding is off: made here directly, to spare the client.
    const signature = sign('sha384', message, {
      key: privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: 48,
    })
    const answers = simulateAnswers(instrument, { grade: 9, risk: 0, mood: 0 }, random)
    const body = {
      round,
      message: message.toString('base64url'),
      signature: signature.toString('base64url'),
      instrument: hash,
      locale: 'nb',
      answers,
      speed: 0,
    }
    return { path: '/trpc/response.submit', body: padBody(body, bodySizeOf(instrument, body)) }
  })
}

const finding = (codes: string[]): Load[] =>
  codes.map((code) => ({ path: '/trpc/participation.find', body: JSON.stringify({ code }) }))

const admission = (codes: string[]): Load[] =>
  codes.map((code) => {
    const blinded = Buffer.concat([Buffer.from([0]), randomBytes(255)]).toString('base64url')
    return { path: '/trpc/participation.admit', body: JSON.stringify({ code, blinded }) }
  })

/** Starts a server on a free port and waits until it answers. It ends with this process, however that ends. */
async function start(args: string[]): Promise<{ port: number; child: ChildProcess }> {
  const port = await freePort()
  const env = { ...environment, PORT: String(port), HOST: '127.0.0.1' }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  process.once('exit', () => child.kill('SIGKILL'))
  for (let tries = 0; tries < 200; tries += 1) {
    const answers = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    )
    if (answers) return { port, child }
    await new Promise((later) => setTimeout(later, 100))
  }
  throw new Error(`Nothing answers on port ${port}.`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise<void>((closed) => server.close(() => closed()))
  return port
}

export async function measure(): Promise<void> {
  const { services } = await openServices(settingsFrom(environment))
  const { codes, round } = await prepare(services)
  const submissions = await tokens(services, round, pupils * pairs + 1030)
  await services.database.close()
  const build = spawnSync('npx', ['astro', 'build', '--root', `${here}bare`, '--silent'], {
    encoding: 'utf8',
  })
  if (build.status !== 0) throw new Error(build.stderr)

  const bare = await start([`${here}bare/dist/server/entry.mjs`])
  const ours = await start([`${here}serve.ts`])
  const bareLoads = (count: number) =>
    submissions.slice(0, count).map(({ body }) => {
      const { answers } = JSON.parse(body) as { answers: object }
      return { path: '/trpc/submit', body: padBody({ answers }, Buffer.byteLength(body)) }
    })
  // Both warm, on requests that are not counted.
  await run(bare.port, bareLoads(1000), connections)
  await run(ours.port, submissions.slice(-1030, -30), connections)

  const [submitRatios, wholeRatios, rates, latencies]: number[][] = [[], [], [], []]
  for (let pair = 0; pair < pairs; pair += 1) {
    const against = await run(bare.port, bareLoads(pupils), connections)
    const mine = submissions.slice(pair * pupils, (pair + 1) * pupils)
    const submitting = await run(ours.port, mine, connections)
    const mineCodes = codes.slice(pair * pupils, (pair + 1) * pupils)
    // One after the other, as each browser does: a spent code is found no more.
    const looking = await run(ours.port, finding(mineCodes), connections)
    const entering = await run(ours.port, admission(mineCodes), connections)
    if (against.refused + submitting.refused + looking.refused + entering.refused > 0)
      throw new Error(
        `Refused: ${against.refused} by the bare one, ${submitting.refused} submissions, ${looking.refused + entering.refused} admissions.`,
      )
    rates!.push(submitting.perSecond)
    submitRatios!.push(submitting.perSecond / against.perSecond)
    wholeRatios!.push(pupils / (submitting.seconds + looking.seconds + entering.seconds) / against.perSecond)
    latencies!.push(percentile(submitting.milliseconds, 0.99))
  }
  const against = 'bare Astro + tRPC + insert, same run, median of 3'
  print({ name: 'durable submissions, token verified', value: percentile(rates!, 0.5), unit: '1/s' })
  print({
    name: 'durable submissions, token verified',
    value: percentile(submitRatios!, 0.5),
    unit: 'ratio',
    target: '>= 0.8',
    against,
  })
  print({
    name: 'whole protocol: find, admit, submit as three requests',
    value: percentile(wholeRatios!, 0.5),
    unit: 'ratio',
    target: '>= 0.8',
    against,
  })
  print({
    name: 'submission p99 at 32 connections',
    value: percentile(latencies!, 0.5),
    unit: 'ms',
    target: '<= 50',
  })

  const theirCodes = codes.slice(pupils * pairs, pupils * pairs + 30)
  const began = performance.now()
  await run(ours.port, finding(theirCodes), 30)
  await run(ours.port, admission(theirCodes), 30)
  await run(ours.port, submissions.slice(-30), 30)
  print({
    name: 'class of 30 starting and finishing together',
    value: (performance.now() - began) / 1000,
    unit: 's',
    target: '<= 1',
    against: 'LimeSurvey 6.4: 10.5 s',
  })
  bare.child.kill()
  ours.child.kill()
}
