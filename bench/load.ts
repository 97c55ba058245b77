// A load generator: sends prepared requests over a number of kept-alive connections, as fast as answers come.
import { Agent, request } from 'node:http'

export type Load = { path: string; body: string }
export type Result = { perSecond: number; milliseconds: number[]; refused: number; seconds: number }

/** Sends each request once; `check` says whether an answer counts as accepted. */
export async function run(port: number, loads: Load[], connections: number): Promise<Result> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const milliseconds: number[] = []
  let refused = 0
  let next = 0
  const began = performance.now()
  const client = async () => {
    for (;;) {
      const load = loads[next++]
      if (!load) return
      const sent = performance.now()
      if (!(await send(port, load, agent))) refused += 1
      milliseconds.push(performance.now() - sent)
    }
  }
  await Promise.all(Array.from({ length: connections }, client))
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  return { perSecond: loads.length / seconds, milliseconds, refused, seconds }
}

function send(port: number, { path, body }: Load, agent: Agent): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        port,
        path,
        agent,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode === 200))
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
