// Whose draft lies in this tab: after a reload, on another page, and when the browser shows an old page again.
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { start } from '#domain/flow.ts'
import { type Draft, keepDraft } from './draft.ts'
import { createKeeper } from './keeper.ts'

const minute = 60_000

const draftOf = (person: string): Draft => ({
  stage: 'answering',
  token: { message: person, signature: 's' },
  progress: start,
  seconds: 0,
  round: 'r',
  publicKey: 'k',
  instrument: 'i',
  languages: ['nb'],
})

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})

describe('a draft', () => {
  test('of a shared device keeps its shorter wait and its question on a page that is not for shared devices', () => {
    createKeeper(true).keep(draftOf('a'))
    const elsewhere = createKeeper(false)
    expect(elsewhere.takeUp(Date.now() + minute)).toBe('old')
    expect(elsewhere.isShared()).toBe(true)
    expect(createKeeper(false).takeUp(Date.now() + 11 * minute)).toBe('expired')
  })

  test('on one’s own device is taken up at once and waits longer', () => {
    createKeeper(false).keep(draftOf('a'))
    expect(createKeeper(false).takeUp(Date.now() + minute)).toBe('fresh')
    expect(createKeeper(false).takeUp(Date.now() + 11 * minute)).toBe('old')
  })
})

describe('a page that the browser shows again as it was', () => {
  const left = (shared: boolean) => {
    const keeper = createKeeper(shared)
    keeper.keep(draftOf('a'))
    return keeper
  }

  test('stands where the same draft lies here still and nobody else can have come', () => {
    expect(left(false).comeBack(Date.now() + minute)).toBe('same')
  })

  test('stands when there never was one, and asks when one lies here now', () => {
    expect(createKeeper(false).comeBack(Date.now())).toBe('same')
    left(false)
    expect(createKeeper(false).comeBack(Date.now())).toBe('other')
  })

  test('asks whose the answers are after a while, on a shared device, and when another draft lies here', () => {
    expect(left(false).comeBack(Date.now() + 6 * minute)).toBe('other')
    expect(left(true).comeBack(Date.now())).toBe('other')
    const keeper = left(false)
    keepDraft(draftOf('b'), Date.now())
    expect(keeper.comeBack(Date.now())).toBe('other')
    // What it goes on with is the one that lies here, not the one that it showed.
    expect(keeper.draft()).toMatchObject({ token: { message: 'b' } })
  })

  test('shows nothing where the draft has been sent or left meanwhile', () => {
    const keeper = left(false)
    createKeeper(false).forget()
    expect(keeper.comeBack(Date.now())).toBe('gone')
  })
})
