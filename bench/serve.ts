// The server under load, in a process of its own as in real life.
import { createServer } from 'node:http'
import { log } from '#http/log.ts'
import { createApp } from '#http/app.ts'
import { openServices, settingsFrom } from '../src/server.ts'

process.env['NODE_ENV'] = 'production'
const { services, staff } = await openServices(settingsFrom(process.env))
const server = createServer(createApp({ services, staff, log }))
server.listen(Number(process.env['PORT']), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
