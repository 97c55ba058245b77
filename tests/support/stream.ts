// A client of server-sent events that behaves as a browser's EventSource does, but never connects again by itself.
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { Answer } from './server.ts'

export type Stream<State> = {
  /** The first state, seen already or still to come, that fits. @throws when the stream ends without one. */
  until(fits: (state: State) => boolean): Promise<State>
  headers: Promise<IncomingHttpHeaders>
  /** Resolves when the server has closed it. */
  ended: Promise<void>
  /** The name of the refusal; `undefined` when it ended without one. */
  refused: Promise<string | undefined>
  /** Goes away, as a phone does. */
  close(): void
}

/** @param heard is told of every state when it arrives. */
export function openStream<State>(
  port: number,
  procedure: string,
  input: unknown,
  headers: Record<string, string> = {},
  heard: (state: State) => void = () => {},
): Stream<State> {
  let latest: State | undefined
  let problem: string | undefined
  let over = false
  const waiting = new Set<() => void>()
  const tell = () => [...waiting].forEach((look) => look())

  function read(event: string) {
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(event)?.[1]
    const data = field('data')
    if (!data) return
    const name = field('event')
    if (name === 'serialized-error') problem = (JSON.parse(data) as { message: string }).message
    if (name !== undefined) return
    latest = JSON.parse(data) as State
    heard(latest)
    tell()
  }

  const path = `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`
  const request = httpRequest({ host: '127.0.0.1', port, path, headers, agent: false })
  const answered = new Promise<IncomingHttpHeaders>((resolve) => {
    request.on('response', (response) => {
      resolve(response.headers)
      let text = ''
      response.setEncoding('utf8').on('data', (piece: string) => {
        const events = (text + piece).split(/\n\n+/)
        text = events.pop()!
        events.forEach(read)
      })
    })
  })
  // An error is a phone that went away, or a server that did.
  request.on('error', () => {})
  const ended = new Promise<void>((resolve) => {
    request.on('close', () => {
      over = true
      tell()
      resolve()
    })
  })
  request.end()

  return {
    until: (fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = latest !== undefined && fits(latest)
          if (!found && !over) return
          waiting.delete(look)
          if (found) resolve(latest!)
          else reject(new Error(`The stream ended before: ${problem ?? JSON.stringify(latest)}`))
        }
        waiting.add(look)
        look()
      }),
    headers: answered,
    ended,
    refused: ended.then(() => problem),
    close: () => void request.destroy(),
  }
}

/** A stream that is nothing but a refusal, as the answer that a call would have been given; other answers as they are. */
export function refusalIn(answer: Answer): Answer {
  if (answer.headers['content-type'] !== 'text/event-stream') return answer
  const [, data] = /^event: connected\n.*\n+event: serialized-error\ndata: (.*)\n+$/.exec(answer.text) ?? []
  if (!data) throw new Error(`No refusal: ${answer.text}`)
  const { message, data: told } = JSON.parse(data) as { message: string; data: { httpStatus: number } }
  if (answer.headers['cache-control'] !== 'no-store, no-transform')
    throw new Error('This stream may be kept.')
  return {
    status: told.httpStatus,
    headers: { ...answer.headers, 'content-type': 'application/json', 'cache-control': 'no-store' },
    text: JSON.stringify({ error: { message, data: told } }),
  }
}
