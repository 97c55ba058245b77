// What an age band is called in the reader's language.
import type { Messages } from '#messages/in-locale.ts'
import type { AgeBand } from '#schemas/lesson.ts'

export function bandName(m: Messages, band: AgeBand): string {
  const names: Record<AgeBand, () => string> = {
    barnehage: m.lesson_band_barnehage,
    '1-4': m.lesson_band_1_4,
    '5-7': m.lesson_band_5_7,
    '8-10': m.lesson_band_8_10,
    vgs: m.lesson_band_vgs,
  }
  return names[band]()
}
