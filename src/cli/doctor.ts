// `forspring doctor`: is this installation healthy? Changes nothing beyond what a start does.
import { statSync } from 'node:fs'
import { migrationNames } from '#db/migrate.ts'
import { settingsFrom } from '../server.ts'
import { checkStudies, strayKeys, writeStudy } from './doctor-studies.ts'
import { withServices } from './operator.ts'
import { print, readOptions, Usage } from './usage.ts'

type Check = { check: string; ok: boolean; found: string }

export const doctor = {
  usage: 'doctor [--json]',
  does: 'checks database, keys, settings, instruments and what is due to be deleted, and lists the studies',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, { json: { type: 'boolean', default: false } })
    if (positionals.length > 0) throw new Usage(`Too much: ${positionals.join(' ')}`)
    const { dataDir, origin } = settingsFrom(process.env)
    const { checks, studies } = await withServices(async (_, services) => {
      const { database, instruments } = services
      const one = async (sql: string) => String(Object.values((await database.ask(sql)).rows[0] ?? {})[0])
      const integrity = await one('PRAGMA integrity_check')
      const foreignKeys = (await database.ask('PRAGMA foreign_key_check')).rows.length
      const open = Number(await one("SELECT count(*) FROM round WHERE status = 'open'"))
      const unsealed = Number(
        await one("SELECT count(*) FROM round WHERE status = 'closed' AND private_key IS NOT NULL"),
      )
      const journal = await one('PRAGMA journal_mode')
      const synchronous = await one('PRAGMA synchronous')
      const found = await checkStudies(services)
      const missing = found.filter(({ key }) => key === 'missing').map(({ id }) => id)
      const stray = strayKeys(found, services.studyKeys.list())
      const late = found.filter(({ overdue }) => overdue.length > 0).map(({ id }) => id)
      const mode = (statSync(`${dataDir}/forspring.key`).mode & 0o777).toString(8)
      const list: Check[] = [
        {
          check: 'database',
          ok: integrity === 'ok' && foreignKeys === 0,
          found: `${integrity}, ${foreignKeys} dangling references`,
        },
        {
          check: 'durability',
          ok: journal === 'wal' && synchronous === '2',
          found: `journal ${journal}, synchronous ${synchronous}`,
        },
        {
          check: 'schema',
          ok: true,
          found: `${migrationNames().length} migrations, newest ${migrationNames().at(-1)}`,
        },
        { check: 'key file', ok: mode === '600', found: `mode ${mode}` },
        {
          check: 'study keys',
          ok: missing.length + stray.length === 0,
          found: [
            `${found.filter(({ key }) => key === 'there').length} there`,
            `missing: ${missing.join(', ') || 'none'}`,
            `of no study: ${stray.join(', ') || 'none'}`,
          ].join('; '),
        },
        {
          check: 'retention',
          ok: late.length === 0,
          found: late.length > 0 ? `overdue in ${late.join(', ')}` : 'nothing overdue',
        },
        {
          check: 'closed rounds',
          ok: unsealed === 0,
          found: `${unsealed} with a key left, ${open} rounds open`,
        },
        { check: 'instruments', ok: instruments.size > 0, found: [...instruments.keys()].join(', ') },
        {
          check: 'address',
          ok: origin.startsWith('https:') || /^http:\/\/(localhost|127\.)/.test(origin),
          found: `${origin} (phones need https; set ORIGIN)`,
        },
      ]
      return { checks: list, studies: found }
    })
    const ok = checks.every((check) => check.ok)
    print(values['json'] === true, { ok, checks, studies }, [
      ...checks.map((check) => `${check.ok ? 'ok   ' : 'FAULT'} ${check.check}: ${check.found}`),
      ...studies.map(writeStudy),
    ])
    if (!ok) process.exitCode = 1
  },
}
