// What is kept on the device, and that the script which is there before the page is drawn says the same.
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseSettings, settingsKey, showSettings } from './settings.ts'

describe('the settings', () => {
  it('are the usual ones for anything that does not fit', () => {
    const usual = { size: '100', friendly: false, easy: false, rate: 1, voices: {} }
    for (const kept of [
      null,
      '',
      '{',
      '[]',
      'null',
      '7',
      '{"size":"900","rate":40,"friendly":"yes","voices":1}',
    ])
      expect(parseSettings(kept), String(kept)).toEqual(usual)
  })

  it('come back as they were kept', () => {
    const settings = { size: '150', friendly: true, easy: true, rate: 0.7, voices: { nb: 'nora' } } as const
    expect(parseSettings(JSON.stringify(settings))).toEqual(settings)
  })
})

/** As much of <html> as either script needs. */
function fakeRoot() {
  const attributes = new Set<string>()
  const dataset: Record<string, string> = {}
  const toggleAttribute = (name: string, isOn: boolean) =>
    isOn ? attributes.add(name) : attributes.delete(name)
  return { attributes, dataset, toggleAttribute }
}

describe('early.js', () => {
  afterEach(() => void vi.unstubAllGlobals())

  it('shows a page as the settings say, before the page is drawn', () => {
    const script = readFileSync('src/islands/reading/early.js', 'utf8')
    for (const size of ['100', '125', '150', '175', undefined])
      for (const friendly of [true, false, 'true'])
        for (const easy of [true, undefined]) {
          const kept = JSON.stringify({ size, friendly, easy })
          const early = fakeRoot()
          const localStorage = { getItem: (key: string) => (key === settingsKey ? kept : null) }
          runInNewContext(script, { localStorage, document: { documentElement: early } })
          const late = fakeRoot()
          vi.stubGlobal('document', { documentElement: late })
          showSettings(parseSettings(kept))
          expect([early.dataset, early.attributes], kept).toEqual([late.dataset, late.attributes])
        }
  })

  it('survives a browser that keeps nothing', () => {
    const script = readFileSync('src/islands/reading/early.js', 'utf8')
    expect(() => void runInNewContext(script, {})).not.toThrow()
    expect(() => void runInNewContext(script, { localStorage: { getItem: () => 'null' } })).not.toThrow()
  })
})
