// A real HTTP server on a free port with a database file, and a client that can send what no browser would.
// Staff are signed in by the cookie `forspring=<id>`; Better Auth itself is tested elsewhere.
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Database } from '#db/open.ts'
import type { Services } from '#api/trpc.ts'
import type { StaffUser } from '#domain/access.ts'
import { createApp } from '#http/app.ts'
import type { StaffSession } from '#http/staff-session.ts'
import { temporaryFolder, testServices } from './services.ts'
import { nobodySignsIn } from './staff.ts'

export type Sent = {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** The sender's own address, 127.0.0.x: every pupil can have one. */
  address?: string
}

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string }

/** Sends one request on a connection of its own. */
export const send = (port: number, { method, path, headers = {}, body, address = '127.0.0.1' }: Sent) =>
  new Promise<Answer>((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port,
        path,
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers:
          body === undefined || headers['transfer-encoding']
            ? headers
            : { ...headers, 'content-length': Buffer.byteLength(body) },
        localAddress: address,
        agent: false,
      },
      (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(pieces).toString('utf8'),
          }),
        )
      },
    )
    request.on('error', reject)
    request.end(body)
  })

/** A call of a procedure as our pages make it. */
export const call = (port: number, procedure: string, input: unknown, more: Partial<Sent> = {}) => {
  const { headers, ...rest } = more
  return send(port, {
    path: `/trpc/${procedure}`,
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json', ...headers },
    ...rest,
  })
}

/** A query: its input travels in the address. */
export const ask = (port: number, procedure: string, input: unknown, headers: Record<string, string> = {}) =>
  send(port, {
    path: `/trpc/${procedure}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
    headers,
  })

/** What a call gave. @throws Error with the problem's name when it was refused. */
export function resultOf<Output>(answer: Answer): Output {
  const body = JSON.parse(answer.text) as { result?: { data: Output }; error?: { message: string } }
  if (!body.result) throw new Error(body.error?.message ?? answer.text)
  return body.result.data
}

/** The name of the problem; `undefined` when there was none. */
export const problemOf = (answer: Answer): string | undefined =>
  (JSON.parse(answer.text) as { error?: { message: string } }).error?.message

export type TestServer = {
  services: Services
  port: number
  folder: string
  /** Everything that was logged. */
  logged: string[]
  stop(): Promise<void>
}

export async function startServer(
  people: StaffUser[] = [],
  instead: Partial<Services> = {},
): Promise<TestServer> {
  const folder = temporaryFolder()
  const services = { ...(await testServices(folder)), ...instead }
  const logged: string[] = []
  const app = createApp({
    services,
    staff: cookieStaff(people),
    log: (event, fields) => void logged.push(JSON.stringify({ event, ...fields })),
  })
  const server = createServer(app)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    services,
    port: (server.address() as AddressInfo).port,
    folder,
    logged,
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
      await services.database.close()
    },
  }
}

function cookieStaff(people: StaffUser[]): StaffSession {
  return nobodySignsIn(async (headers) =>
    people.find(({ id }) => headers.get('cookie') === `forspring=${id}`),
  )
}

export const tablesOf = async (database: Database): Promise<string[]> =>
  (await database.ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).rows.map((row) =>
    String(row['name']),
  )

/** Every row of every table as text, in the order in which it is stored. */
export async function dump(database: Database): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {}
  for (const table of await tablesOf(database)) {
    const { rows } = await database.ask(`SELECT * FROM "${table}"`)
    tables[table] = rows.map((row) =>
      JSON.stringify(Object.values(row).map((value) => (value instanceof ArrayBuffer ? hex(value) : value))),
    )
  }
  return tables
}

export const hex = (bytes: ArrayBuffer | Uint8Array): string =>
  Buffer.from(bytes as Uint8Array).toString('hex')
