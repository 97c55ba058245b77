// An input that each staff procedure takes, and who may call it, from the rows of the access table: tests that spoil an
// input begin with a good one.
import { courseRows } from './access-course.ts'
import { deliveryRows } from './access-delivery.ts'
import { ownInstrumentRows } from './access-own-instrument.ts'
import { runningRows } from './access-running.ts'
import { schoolRows } from './access-school.ts'
import { studyRows } from './access-study.ts'
import { waveRows } from './access-wave.ts'

const nobodys = () => ({})
const rules = { everybody: nobodys, signedIn: nobodys, atSchool: nobodys }

export const honestInputs: Record<string, unknown> = Object.fromEntries(
  Object.entries({
    ...schoolRows(rules),
    ...deliveryRows(rules),
    ...courseRows(rules),
    ...studyRows(rules),
    ...waveRows(rules),
    ...runningRows(rules),
    ...ownInstrumentRows(rules),
  }).map(([name, [row]]) => [name, row!.input()]),
)

/** Routers of staff: a person who may call their procedures, so that the input is looked at and not only the caller. */
export const honestCallers: Record<string, string> = {
  account: 'frida',
  school: 'frida',
  schoolClass: 'carol',
  delivery: 'alice',
  plan: 'alice',
  coverage: 'carol',
  course: 'alice',
  ownInstrument: 'dora',
  harm: 'dora',
  linkage: 'dora',
  report: 'dora',
  allocation: 'dora',
  wave: 'dora',
  design: 'dora',
  running: 'alice',
  turnout: 'alice',
}
