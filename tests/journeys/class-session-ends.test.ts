// Streams and sessions that end by themselves: when time is up, when the server stops, when the phone goes away.
import { afterAll, describe, expect, test } from 'vitest'
import { sweepSessions } from '#store/class-session.ts'
import { aClassroom } from '../support/classroom.ts'
import { problemOf } from '../support/server.ts'

const { server, control, join, start, sit, follow, rowsOf } = await aClassroom()
afterAll(() => server.stop())

describe('by itself', () => {
  test('a session ends when its time is up, and the sweep takes all of it', async () => {
    const { joinCode, id } = await start()
    await sit(joinCode)
    const phone = follow(joinCode)
    await phone.until(() => true)
    const past = server.services.now().getTime()
    await server.services.database.write({
      sql: 'UPDATE class_session SET expires_at = ? WHERE id = ?',
      args: [past, id],
    })
    // Nobody told the streams: they look by themselves.
    await phone.until(({ status }) => status === 'ended')
    expect(problemOf(await join(joinCode))).toBe('class-session.not-found')
    expect(problemOf(await control(id, { kind: 'start' }))).toBe('class-session.not-found')
    expect(await sweepSessions(server.services.database, server.services.now())).toBe(1)
    expect(await rowsOf(id)).toEqual([0, 0])
    expect(problemOf(await control(id, { kind: 'end' }))).toBe('class-session.not-found')
  })

  test('a server that stops ends its streams at once', async () => {
    const other = await aClassroom()
    const { joinCode } = await other.start()
    const phone = other.follow(joinCode)
    await phone.until(() => true)
    other.server.services.live.close()
    await phone.ended
    await other.server.stop()
  })

  test('streams are neither kept nor compressed, carry our headers, and go away with the phone', async () => {
    const { joinCode } = await start()
    const before = server.services.live.followers()
    const phone = follow(joinCode, { 'accept-encoding': 'gzip, br' })
    await phone.until(() => true)
    const headers = await phone.headers
    expect(headers['content-type']).toBe('text/event-stream')
    expect(headers['cache-control']).toBe('no-store, no-transform')
    expect(headers['content-encoding']).toBeUndefined()
    expect(headers['x-accel-buffering']).toBe('no')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['set-cookie']).toBeUndefined()
    expect(server.services.live.followers()).toBe(before + 1)
    phone.close()
    await expect.poll(() => server.services.live.followers(), { timeout: 4000 }).toBe(before)
  })
})
