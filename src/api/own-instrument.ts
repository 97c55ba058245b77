// Instruments that researchers compose: kept as drafts that may have faults, changed one edit at a time, and frozen by the
// first round that uses them. Shipped ones are shown by the same procedures and changed by none.
import { z } from 'zod'
import { randomId } from '#crypto/random.ts'
import { instrumentDifference, nearestOf } from '#domain/instrument-difference.ts'
import { editInstrument, emptyInstrument } from '#domain/instrument-edit.ts'
import type { NotCarried } from '#domain/formats/imported.ts'
import { instrumentFaults } from '#domain/instrument-faults.ts'
import { instrumentWarnings } from '#domain/instrument-warnings.ts'
import { Problem } from '#domain/problem.ts'
import { itemsOf } from '#domain/variable.ts'
import { DraftInstrument, InstrumentEdit, NewInstrument } from '#schemas/instrument-edit.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { findOwnInstrument, findVersion, type OwnInstrument } from '#store/instrument.ts'
import {
  addOwnInstrument,
  allOwnInstruments,
  archiveOwnInstrument,
  changeOwnInstrument,
  removeOwnInstrument,
  versionsOf,
  wavesWith,
} from '#store/own-instrument.ts'
import { note, type StaffContext, todayOf } from './staff-action.ts'
import { type Context, researcherProcedure, router } from './trpc.ts'

const OfId = z.strictObject({ id: z.string() })

/** A draft as it was stored. It was checked then, so it is not parsed again. */
const draftOf = ({ document }: OwnInstrument) => JSON.parse(document) as Instrument

async function ownOne(ctx: Context, id: string): Promise<OwnInstrument> {
  const own = await findOwnInstrument(ctx.database, id)
  if (!own) throw new Problem('instrument.not-found')
  return own
}

/** A shipped instrument, an own one as it is now, or a frozen version by its hash. */
async function anyInstrument(ctx: Context, name: string): Promise<Instrument> {
  const shipped = ctx.instruments.get(name)
  if (shipped) return shipped.instrument
  const version = /^[0-9a-f]{32}$/.test(name) && (await findVersion(ctx.database, name))
  return version || draftOf(await ownOne(ctx, name))
}

/** What a list says of an instrument. */
const summaryOf = (instrument: Instrument) => ({
  id: instrument.id,
  title: instrument.title,
  respondent: instrument.respondent,
  ageBand: instrument.ageBand,
  minutes: instrument.minutes,
  languages: instrument.languages,
  reviewed: instrument.reviewed,
  pages: instrument.pages.length,
  items: itemsOf(instrument).filter(({ kind }) => kind !== 'information').length,
})

/** Stores a draft under an id of its own, which no shipped instrument can have. @returns the id. */
async function keep(ctx: StaffContext, make: (id: string) => Instrument, action: string): Promise<string> {
  const id = `egen-${randomId()}`
  const document = JSON.stringify(make(id))
  await addOwnInstrument(ctx.database, { id, document, createdBy: ctx.user.id, changedOn: todayOf(ctx) })
  await note(ctx, action, id)
  return id
}

export const ownInstrumentRouter = router({
  /** Shipped and own instruments, for the page that begins everything. */
  list: researcherProcedure.query(async ({ ctx }) => {
    const own = await allOwnInstruments(ctx.database)
    return {
      shipped: [...ctx.instruments.values()].map(({ instrument }) => summaryOf(instrument)),
      own: await Promise.all(
        own.map(async (row) => ({
          ...summaryOf(draftOf(row)),
          changedOn: row.changedOn,
          archivedOn: row.archivedOn,
          faults: instrumentFaults(draftOf(row)).length,
          waves: await wavesWith(ctx.database, row.id),
        })),
      ),
    }
  }),

  /** One instrument with its checks and the versions that have been used; `own` is absent for a shipped one. */
  get: researcherProcedure.input(OfId).query(async ({ ctx, input }) => {
    const row = ctx.instruments.has(input.id) ? undefined : await ownOne(ctx, input.id)
    const instrument = row ? draftOf(row) : ctx.instruments.get(input.id)!.instrument
    const [versions, waves] = await Promise.all([
      versionsOf(ctx.database, input.id),
      wavesWith(ctx.database, input.id),
    ])
    return {
      instrument,
      faults: instrumentFaults(instrument),
      warnings: instrumentWarnings(instrument),
      versions,
      waves,
      ...(row && { own: { revision: row.revision, changedOn: row.changedOn, archivedOn: row.archivedOn } }),
    }
  }),

  /** The item bank: blocks made for who answers this instrument, and whether it has them already. */
  bank: researcherProcedure.input(OfId).query(async ({ ctx, input }) => {
    const { respondent, ageBand, pages } = await anyInstrument(ctx, input.id)
    return [...ctx.blocks.values()]
      .filter(
        (block) =>
          block.respondents.includes(respondent) &&
          (!ageBand || block.ageBands.length === 0 || block.ageBands.includes(ageBand)),
      )
      .map((block) => ({ block, taken: pages.some((page) => page.block === block.id) }))
  }),

  create: researcherProcedure.input(NewInstrument).mutation(async ({ ctx, input }) => ({
    id: await keep(ctx, (id) => emptyInstrument(id, input), 'instrument.create'),
  })),

  /**
   * A questionnaire of another system as a draft. `file` is base64. When something could not be carried over it is listed
   * and nothing is stored, until the same file comes with `seen`: then the answer has an `id`.
   * @throws Problem `instrument.unreadable`.
   */
  importFile: researcherProcedure
    .input(z.strictObject({ file: z.base64().min(1), seen: z.boolean() }))
    .mutation(async ({ ctx, input }): Promise<{ notCarried: NotCarried[]; id?: string }> => {
      const { instrument, notCarried } = await ctx.questionnaireFiles.read(Buffer.from(input.file, 'base64'))
      const draft = DraftInstrument.safeParse(instrument)
      if (!draft.success) throw new Problem('instrument.unreadable')
      if (notCarried.length > 0 && !input.seen) return { notCarried }
      return { notCarried, id: await keep(ctx, (id) => ({ ...draft.data, id }), 'instrument.import') }
    }),

  /** An XLSForm workbook of a shipped or own instrument, as base64. */
  exportFile: researcherProcedure.input(OfId).query(async ({ ctx, input }) => {
    const file = await ctx.questionnaireFiles.write(await anyInstrument(ctx, input.id))
    return { file: file.toString('base64') }
  }),

  /** A shipped or own instrument as a starting point. Its blocks stay blocks of the bank. */
  copy: researcherProcedure.input(OfId).mutation(async ({ ctx, input }) => {
    const original = await anyInstrument(ctx, input.id)
    return { id: await keep(ctx, (id) => ({ ...original, id }), 'instrument.copy') }
  }),

  /**
   * One change to one revision. Refused with `instrument.changed` when the revision is older than what is stored: then
   * nothing is written, and the page shows what was typed together with what is there now.
   */
  change: researcherProcedure
    .input(z.strictObject({ id: z.string(), revision: z.int().min(0), action: InstrumentEdit }))
    .mutation(async ({ ctx, input: { id, revision, action } }) => {
      const row = await ownOne(ctx, id)
      if (row.revision !== revision) throw new Problem('instrument.changed')
      const next = DraftInstrument.safeParse(editInstrument(draftOf(row), action, ctx.blocks))
      if (!next.success) throw new Problem('request.malformed')
      const document = JSON.stringify(next.data)
      const written = await changeOwnInstrument(ctx.database, {
        id,
        revision,
        document,
        changedOn: todayOf(ctx),
      })
      if (!written) throw new Problem('instrument.changed')
      await note(ctx, 'instrument.change', `${id} ${action.kind}`)
      return { revision: revision + 1 }
    }),

  /** What an instrument can be compared with: wordings of it that were used, and the others, the most alike of them named. */
  comparable: researcherProcedure.input(OfId).query(async ({ ctx, input }) => {
    const instrument = await anyInstrument(ctx, input.id)
    const own = (await allOwnInstruments(ctx.database)).map(draftOf)
    const shipped = [...ctx.instruments.values()].map((version) => version.instrument)
    const others = [...shipped, ...own].filter(({ id }) => id !== input.id)
    const versions = await versionsOf(ctx.database, input.id)
    const nearest = nearestOf(instrument, others)?.id
    return { instrument, choices: { versions, others: others.map(summaryOf), nearest } }
  }),

  /** What differs from another instrument, or from a frozen version by its hash. */
  compare: researcherProcedure
    .input(z.strictObject({ id: z.string(), against: z.string() }))
    .query(async ({ ctx, input }) => {
      const [after, before] = await Promise.all([
        anyInstrument(ctx, input.id),
        anyInstrument(ctx, input.against),
      ])
      return { before, after, difference: instrumentDifference(before, after) }
    }),

  /** Puts one away, so that no new wave is offered it. */
  archive: researcherProcedure.input(OfId).mutation(async ({ ctx, input }) => {
    const { id } = await ownOne(ctx, input.id)
    await archiveOwnInstrument(ctx.database, id, todayOf(ctx))
    await note(ctx, 'instrument.archive', id)
    return { id }
  }),

  restore: researcherProcedure.input(OfId).mutation(async ({ ctx, input }) => {
    const { id } = await ownOne(ctx, input.id)
    await archiveOwnInstrument(ctx.database, id, null)
    await note(ctx, 'instrument.restore', id)
    return { id }
  }),

  /** Deletes one that nothing has ever used. @throws Problem `instrument.in-use`. */
  remove: researcherProcedure.input(OfId).mutation(async ({ ctx, input }) => {
    const { id } = await ownOne(ctx, input.id)
    if (!(await removeOwnInstrument(ctx.database, id))) throw new Problem('instrument.in-use')
    await note(ctx, 'instrument.remove', id)
    return { id }
  }),
})
