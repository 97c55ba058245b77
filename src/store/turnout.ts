// Turnout: what a teacher has noted for a class in a wave. Counts only; reading those of a whole wave is in wave.ts.
import { and, eq } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { turnout } from '#db/schema.ts'
import type { Turnout } from '#domain/turnout.ts'

export const findTurnout = (
  database: Database,
  waveId: string,
  classId: string,
): Promise<Turnout | undefined> =>
  database.read
    .select({
      optedOut: turnout.optedOut,
      absent: turnout.absent,
      declined: turnout.declined,
      unable: turnout.unable,
    })
    .from(turnout)
    .where(and(eq(turnout.waveId, waveId), eq(turnout.classId, classId)))
    .get()

/** Notes it, or corrects what was noted before. */
export const saveTurnout = async (
  database: Database,
  waveId: string,
  classId: string,
  counts: Turnout,
): Promise<void> => {
  await database.write(
    database.read
      .insert(turnout)
      .values({ waveId, classId, ...counts })
      .onConflictDoUpdate({ target: [turnout.waveId, turnout.classId], set: counts }),
  )
}
