// What is chosen on the screen is what the researcher reads: every kind of question, from the taps through the real
// protocol to the exported file, compared with what the person meant.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { versionOf } from '#api/instrument-version.ts'
import type { Answers } from '#domain/answers.ts'
import { csvCell } from '#domain/formats/csv.ts'
import { goTo, itemsShown, type Progress, screenCount, start } from '#domain/flow.ts'
import { variablesOf } from '#domain/variable.ts'
import { type Doing, doingsWith, everyKind } from '../support/every-kind.ts'
import { enter, submission } from '../support/pupil.ts'
import { alice, apiFor, aSchool, carol, dora, testServices } from '../support/services.ts'

type Person = { [item: string]: Doing }

/** What somebody would do at each item, if it is on the screen. */
const person: fc.Arbitrary<Person> = fc.record(
  Object.fromEntries(
    everyKind.pages.flatMap(({ items }) => items.map((item) => [item.id, doingsWith(item)])),
  ),
)

/**
 * Walks through all screens, does what the person would do at what is shown, and notes what was meant.
 * @param arrive is told of every page that is come to, before anything is done there.
 */
function walk(
  somebody: Person,
  arrive: (page: number, answers: Answers) => void = () => {},
): { progress: Progress; meant: Answers } {
  let progress = start
  const meant: Answers = {}
  for (let page = 1; page < screenCount(everyKind); page += 1) {
    progress = goTo(everyKind, progress, page)
    arrive(page, progress.answers)
    // Asked anew after each item, as the screen does.
    for (const { id } of everyKind.pages[page - 1]?.items ?? []) {
      if (!itemsShown(everyKind, page - 1, progress.answers).some((item) => item.id === id)) continue
      progress = somebody[id]!.act(progress)
      Object.assign(meant, somebody[id]!.chosen)
    }
  }
  return { progress, meant }
}

const names = variablesOf(everyKind).map(({ name }) => name)

/** One line of the file, as it should stand there. */
const lineOf = (answers: Answers) => names.map((name) => csvCell(answers[name])).join()

async function exported(people: Person[]): Promise<string[]> {
  const services = await testServices()
  const version = versionOf(everyKind)
  const world = { ...services, instruments: new Map([[everyKind.id, version]]) }
  await aSchool(services)
  await services.database.write({ sql: 'UPDATE wave SET instrument_id = ?', args: [everyKind.id] })
  const issue = { waveId: 'wave', classId: '9a', pupils: people.length, replace: false }
  const { codes, round } = await apiFor(world, alice).codeSheet.issue(issue)
  const api = apiFor(world)
  for (const [number, somebody] of people.entries())
    await api.response.submit(submission(await enter(api, codes[number]!), walk(somebody).progress.answers))
  await apiFor(world, carol).round.close({ id: round })
  const researcher = apiFor(world, dora)
  const columns = (await researcher.study.codebook({ waveId: 'wave', locale: 'nb' })).columns
  const at = columns.findIndex(({ name }) => name === names[0])
  let file = ''
  for await (const piece of await researcher.study.csv({ waveId: 'wave', locale: 'nb' })) file += piece
  await services.database.close()
  // Cells of the items stand beside each other; words may hold commas, so the line is cut from both sides.
  const before = columns.slice(0, at).length
  const after = columns.length - at - names.length
  return file
    .split('\r\n')
    .slice(1, -1)
    .map((line) => {
      const cells = cellsOf(line)
      return cells.slice(before, cells.length - after).join()
    })
}

/** The cells of a line as they are written, quotes and all. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map(([, cell]) => cell!)

describe('what was chosen arrives', () => {
  test('for every kind of question, whatever was tapped, taken back and tapped again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 10, maxLength: 12 }), async (people) => {
        const rows = await exported(people)
        expect(rows.toSorted()).toEqual(people.map((each) => lineOf(walk(each).meant)).toSorted())
      }),
      { numRuns: 4, endOnFailure: true },
    )
  })

  test('and no screen was empty, whatever was hidden from somebody', () => {
    fc.assert(
      fc.property(person, (somebody) => {
        walk(somebody, (page, answers) => {
          // The last screen is the one to send from.
          if (page > everyKind.pages.length) return
          expect(itemsShown(everyKind, page - 1, answers).length, `page ${page}`).toBeGreaterThan(0)
        })
      }),
    )
  })
})
