// One procedure, one insert, one commit: no protocol, no anonymity, no checks beyond the shape.
import { createClient } from '@libsql/client'
import { initTRPC } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { APIRoute } from 'astro'
import { z } from 'zod'

const database = createClient({ url: `file:${process.env['DATA_DIR']}/bare.db`, concurrency: 1 })
await database.execute('PRAGMA journal_mode = WAL')
await database.execute('PRAGMA synchronous = FULL')
await database.execute('CREATE TABLE IF NOT EXISTS response (id TEXT PRIMARY KEY, answers TEXT NOT NULL)')

const t = initTRPC.create()
const router = t.router({
  submit: t.procedure
    .input(z.strictObject({ answers: z.record(z.string(), z.int()), padding: z.string() }))
    .mutation(async ({ input }) => {
      await database.execute({
        sql: 'INSERT INTO response (id, answers) VALUES (?, ?)',
        args: [crypto.randomUUID(), JSON.stringify(input.answers)],
      })
      return { received: true }
    }),
})

export const ALL: APIRoute = ({ request }) => fetchRequestHandler({ endpoint: '/trpc', req: request, router })
