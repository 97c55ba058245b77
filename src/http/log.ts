// The log: one JSON object a line on standard error. Never an address, a query, a body, an answer or a code.

export type Log = (event: string, fields?: Record<string, string | number | boolean | undefined>) => void

export const log: Log = (event, fields = {}) => {
  process.stderr.write(JSON.stringify({ at: new Date().toISOString(), event, ...fields }) + '\n')
}
