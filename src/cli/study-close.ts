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
      let rounds = 0
      for (const wave of waves) rounds += (await api.wave.closeRounds({ id: wave.id })).closed
      return rounds
    })
    print(values['json'] === true, { study: id, closed }, [`${closed} rounds closed.`])
  },
}
