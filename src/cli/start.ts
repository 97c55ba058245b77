// `npm start`. Its whole work is in start-product.ts; this first turns on Node's cache of compiled code, which saves a
// third of the time to the first answer and has to be on before anything large is loaded.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/forspring', import.meta.url)))
await import('./start-product.ts')
