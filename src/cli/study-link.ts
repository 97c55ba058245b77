// `forspring study link ID`: joins the waves of a linked study, while its key is there.
import type { LinkageReport } from '#domain/linkage-report.ts'
import { withServices } from './operator.ts'
import { print, readOptions, Usage } from './usage.ts'

export const linkWavesOfStudy = {
  usage: 'study link ID [--json]',
  does: 'joins the waves of a linked study by link codes: random panel ids and a report of quality',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, { json: { type: 'boolean', default: false } })
    const [id, ...surplus] = positionals
    if (!id) throw new Usage('Which study? `forspring doctor` lists them.')
    if (surplus.length > 0) throw new Usage(`Too much: ${surplus.join(' ')}`)
    const { report } = await withServices((api) => api.linkage.make({ id }))
    print(values['json'] === true, { study: id, report }, linesOf(report))
  },
}

const linesOf = ({ pairs, panels, rejectedChains }: LinkageReport): string[] => [
  ...pairs.map(
    ({ earlier, later, a, b, exact, offOne, falseLinks }) =>
      `Waves ${earlier} and ${later}: ${a.codes} and ${b.codes} codes, ${a.linked} links ` +
      `(${exact} exact, ${offOne} with one difference), ${falseLinks.expected.falseLinks.toFixed(2)} of them expected to be false.`,
  ),
  ...panels.map(({ waves, pupils }) => `${pupils} pupils in ${waves} waves.`),
  `${rejectedChains} chains contradicted themselves and were thrown away.`,
]
