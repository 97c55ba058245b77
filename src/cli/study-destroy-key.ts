// `forspring study destroy-key ID --yes`: the end of a linked study's key, and with it of joining its waves.
import { withServices } from './operator.ts'
import { print, readOptions, Usage } from './usage.ts'

export const destroyStudyKey = {
  usage: 'study destroy-key ID --yes [--json]',
  does: 'destroys the key of a linked study and its link codes, for good',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, {
      yes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    })
    const [id, ...surplus] = positionals
    if (!id) throw new Usage('Which study? `forspring doctor` lists them.')
    if (surplus.length > 0) throw new Usage(`Too much: ${surplus.join(' ')}`)
    const linkCodes = await withServices(async (api) => {
      const { study, retention } = await api.study.detail({ id })
      const linkage = await api.linkage.get({ id })
      if (study.mode === 'linked' && retention.key !== 'gone' && values['yes'] !== true)
        throw new Usage(
          `This destroys the key of «${study.title}» and its link codes, ${retention.linkCodes} in closed rounds. ` +
            (linkage.isCurrent
              ? 'Its waves are linked, and the panel ids stay. '
              : linkage.obstacle
                ? `Its waves cannot be linked now (${linkage.obstacle}), and never afterwards. `
                : 'Its waves are linked first, and the panel ids stay. ') +
            'Say --yes to do it.',
        )
      return (await api.study.destroyKey({ id })).linkCodes
    })
    print(values['json'] === true, { study: id, linkCodes }, [
      `The key is destroyed and ${linkCodes} link codes are deleted. Copies of the key in backups are not: delete them too.`,
    ])
  },
}
