// `forspring study close ID`: ends every open round of a study, for good.
import { withServices } from './operator.ts'
import { print, readOptions, Usage } from './usage.ts'

export const closeStudy = {
  usage: 'study close ID [--json]',
  does: 'ends every open round: keys erased, file rewritten, data ready for export',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, { json: { type: 'boolean', default: false } })
    const [id, ...surplus] = positionals
    if (!id) throw new Usage('Which study? `forspring doctor` lists them.')
    if (surplus.length > 0) throw new Usage(`Too much: ${surplus.join(' ')}`)
    const closed = await withServices(async (api) => {
      const { waves } = await api.study.detail({ id })
      const open = waves.flatMap((wave) => wave.strata.filter((stratum) => stratum.status === 'open'))
      for (const stratum of open) await api.round.close({ id: stratum.id })
      return open.length
    })
    print(values['json'] === true, { study: id, closed }, [`${closed} rounds closed.`])
  },
}
