// A researcher composes an instrument, a wave uses it, and what was used stays as it was.
import { beforeEach, expect, test } from 'vitest'
import type { Services } from '#api/trpc.ts'
import { audit } from '#db/schema.ts'
import type { InstrumentEdit } from '#schemas/instrument-edit.ts'
import { alice, apiFor, aSchool, carol, dora, testServices } from '../support/services.ts'

const text = (words: string) => ({ nb: words, nn: words, en: words })
const own = (id: string) => ({
  kind: 'single' as const,
  id,
  text: text('Hvor ofte er du ute?'),
  construct: 'time outdoors',
  source: 'Own wording',
  licence: 'CC BY 4.0',
  year: 2026,
  options: [
    { value: 0, label: text('Aldri') },
    { value: 1, label: text('Ofte') },
  ],
})
const details: InstrumentEdit = {
  kind: 'details',
  title: text('Fritid'),
  introduction: text('Om fritid.'),
  closing: text('Takk!'),
  respondent: 'pupil',
  ageBand: '8-10',
  minutes: 5,
  languages: ['nb', 'nn', 'en'],
  reviewed: ['nb'],
}

let services: Services
let api: ReturnType<typeof apiFor>['ownInstrument']
beforeEach(async () => {
  services = await testServices()
  await aSchool(services)
  api = apiFor(services, dora).ownInstrument
})

/** Makes one and changes it, each time on the newest revision. */
async function compose(...actions: InstrumentEdit[]): Promise<string> {
  const { id } = await api.create({ title: 'Fritid', respondent: 'pupil', ageBand: '8-10' })
  await edit(id, ...actions)
  return id
}
async function edit(id: string, ...actions: InstrumentEdit[]) {
  for (const action of actions) {
    const { own: now } = await api.get({ id })
    await api.change({ id, revision: now!.revision, action })
  }
}
const finished = () =>
  compose(
    details,
    { kind: 'add-page', title: text('Fritid') },
    { kind: 'add-item', page: 'egen_1', item: own('fritid_ute') },
  )
/** A wave that is open for 9A's school asks this instrument, and slips are printed: a round has its wording. */
async function use(id: string) {
  await services.database.write({
    sql: `UPDATE wave SET instrument_id = ? WHERE id = 'wave'`,
    args: [id],
  })
  return apiFor(services, alice).codeSheet.issue({ waveId: 'wave', classId: '9a', pupils: 5, replace: false })
}

test('an empty one has faults, a finished one none, and each change is noted', async () => {
  const empty = await compose()
  expect((await api.get({ id: empty })).faults).toContainEqual({ code: 'no-pages' })
  const id = await finished()
  expect(id).toMatch(/^egen-/)
  expect((await api.get({ id })).faults).toEqual([])
  const notes = await services.database.read.select().from(audit).all()
  expect(notes.map(({ action, subject }) => `${action} ${subject}`)).toEqual(
    expect.arrayContaining([`instrument.create ${id}`, `instrument.change ${id} add-item`]),
  )
})

test('the bank has blocks for those who answer only, and knows which are taken', async () => {
  const id = await compose(details)
  const bank = await api.bank({ id })
  expect(bank.length).toBeGreaterThan(0)
  expect(bank.every(({ block }) => block.respondents.includes('pupil'))).toBe(true)
  const bands = bank.map(({ block }) => block.ageBands).filter((each) => each.length > 0)
  expect(bands.every((each) => each.includes('8-10'))).toBe(true)
  expect(bank.length).toBeLessThan(services.blocks.size)
  const [first] = bank
  await edit(id, { kind: 'add-block', block: first!.block.id })
  expect((await api.bank({ id })).filter(({ taken }) => taken).map(({ block }) => block.id)).toEqual([
    first!.block.id,
  ])
})

test('of two who change the same revision, the second is refused and nothing is lost', async () => {
  const id = await finished()
  const { own: now } = await api.get({ id })
  const rename = (title: string) =>
    api.change({
      id,
      revision: now!.revision,
      action: { kind: 'name-page', page: 'egen_1', title: text(title) },
    })
  const answers = await Promise.allSettled([rename('Min'), rename('Din')])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = answers.find((each) => each.status === 'rejected')
  expect((refused!.reason as Error).message).toBe('instrument.changed')
  const { instrument, own: after } = await api.get({ id })
  expect(after!.revision).toBe(now!.revision + 1)
  expect(['Min', 'Din']).toContain(instrument.pages[0]!.title.nb)
})

test('what a round has used stays, and the difference to it can be read', async () => {
  const id = await finished()
  await use(id)
  const before = await api.get({ id })
  expect(before.versions).toMatchObject([{ waveId: 'wave', rounds: 1 }])
  await edit(id, {
    kind: 'change-item',
    item: 'fritid_ute',
    to: { ...own('fritid_ute'), text: { ...text('Hvor ofte er du ute?'), nn: 'Kor ofte er du ute?' } },
  })
  const { hash } = before.versions[0]!
  const frozen = await apiFor(services).instrument.version({ hash })
  expect(frozen.pages).toEqual(before.instrument.pages)
  const { difference } = await api.compare({ id, against: hash })
  expect(difference.items).toMatchObject([
    { id: 'fritid_ute', changes: [{ part: 'text', locale: 'nn', after: 'Kor ofte er du ute?' }] },
  ])
})

test('a wave that has begun keeps its place when the draft becomes faulty', async () => {
  const id = await finished()
  await use(id)
  await edit(id, { kind: 'remove-item', item: 'fritid_ute' })
  expect((await api.get({ id })).faults).not.toEqual([])
  const { classes } = await apiFor(services, carol).round.overview()
  expect(classes.find((each) => each.id === '9a')!.waves).toMatchObject([
    { waveId: 'wave', open: true, minutes: details.minutes, respondent: 'pupil' },
  ])
})

test('one with faults is never asked, and one that a wave names is not deleted', async () => {
  const id = await compose(details)
  await expect(use(id)).rejects.toThrow('instrument.faulty')
  await expect(api.remove({ id })).rejects.toThrow('instrument.in-use')
  const unused = await finished()
  await api.archive({ id: unused })
  expect((await api.list()).own.find((each) => each.id === unused)!.archivedOn).toBe('2026-11-21')
  await api.restore({ id: unused })
  await api.remove({ id: unused })
  await expect(api.get({ id: unused })).rejects.toThrow('instrument.not-found')
})

test('a copy of a shipped one differs in nothing and is compared with it first', async () => {
  const { id } = await api.copy({ id: 'ungdom-8-10' })
  const { choices } = await api.comparable({ id })
  expect(choices.nearest).toBe('ungdom-8-10')
  const { difference } = await api.compare({ id, against: 'ungdom-8-10' })
  expect(difference).toEqual({ about: [], pages: [], items: [], scales: [] })
})

test('a file out and in again is the same, and what cannot come along must be seen first', async () => {
  const id = await finished()
  const { file } = await api.exportFile({ id })
  const back = await api.importFile({ file, seen: false })
  expect(back.notCarried).toEqual([])
  expect((await api.compare({ id: back.id!, against: id })).difference.items).toEqual([])

  await expect(api.importFile({ file: btoa('<document/>'), seen: true })).rejects.toThrow(
    'instrument.unreadable',
  )
  const lost = { what: 'quota', where: 'survey', detail: '20 boys' } as const
  const { instrument } = await api.get({ id })
  services.questionnaireFiles = {
    ...services.questionnaireFiles,
    read: () => Promise.resolve({ instrument, notCarried: [lost] }),
  }
  api = apiFor(services, dora).ownInstrument
  const before = (await api.list()).own.length
  expect(await api.importFile({ file, seen: false })).toEqual({ notCarried: [lost] })
  expect((await api.list()).own).toHaveLength(before)
  const kept = await api.importFile({ file, seen: true })
  expect(kept.notCarried).toEqual([lost])
  expect((await api.list()).own.map((each) => each.id)).toContain(kept.id)
})
