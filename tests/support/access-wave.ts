// Who may do what with studies and waves: rows for the table of tests/journeys/access.test.ts. Studies are researchers'.
import { randomUUID } from 'node:crypto'

type Expected<Person extends string> = Record<Person, string>
type Rules<Person extends string> = { signedIn: (answer: string) => Expected<Person> }

const settings = {
  title: 'Trivsel',
  mode: 'anonymous',
  purpose: {
    nb: 'Å se om timene hjelper.',
    nn: 'Å sjå om timane hjelper.',
    en: 'To see whether lessons help.',
  },
  responsible: 'Universitetet i Fjord',
  contact: 'Dora, 22 22 22 22',
  consent: 'opt-out',
  decidesAlone: 16,
  linkSet: 'standard',
  keyDestroyedOn: null,
  responsesDeletedOn: '2031-01-01',
}
const period = {
  instrumentId: 'ungdom-8-10',
  opensOn: '2027-01-11',
  closesOn: '2027-01-29',
  grades: [9],
  languages: ['nb', 'nn', 'en'],
}

export function waveRows<Person extends string>({ signedIn }: Rules<Person>) {
  const row = (what: string, input: unknown, answer = 'ok') => [
    { what, input: () => input, expected: { ...signedIn('access.role'), dora: answer } as Expected<Person> },
  ]
  const study = { id: 'study' }
  const wave = { id: 'wave' }
  return {
    'study.list': row('all studies', undefined),
    'study.detail': row('a study', study),
    'study.create': row('a study', { id: randomUUID(), ...settings }),
    // Rounds have been opened in it.
    'study.update': row('a study', { ...study, ...settings }, 'study.has-rounds'),
    'study.schoolsOutside': row('of a study', { ...study, words: 'f' }),
    'study.addSchools': row('to a study', { ...study, schoolIds: ['fjell'] }),
    'study.removeSchool': row('from a study', { ...study, schoolId: 'fjell' }),
    'study.destroyKey': row('of a study without one', study, 'study.no-key'),
    'study.codebook': row('a wave', { waveId: 'wave', locale: 'nb' }),
    'study.csv': row('a wave', { waveId: 'wave', locale: 'nb' }),
    'wave.instruments': row('all of them', undefined),
    'wave.detail': row('a wave', wave),
    'wave.add': row('to a study', { id: randomUUID(), studyId: 'study', ...period }),
    'wave.update': row('a wave', { ...wave, ...period }, 'study.has-rounds'),
    'wave.remove': row('a wave', wave, 'study.has-rounds'),
    'wave.open': row('for a school', { ...wave, schoolIds: ['fjell'] }),
    'wave.withdraw': row('from a school', { ...wave, schoolId: 'fjell' }),
    'wave.closeRounds': row('of a wave', wave),
    'wave.monitor': row('a wave', wave),
    'wave.quality': row('a wave', wave),
  }
}
