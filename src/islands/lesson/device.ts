// What a pupil does in a lesson, kept in this browser only. No function here reaches the network.
// Storage may be blocked or full; the lesson then goes on without remembering.

const prefixOf = (lesson: string) => `forspring.lesson.${lesson}.`

export function remember(lesson: string, name: string, value: string): void {
  try {
    localStorage.setItem(prefixOf(lesson) + name, value)
  } catch {
    // Not remembered: nothing to do, and nothing the pupil can do.
  }
}

export function recall(lesson: string, name: string): string | null {
  try {
    return localStorage.getItem(prefixOf(lesson) + name)
  } catch {
    return null
  }
}

/** What was remembered as JSON. The caller checks the shape: the lesson may have changed since. */
export function recallValue(lesson: string, name: string): unknown {
  try {
    return JSON.parse(recall(lesson, name) ?? 'null')
  } catch {
    return null
  }
}

export function forget(lesson: string, name: string): void {
  try {
    localStorage.removeItem(prefixOf(lesson) + name)
  } catch {
    // Nothing was kept.
  }
}

/** Removes everything that this lesson has kept. */
export function forgetLesson(lesson: string): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefixOf(lesson))) localStorage.removeItem(key)
    }
  } catch {
    // Nothing was kept.
  }
}
