// A class of thirty, from printed slips to the researcher's file, through the API and with the real cryptography.
import { beforeAll, describe, expect, test } from 'vitest'
import type { Services } from '#api/trpc.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { variablesOf } from '#domain/variable.ts'
import { alice, apiFor, aSchool, carol, dora, testServices } from '../support/services.ts'
import { enter, someAnswers, submission } from '../support/pupil.ts'

describe('thirty pupils answer', () => {
  let services: Services
  let instrument: Instrument
  let sheet: Awaited<ReturnType<ReturnType<typeof apiFor>['codeSheet']['issue']>>

  beforeAll(async () => {
    services = await testServices()
    instrument = (await aSchool(services)).instrument.instrument
    sheet = await apiFor(services, alice).codeSheet.issue({
      waveId: 'wave',
      classId: '9a',
      pupils: 30,
      replace: false,
    })
  })

  test('the teacher gets a code for each pupil and three to spare', () => {
    expect(new Set(sheet.codes).size).toBe(33)
  })

  test('all thirty answer at the same time and are acknowledged', async () => {
    const api = apiFor(services)
    const receipts = await Promise.all(
      sheet.codes.slice(0, 30).map(async (code, number) => {
        const ready = await enter(api, code)
        expect(ready.round).toBe(sheet.round)
        return api.response.submit(
          submission(ready, someAnswers(instrument, number), number % 3 ? 'nb' : 'nn'),
        )
      }),
    )
    expect(receipts).toEqual(Array(30).fill({ received: true }))
  })

  test('the teacher sees thirty of thirty-three codes used, and nothing else', async () => {
    const counts = await apiFor(services, alice).round.counts({ id: sheet.round })
    expect(counts.classes).toEqual([{ id: '9a', label: '9A', issued: 33, used: 30 }])
  })

  test('the researcher gets no row while the round is open, and thirty when it is closed', async () => {
    const rows = async () => {
      let text = ''
      for await (const piece of await apiFor(services, dora).study.csv({ waveId: 'wave', locale: 'nb' }))
        text += piece
      return text.trimEnd().split('\r\n').slice(1)
    }
    expect(await rows()).toHaveLength(0)
    await apiFor(services, carol).round.close({ id: sheet.round })
    expect(await rows()).toHaveLength(30)
  })

  test('the codebook names every column of the file', async () => {
    const codebook = await apiFor(services, dora).study.codebook({ waveId: 'wave', locale: 'nn' })

    const items = codebook.columns.filter((column) => column.kind === 'item')
    expect(items.map((column) => column.name)).toEqual(
      variablesOf(instrument).map((variable) => variable.name),
    )
    expect(items.every((column) => column.licence && column.construct)).toBe(true)
  })

  test('after closing, a slip that was never used opens nothing', async () => {
    await expect(enter(apiFor(services), sheet.codes[31]!)).rejects.toMatchObject({
      message: 'code.unusable',
    })
  })
})
