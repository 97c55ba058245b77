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
      if (study.mode === 'linked' && retention.key !== 'gone' && values['yes'] !== true)
        throw new Usage(
          `This destroys the key of «${study.title}» and its ${retention.linkCodes} link codes. ` +
            'Linkage has not been run: random panel ids come with it, and without them the waves of this study can ' +
            'never be joined. Say --yes to do it all the same.',
        )
      return (await api.study.destroyKey({ id })).linkCodes
    })
    print(values['json'] === true, { study: id, linkCodes }, [
      `The key is destroyed and ${linkCodes} link codes are deleted. Copies of the key in backups are not: delete them too.`,
    ])
  },
}
