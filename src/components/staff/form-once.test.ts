// A double click gets the same slips, a later reload gets none, and nobody else ever gets them.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newForm, once } from './form-once.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('two posts at once act once and get the same answer', async () => {
  const form = newForm()
  const act = vi.fn(async () => {
    await new Promise((done) => setTimeout(done, 300))
    return ['K7Q2']
  })
  const [first, second] = [once(form, act), once(form, act)]
  await vi.advanceTimersByTimeAsync(300)
  expect(await second).toBe(await first)
  expect(act).toHaveBeenCalledTimes(1)
})

test('a repeat gets the answer for fifteen seconds, then a refusal', async () => {
  const form = newForm()
  const codes = await once(form, () => Promise.resolve(['K7Q2']))
  const again = () => once(form, () => Promise.reject(new Error('acted twice')))
  await vi.advanceTimersByTimeAsync(14_900)
  expect(await again()).toBe(codes)
  await vi.advanceTimersByTimeAsync(200)
  await expect(again()).rejects.toThrow('sheet.printed')
  await vi.advanceTimersByTimeAsync(3_600_000)
  await expect(again()).rejects.toThrow('sheet.printed')
})

test('a form that failed may be sent again', async () => {
  const form = newForm()
  const fails = () => once(form, () => Promise.reject(new Error('server.busy')))
  const [first, second] = [fails(), fails()]
  await expect(first).rejects.toThrow('server.busy')
  await expect(second).rejects.toThrow('server.busy')
  expect(await once(form, () => Promise.resolve('made'))).toBe('made')
})

test('another form has an answer of its own', async () => {
  expect(await once(newForm(), () => Promise.resolve(1))).toBe(1)
  expect(await once(newForm(), () => Promise.resolve(2))).toBe(2)
})
