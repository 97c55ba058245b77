// A server in a process of its own, so that it can be killed and its standard error read. Everything is real but the
// pages: `node tests/faults/server-process.ts FOLDER` prints its port when it listens.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from '#http/app.ts'
import { log } from '#http/log.ts'
import { openServices, stop } from '../../src/server.ts'

const dataDir = process.argv[2]
if (!dataDir) throw new Error('usage: node tests/faults/server-process.ts FOLDER')

const { services, staff } = await openServices({
  dataDir,
  port: 0,
  host: '127.0.0.1',
  trustProxy: false,
  origin: 'http://localhost',
})
const server = createServer(createApp({ services, staff, log }))
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
process.once('SIGTERM', () => void stop(server, services))
