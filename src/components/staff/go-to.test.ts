// What `?neste=` may ask for: a page here, never another site, and never the way out.
import { expect, test } from 'vitest'
import { pathOnThisSite } from './go-to.ts'

test.each(['/nb/skole', '/nn/skole/lapper?klasse=1&maling=2', '/en/forsker/demo#top', '/nb/logg-utstyr'])(
  '%s is followed',
  (path) => expect(pathOnThisSite(path)).toBe(path),
)

test.each([
  null,
  '',
  'nb/skole',
  'https://annet.example',
  '//annet.example',
  '/\\annet.example',
  '/\tannet.example',
  '/nb/logg-ut',
  '/nb/logg-ut/',
  '/nn/logg-ut?x=1',
  '/en/logg-ut#x',
  '/nb/logg%2Dut',
  '/nb/x/../logg-ut',
  '/%',
])('%j is not', (path) => expect(pathOnThisSite(path)).toBeUndefined())
