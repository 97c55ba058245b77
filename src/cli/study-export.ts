// `forspring study export ID`: the responses of the closed rounds and their codebook, one pair of files a wave.
import { createWriteStream, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isLocale } from '#domain/locale.ts'
import { withServices } from './operator.ts'
import { print, readOptions, Usage } from './usage.ts'

export const exportStudy = {
  usage: 'study export ID --format csv --out DIR [--locale nb|nn|en] [--json]',
  does: 'writes the responses that may leave and the codebook of every wave',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, {
      format: { type: 'string', default: 'csv' },
      out: { type: 'string' },
      locale: { type: 'string', default: 'nb' },
      json: { type: 'boolean', default: false },
    })
    const [id, ...surplus] = positionals
    const { format, out, locale } = values
    if (!id) throw new Usage('Which study? `forspring doctor` lists them.')
    if (surplus.length > 0) throw new Usage(`Too much: ${surplus.join(' ')}`)
    if (format !== 'csv') throw new Usage(`The format «${format}» does not exist yet; csv does.`)
    if (typeof out !== 'string') throw new Usage('Where to? Name a folder with --out.')
    if (!isLocale(locale)) throw new Usage(`There is no language «${locale}».`)
    const { files, heldBack } = await withServices(async (api) => {
      const { waves } = await api.study.detail({ id })
      mkdirSync(out, { recursive: true })
      const written: { file: string; rows: number }[] = []
      const refused: { wave: number; why: string }[] = []
      for (const wave of waves) {
        const codebook = await api.study.codebook({ waveId: wave.id, locale })
        writeFileSync(`${out}/${id}-${wave.number}-codebook.json`, JSON.stringify(codebook, null, 2) + '\n')
        if (wave.refusal) {
          const { problemSentence } = await import('#messages/problem-sentence.ts')
          refused.push({ wave: wave.number, why: problemSentence(wave.refusal, 'en') })
          continue
        }
        const file = `${out}/${id}-${wave.number}.csv`
        let lines = 0
        const pieces = await api.study.csv({ waveId: wave.id, locale })
        const counted = async function* () {
          for await (const piece of pieces) {
            lines += piece.split('\r\n').length - 1
            yield piece
          }
        }
        // Under another name until it is whole: a cut-off file must never look finished.
        await pipeline(Readable.from(counted()), createWriteStream(`${file}.part`))
        renameSync(`${file}.part`, file)
        written.push({ file, rows: lines - 1 })
      }
      return { files: written, heldBack: refused }
    })
    print(values['json'] === true, { files, heldBack }, [
      ...files.map(({ file, rows }) => `${file}: ${rows} responses`),
      ...heldBack.map(({ wave, why }) => `Wave ${wave}: ${why}`),
    ])
  },
}
