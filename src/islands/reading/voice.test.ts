// Which voice reads: near languages, voices on the device, and none at all.
import { describe, expect, it } from 'vitest'
import { pickVoice, voicesFor, type Voice } from './voice.ts'

const voice = (lang: string, voiceURI: string, localService = true): Voice => ({
  lang,
  voiceURI,
  localService,
})
const nora = voice('nb-NO', 'nora')
const norwegian = voice('no', 'norwegian')
const cloud = voice('nb-NO', 'cloud', false)
const kate = voice('en-GB', 'kate')
const sam = voice('en-US', 'sam')
const torfinn = voice('nn_NO', 'torfinn')

describe('the voice', () => {
  it('is of the language of the text', () => {
    expect(pickVoice([kate, nora], 'nb')).toEqual({ voice: nora, isNearest: false })
    expect(pickVoice([nora, sam, kate], 'en')?.voice).toBe(kate)
    expect(pickVoice([nora, torfinn], 'nn')).toEqual({ voice: torfinn, isNearest: false })
  })

  it('may be called «no» by the device', () => {
    expect(pickVoice([norwegian], 'nb')).toEqual({ voice: norwegian, isNearest: false })
  })

  it('is a bokmål one for nynorsk where there is no other, and says so', () => {
    expect(pickVoice([kate, nora], 'nn')).toEqual({ voice: nora, isNearest: true })
  })

  it('is never English for Norwegian, or the other way', () => {
    expect(pickVoice([kate], 'nb')).toBeUndefined()
    expect(pickVoice([nora, torfinn], 'en')).toBeUndefined()
    expect(pickVoice([], 'nb')).toBeUndefined()
  })

  it('is on the device, never one that sends the text to somebody', () => {
    expect(pickVoice([cloud, nora], 'nb')?.voice).toBe(nora)
    expect(pickVoice([cloud], 'nb')).toBeUndefined()
    expect(pickVoice([cloud, nora], 'nb', 'cloud')?.voice).toBe(nora)
  })

  it('is the one picked, while it is there', () => {
    const other = voice('nb-NO', 'other')
    expect(pickVoice([nora, other], 'nb', 'other')?.voice).toBe(other)
    expect(pickVoice([nora, other], 'nb', 'gone')?.voice).toBe(nora)
    expect(pickVoice([nora, kate], 'nb', 'kate')?.voice).toBe(nora)
  })

  it('is chosen from a list with the best first', () => {
    expect(voicesFor([cloud, torfinn, nora, kate], 'nb')).toEqual([nora, torfinn])
  })
})
