// Coverage (dekning): how many classes have had what, as counts. The counts come out without a class or a teacher in
// them, in the order of grades and names, never of results.

/** A class as far as coverage is concerned, and the lessons it has had this school year, once for each time. */
export type Covered = { schoolId: string; grade: number; had: readonly string[] }

export type GradeCoverage = {
  grade: number
  classes: number
  /** Classes with at least one lesson, and with the fewest that the programme has. */
  started: number
  reached: number
  minimum: number
  lessons: { lessonId: string; classes: number }[]
}

/** @param expected lessons to show for a grade even where no class has had them, in that order. */
export function coverageOfGrades(
  classes: readonly Covered[],
  minimum: (grade: number) => number,
  expected: (grade: number) => readonly string[],
): GradeCoverage[] {
  const grades = [...new Set(classes.map(({ grade }) => grade))].sort((a, b) => a - b)
  return grades.map((grade) => {
    const here = classes.filter((each) => each.grade === grade)
    const others = [...new Set(here.flatMap(({ had }) => had))].sort()
    const shown = [...new Set([...expected(grade), ...others])]
    return {
      grade,
      ...reachOf(here, minimum),
      minimum: minimum(grade),
      lessons: shown.map((lessonId) => ({
        lessonId,
        classes: here.filter(({ had }) => had.includes(lessonId)).length,
      })),
    }
  })
}

/** With fewer classes a school's count would in truth be one teacher's, and an owner is the employer. */
export const fewestClasses = 3

export type SchoolCoverage = {
  school: string
  simulated: boolean
  classes: number
  /** `undefined`: too few classes to show. */
  counts: { started: number; reached: number; deliveries: number } | undefined
}

/** One row a school, by name. */
export const coverageOfSchools = (
  schools: readonly { id: string; name: string; simulated: boolean }[],
  classes: readonly Covered[],
  minimum: (grade: number) => number,
): SchoolCoverage[] =>
  schools
    .toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
    .map(({ id, name, simulated }) => {
      const here = classes.filter(({ schoolId }) => schoolId === id)
      const { started, reached } = reachOf(here, minimum)
      const deliveries = here.reduce((sum, { had }) => sum + had.length, 0)
      return {
        school: name,
        simulated,
        classes: here.length,
        counts: here.length < fewestClasses ? undefined : { started, reached, deliveries },
      }
    })

function reachOf(classes: readonly Covered[], minimum: (grade: number) => number) {
  return {
    classes: classes.length,
    started: classes.filter(({ had }) => had.length > 0).length,
    reached: classes.filter(({ had, grade }) => had.length > 0 && had.length >= minimum(grade)).length,
  }
}
