// `npm start`. Its whole work is in start-product.ts; this first turns on Node's cache of compiled code, which has to be
// on before anything large is loaded, and takes the bundled server where there is one (src/cli/bundle.ts).
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isBuilt } from './built.ts'

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/forspring', import.meta.url)))
const bundle = new URL('../../dist/start/start-product.js', import.meta.url).href
await import(isBuilt() ? bundle : './start-product.ts')
