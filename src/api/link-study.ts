// Joins the waves of a linked study: opens the sealed link codes in memory, links, and leaves random panel ids and a
// report. Codes, keys and MACs never leave this call; panel ids are new each time and say nothing about order.
import { setImmediate as letOthersIn } from 'node:timers/promises'
import { openForLinkage, type OpenedCode } from '#crypto/link-comparison.ts'
import { responseId } from '#crypto/random.ts'
import { linkSets } from '#domain/link-code.ts'
import { type BaselineMeasure, baselineMeasures, genderIn, genderVariable } from '#domain/linkage-baseline.ts'
import {
  isLinkageCurrent,
  type LinkageReport,
  linkageReport,
  shownLinkage,
  type PanelWave,
  primaryLinkage,
} from '#domain/linkage-report.ts'
import { linkPanel } from '#domain/panel.ts'
import { Problem, type ProblemCode } from '#domain/problem.ts'
import type { Instrument } from '#schemas/instrument.ts'
import { designOf } from '#store/design.ts'
import {
  codedResponses,
  keepLinkage,
  linkableRounds,
  type LinkableRound,
  linkageOf,
  type PanelMember,
  releaseLinked,
} from '#store/linkage.ts'
import type { Study } from '#store/study.ts'
import { versionOfWave } from './open-round.ts'
import { noteAs, todayOf } from './staff-action.ts'
import type { Services } from './trpc.ts'

/** Where a record of a wave stands in the database. */
type Place = { roundId: string; responseId: Buffer }
type ReadWave = PanelWave & { places: Place[] }

/** Closed rounds with responses, wave by wave. */
const wavesIn = (rounds: readonly LinkableRound[]): LinkableRound[][] => [
  ...Map.groupBy(
    rounds.filter(({ hasResponses }) => hasResponses),
    ({ wave }) => wave,
  ).values(),
]

/** Why a study cannot be linked now; `undefined` when it can. */
export function obstacleTo(
  { studyKeys }: Pick<Services, 'studyKeys'>,
  study: Study,
  rounds: readonly LinkableRound[],
): ProblemCode | undefined {
  if (study.mode === 'anonymous') return 'study.no-key'
  if (study.keyGoneOn) return 'linkage.key-gone'
  if (rounds.some(({ isOpen }) => isOpen)) return 'linkage.round-open'
  if (wavesIn(rounds).length < 2) return 'linkage.too-few-waves'
  if (!studyKeys.list().includes(study.id)) return 'linkage.key-missing'
  return undefined
}

/**
 * Links every wave of a study that has answers, in the place of an earlier linkage. No round of these waves opens again.
 * @param actor for the audit.
 * @throws Problem as obstacleTo names it.
 */
export async function linkStudy(
  services: Services,
  study: Study,
  actor: string,
): Promise<{ madeOn: string; report: LinkageReport }> {
  const { database, studyKeys } = services
  const rounds = await linkableRounds(database, study.id)
  const obstacle = obstacleTo(services, study, rounds)
  if (obstacle) throw new Problem(obstacle)
  const key = studyKeys.open(study.id)
  if (!key) throw new Problem('linkage.key-missing')
  const madeOn = todayOf(services)
  const groups = wavesIn(rounds)
  await releaseLinked(
    database,
    groups.map(([first]) => first!.waveId),
    madeOn,
  )
  const waves = await readWaves(services, study, key, groups)
  const panel = linkPanel(
    waves.map(({ records }) => records),
    primaryLinkage,
  )
  const report = shownLinkage(linkageReport(waves, panel))
  const members = panel.clusters.flatMap((cluster): PanelMember[] => {
    const panelId = responseId()
    return cluster.map(({ wave, row }) => ({ ...waves[wave]!.places[row]!, panelId }))
  })
  await keepLinkage(database, study.id, { madeOn, report, members })
  await noteAs(services, actor, 'linkage.make', study.id)
  return { madeOn, report }
}

async function readWaves(
  services: Services,
  study: Study,
  key: Buffer,
  groups: readonly LinkableRound[][],
): Promise<ReadWave[]> {
  const instruments: Instrument[] = []
  for (const [first] of groups)
    instruments.push((await versionOfWave(services, { id: first!.waveId, instrumentId: '' })).instrument)
  const gender = genderVariable(instruments)
  const open = openForLinkage(key, study.id, study.linkSet)
  const noCode: OpenedCode = linkSets[study.linkSet].map(() => undefined)
  const waves: ReadWave[] = []
  for (const [at, rounds] of groups.entries()) {
    const measures = baselineMeasures(instruments[at]!, gender, comparedOutcomes(study))
    const wave = emptyWave(rounds, measures)
    for (const { id: roundId, schoolId, cohort } of rounds) {
      // Reading never waits: without this nobody else would be answered until all is read.
      await letOthersIn()
      const openHere = open(schoolId, cohort)
      for (const { id, sealed, answers } of await codedResponses(services.database, roundId)) {
        const place = { roundId, responseId: id }
        const elements = sealed && openedOrNot(() => openHere(sealed, place))
        if (sealed && !elements) wave.unreadable += 1
        if (elements) wave.codes += 1
        wave.responses += 1
        wave.places.push(place)
        wave.records.push({
          pool: `${schoolId} ${cohort}`,
          elements: elements ?? noCode,
          gender: genderIn(gender, answers),
          values: measures.map(({ valueIn }) => valueIn(answers)),
        })
      }
    }
    waves.push(wave)
  }
  return waves
}

/** Outcomes to compare linked and unlinked on: not those of harm, which the harm monitor sees first. */
const comparedOutcomes = (study: Study) =>
  (designOf(study)?.outcomes ?? []).filter(({ role }) => role !== 'harm')

const emptyWave = (rounds: readonly LinkableRound[], measures: readonly BaselineMeasure[]): ReadWave => ({
  number: rounds[0]!.wave,
  rounds: rounds.length,
  responses: 0,
  codes: 0,
  unreadable: 0,
  baseline: measures.map(({ name, label, measure }) => ({ name, label, measure })),
  records: [],
  places: [],
})

/** A damaged code is counted and costs nobody else their link. */
function openedOrNot(open: () => OpenedCode): OpenedCode | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}

/** Whether the waves are linked as far as they can be. */
export async function isLinked({ database }: Pick<Services, 'database'>, study: Study): Promise<boolean> {
  const made = await linkageOf(database, study.id)
  if (!made) return false
  return isLinkageCurrent(made.report, wavesIn(await linkableRounds(database, study.id)).flat())
}
