// `forspring simulate`: a whole made-up trial in the database, for trying reports and exports before anybody has answered.
import { randomId } from '#crypto/random.ts'
import { simulatedTrial } from '../../db/seed-trial.ts'
import { withServices } from './operator.ts'
import { print, readOptions, Usage } from './usage.ts'

const day = 86_400_000

/** Waves of three weeks each, half a year apart, the last one long over. */
function daysOf(waves: number, now: number): { opensOn: string; closesOn: string }[] {
  const text = (time: number) => new Date(time).toISOString().slice(0, 10)
  return Array.from({ length: waves }, (_, at) => {
    const opens = now - (waves - at) * 180 * day
    return { opensOn: text(opens), closesOn: text(opens + 21 * day) }
  })
}

export const simulate = {
  usage:
    'simulate [--schools 24] [--pupils 22] [--waves 2] [--arms 2] [--own] [--effect 0.3] [--seed 1] [--json]',
  does: 'adds a simulated trial with schools, waves, linkage and lessons; it says everywhere that it is simulated',
  async run(args: string[]) {
    const { values, positionals } = readOptions(args, {
      schools: { type: 'string', default: '24' },
      pupils: { type: 'string', default: '22' },
      waves: { type: 'string', default: '2' },
      arms: { type: 'string', default: '2' },
      own: { type: 'boolean', default: false },
      effect: { type: 'string', default: '0.3' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    })
    if (positionals.length > 0) throw new Usage(`Too much: ${positionals.join(' ')}`)
    const whole = (name: 'schools' | 'pupils' | 'waves' | 'arms' | 'seed', least: number, most: number) => {
      const value = Number(values[name])
      if (!Number.isInteger(value) || value < least || value > most)
        throw new Usage(`--${name} is a whole number from ${least} to ${most}.`)
      return value
    }
    const effect = Number(values['effect'])
    if (!(Math.abs(effect) <= 3)) throw new Usage('--effect is a number of standard deviations from -3 to 3.')
    const size = {
      schools: whole('schools', 4, 3000),
      arms: whole('arms', 2, 4),
      isOwn: values['own'] === true,
      pupils: whole('pupils', 10, 300),
      waves: whole('waves', 2, 6),
      seed: whole('seed', 0, 2 ** 31),
      effect,
    }
    const study = `simulert-${randomId().slice(0, 8).toLowerCase()}`
    await withServices(async (_, services) => {
      const days = daysOf(size.waves, services.now().getTime())
      const writes = await simulatedTrial(services, {
        ...size,
        id: study,
        title: `Simulert forsøk, ${size.schools} skoler`,
        days,
        unblindedOn: services.now().toISOString().slice(0, 10),
        harmMonitorId: null,
      })
      await services.database.write(...writes)
    })
    print(values['json'] === true, { study, ...size }, [
      `Simulated study ${study}: see /nb/forsker/${study}/rapport`,
    ])
  },
}
