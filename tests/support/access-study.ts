// Who may do what with a study from its design to its report: the rows of its five routers in one.
import { allocationRows } from './access-allocation.ts'
import { designRows } from './access-design.ts'
import { harmRows } from './access-harm.ts'
import { linkageRows } from './access-linkage.ts'
import { reportRows } from './access-report.ts'

type Rules<Person extends string> = {
  everybody: (answer: string) => Record<Person, string>
  signedIn: (answer: string) => Record<Person, string>
  atSchool: (seen: object, others: string) => Record<Person, string>
}

export const studyRows = <Person extends string>(rules: Rules<Person>) => ({
  ...designRows(rules),
  ...allocationRows(rules),
  ...linkageRows(rules),
  ...harmRows(rules),
  ...reportRows(rules),
})
