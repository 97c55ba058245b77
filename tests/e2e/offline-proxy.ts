// The product as if it were built twice: build A is what it is; in build B every hashed script has another name, and the
// names of A are gone. Each page and script says which build it is from, so that a mixture can be seen. The network can
// be cut, and single addresses can be made to fail.
import { createServer, request as ask, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Proxy = {
  origin: string
  build: 'A' | 'B'
  isDown: boolean
  /** Addresses that answer 503. */
  broken: RegExp | undefined
  /** Every address that was asked for. */
  seen: string[]
  stop(): Promise<void>
}

const body = async (message: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of message) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

const mark = (build: string) => `;(globalThis.builds??=new Set()).add(${JSON.stringify(build)});\n`

/** Names of hashed scripts, in attributes and in other scripts. */
const rename = (text: string) =>
  text.replace(/((?:["'`]\/?_astro\/|["'`]\.\/)[\w.@~-]+?)(?:-b)?\.js(?=["'`])/g, '$1-b.js')

export async function startProxy(target: string): Promise<Proxy> {
  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '/'
      proxy.seen.push(path)
      if (proxy.isDown) return void request.socket.destroy()
      if (proxy.broken?.test(path)) return void response.writeHead(503).end()
      const { build } = proxy
      const isHashed = path.startsWith('/_astro/') && path.endsWith('.js')
      if (isHashed && path.endsWith('-b.js') !== (build === 'B')) return void response.writeHead(404).end()
      const wanted = ask(target + (isHashed ? path.replace(/-b\.js$/, '.js') : path), {
        method: request.method,
        headers: {
          ...request.headers,
          host: new URL(target).host,
          'accept-encoding': 'identity',
          'if-none-match': '',
        },
      })
      wanted.on('response', (answer) => {
        void body(answer).then((bytes) => {
          const headers = { ...answer.headers }
          delete headers['etag']
          delete headers['content-length']
          delete headers['transfer-encoding']
          if (headers['forspring-build']) headers['forspring-build'] = `build-${build}`
          const type = String(headers['content-type'])
          let sent: Buffer | string = bytes
          if (/html|javascript/.test(type)) {
            sent = build === 'B' ? rename(bytes.toString()) : bytes.toString()
            if (type.includes('html')) sent = sent.replace('<html', `<html data-build="${build}"`)
            else if (path !== '/service-worker.js') sent += mark(build)
            else sent = sent.replaceAll(idOf(sent), `build-${build}`)
          }
          response.writeHead(answer.statusCode ?? 500, headers).end(sent)
        })
      })
      wanted.on('error', () => response.destroy())
      wanted.end()
    })()
  })
  const { build: id } = (await (await fetch(`${target}/build.json`)).json()) as { build: string }
  const idOf = (worker: string) => {
    if (!worker.includes(id)) throw new Error('The service worker does not carry the number of the build')
    return id
  }
  await new Promise<void>((listening) => server.listen(0, listening))
  const proxy: Proxy = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    build: 'A',
    isDown: false,
    broken: undefined,
    seen: [],
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
  return proxy
}
