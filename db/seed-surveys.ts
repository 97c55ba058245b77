// The demo's further studies, with open waves and no answers yet: one asks parents in seven languages, one follows
// pupils with a link code. Only for grade 10, so that the teacher's other class keeps to one survey.
import type { Database, Write } from './open.ts'
import * as schema from './schema.ts'

const purpose = JSON.stringify({
  nb: 'Vi vil vite hva elever og foreldre trenger å vite om rusmidler, og om undervisningen gjør noen forskjell.',
  nn: 'Vi vil vite kva elevar og foreldre treng å vite om rusmiddel, og om undervisninga gjer nokon skilnad.',
  en: 'We want to know what pupils and parents need to know about drugs, and whether the teaching makes a difference.',
})

/** What every demo study says of itself. */
export const demoFacts = {
  simulated: true,
  purpose,
  responsible: 'Forspring (demo)',
  contact: 'forsker@demo.example',
}

/** @param opensOn first and @param closesOn last day of both waves, which are open now. */
export function demoSurveys(
  read: Database['read'],
  schoolIds: readonly string[],
  opensOn: string,
  closesOn: string,
  keyDestroyedOn: string,
): Write[] {
  const study = (id: string, title: string, more: Partial<typeof schema.study.$inferInsert> = {}) =>
    read.insert(schema.study).values({ id, title, ...demoFacts, ...more })
  const wave = (studyId: string, instrumentId: string, languages: string[]) =>
    read.insert(schema.wave).values({
      id: `${studyId}-1`,
      studyId,
      number: 1,
      instrumentId,
      opensOn,
      closesOn,
      languages: JSON.stringify(languages),
      grades: '[10]',
    })
  const schools = (studyId: string) => [
    read.insert(schema.studySchool).values(schoolIds.map((schoolId) => ({ studyId, schoolId }))),
    read
      .insert(schema.waveSchool)
      .values(schoolIds.map((schoolId) => ({ waveId: `${studyId}-1`, schoolId }))),
  ]
  return [
    study('demo-foreldre', 'Foreldre om rus og skole (demo)'),
    wave('demo-foreldre', 'foreldre', ['nb', 'nn', 'en', 'pl', 'ar', 'uk', 'so']),
    ...schools('demo-foreldre'),
    study('demo-panel', 'Fra vår til høst (demo)', { mode: 'linked', keyDestroyedOn }),
    wave('demo-panel', 'ungdom-8-10', ['nb', 'nn', 'en']),
    ...schools('demo-panel'),
  ]
}
