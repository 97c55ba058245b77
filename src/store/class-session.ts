// Class sessions with their seats and answers. Seats and answers live as long as the session and not a moment longer:
// whatever ends it deletes them in the same unit, and the file keeps nothing of deleted rows (db/open.ts).
import { and, count, desc, eq, gt, ne } from 'drizzle-orm'
import type { Database } from '#db/open.ts'
import { classSession, liveAnswer, seat } from '#db/schema.ts'
import type { Counts, SessionState } from '#domain/class-session.ts'

type Row = typeof classSession.$inferSelect
export type ClassSession = Pick<
  Row,
  'id' | 'joinCode' | 'lessonId' | 'teacherId' | 'classId' | 'seatCap' | 'expiresAt'
> & {
  variants: Record<string, string>
  state: SessionState
  /** Counts that were shown, also of questions that are hidden again. */
  released: Counts
}

/** A session as its screens need it. */
export type LiveSession = { session: ClassSession; seats: number; answered: Record<string, number> }

/** What the column `revealed` holds. */
const shown = (state: SessionState, released: Counts) =>
  JSON.stringify({ revealed: state.revealed, released: state.status === 'ended' ? {} : released })

/** Past its time a session has ended, although nobody has written so yet. */
function toSession(row: Row, now: Date): ClassSession {
  const { status, step, locked, revision, variants, revealed, ...rest } = row
  const { revealed: open = [], released = {} } = JSON.parse(revealed) as {
    revealed?: string[]
    released?: Counts
  }
  const over = status === 'ended' || row.expiresAt <= now
  const state: SessionState = over
    ? { status: 'ended', step, locked, revealed: [], revision }
    : { status, step, locked, revealed: open, revision }
  return { ...rest, variants: JSON.parse(variants) as Record<string, string>, state, released }
}

export type NewSession = Omit<ClassSession, 'released'> & { startedAt: Date }

/** @returns false when the join code is taken. */
export async function addSession(database: Database, fresh: NewSession): Promise<boolean> {
  const { state, variants, ...rest } = fresh
  const [result] = await database.write(
    database.read
      .insert(classSession)
      .values({ ...rest, ...state, variants: JSON.stringify(variants), revealed: shown(state, {}) })
      .onConflictDoNothing(),
  )
  return result!.rowsAffected === 1
}

export async function findSession(database: Database, id: string, now: Date) {
  const row = await database.read.select().from(classSession).where(eq(classSession.id, id)).get()
  return row && toSession(row, now)
}

export async function findByJoinCode(database: Database, joinCode: string, now: Date) {
  const row = await database.read.select().from(classSession).where(eq(classSession.joinCode, joinCode)).get()
  return row && toSession(row, now)
}

/** The sessions of a teacher that have not ended, newest first. */
export const sessionsOfTeacher = (database: Database, teacherId: string, now: Date) =>
  database.read
    .select({
      id: classSession.id,
      joinCode: classSession.joinCode,
      lessonId: classSession.lessonId,
      classId: classSession.classId,
      status: classSession.status,
    })
    .from(classSession)
    .where(
      and(
        eq(classSession.teacherId, teacherId),
        ne(classSession.status, 'ended'),
        gt(classSession.expiresAt, now),
      ),
    )
    .orderBy(desc(classSession.startedAt))
    .all()

/** A session with what is counted; `undefined` when it is gone. */
export async function liveSession(
  database: Database,
  id: string,
  now: Date,
): Promise<LiveSession | undefined> {
  const [session, [seats], answered] = await Promise.all([
    findSession(database, id, now),
    database.read.select({ number: count() }).from(seat).where(eq(seat.sessionId, id)),
    database.read
      .select({ question: liveAnswer.question, number: count() })
      .from(liveAnswer)
      .where(eq(liveAnswer.sessionId, id))
      .groupBy(liveAnswer.question),
  ])
  return (
    session && {
      session,
      seats: seats!.number,
      answered: Object.fromEntries(answered.map(({ question, number }) => [question, number])),
    }
  )
}

/**
 * Writes the state that follows on the one with the revision before it; one that has ended loses seats and answers.
 * @returns false when somebody else was quicker, and nothing is written.
 */
export async function saveState(
  database: Database,
  id: string,
  state: SessionState,
  released: Counts,
): Promise<boolean> {
  const { status, step, locked, revision } = state
  const [result] = await database.write(
    {
      sql: `UPDATE class_session SET status = ?, step = ?, locked = ?, revealed = ?, revision = ?
            WHERE id = ? AND revision = ? AND status <> 'ended'`,
      args: [status, step, locked ? 1 : 0, shown(state, released), revision, id, revision - 1],
    },
    ...['seat', 'live_answer'].map((table) => ({
      sql: `DELETE FROM ${table} WHERE session_id = ?1
            AND EXISTS (SELECT 1 FROM class_session WHERE id = ?1 AND status = 'ended')`,
      args: [id],
    })),
  )
  if (status === 'ended') await emptyLog(database)
  return result!.rowsAffected === 1
}

/** Deletes every session whose time has run out. @returns how many. */
export async function sweepSessions(database: Database, now: Date): Promise<number> {
  const time = now.getTime()
  const results = await database.write(
    ...['seat', 'live_answer'].map((table) => ({
      sql: `DELETE FROM ${table} WHERE session_id IN (SELECT id FROM class_session WHERE expires_at <= ?)`,
      args: [time],
    })),
    { sql: 'DELETE FROM class_session WHERE expires_at <= ?', args: [time] },
  )
  const swept = results[2]!.rowsAffected
  if (swept > 0) await emptyLog(database)
  return swept
}

/** The write-ahead log still has the pages as they were. Where somebody holds it, the next one who empties it does. */
const emptyLog = (database: Database): Promise<void> => database.maintain('PRAGMA wal_checkpoint(TRUNCATE)')

/**
 * Takes a seat, in one statement: of a hundred at once, no more come in than there are seats.
 * @returns false when the session is full, locked or over.
 */
export async function takeSeat(database: Database, id: string, keyHash: Buffer, now: Date): Promise<boolean> {
  const [result] = await database.write({
    sql: `INSERT INTO seat (session_id, key_hash)
          SELECT id, ?2 FROM class_session
          WHERE id = ?1 AND status <> 'ended' AND locked = 0 AND expires_at > ?3
            AND (SELECT count(*) FROM seat WHERE session_id = ?1) < seat_cap
          ON CONFLICT DO NOTHING`,
    args: [id, keyHash, now.getTime()],
  })
  return result!.rowsAffected === 1
}

export async function hasSeat(database: Database, id: string, keyHash: Buffer): Promise<boolean> {
  const found = await database.read
    .select({ id: seat.sessionId })
    .from(seat)
    .where(and(eq(seat.sessionId, id), eq(seat.keyHash, keyHash)))
  return found.length > 0
}

export type NewAnswer = { id: string; keyHash: Buffer; question: string; step: number; value: number }

/**
 * Keeps an answer unless the seat has one; the first stands.
 * @returns the value that stands; `undefined` when there is no such seat, or the step is not open.
 */
export async function saveAnswer(
  database: Database,
  { id, keyHash, question, step, value }: NewAnswer,
  now: Date,
): Promise<number | undefined> {
  const [, standing] = await database.write(
    {
      sql: `INSERT INTO live_answer (session_id, question, key_hash, value)
            SELECT id, ?3, ?2, ?4 FROM class_session JOIN seat ON seat.session_id = id AND key_hash = ?2
            WHERE id = ?1 AND status = 'running' AND step >= ?5 AND expires_at > ?6
            ON CONFLICT DO NOTHING`,
      args: [id, keyHash, question, value, step, now.getTime()],
    },
    {
      sql: 'SELECT value FROM live_answer WHERE session_id = ? AND question = ? AND key_hash = ?',
      args: [id, question, keyHash],
    },
  )
  const [row] = standing!.rows
  return row && Number(row['value'])
}

export async function answersOfSeat(
  database: Database,
  id: string,
  keyHash: Buffer,
): Promise<Record<string, number>> {
  const rows = await database.read
    .select({ question: liveAnswer.question, value: liveAnswer.value })
    .from(liveAnswer)
    .where(and(eq(liveAnswer.sessionId, id), eq(liveAnswer.keyHash, keyHash)))
  return Object.fromEntries(rows.map(({ question, value }) => [question, value]))
}

/** How often each of the values 0 … values−1 was chosen. Only `release` decides whether anybody sees it. */
export async function countValues(
  database: Database,
  id: string,
  question: { id: string; values: number },
): Promise<number[]> {
  const rows = await database.read
    .select({ value: liveAnswer.value, number: count() })
    .from(liveAnswer)
    .where(and(eq(liveAnswer.sessionId, id), eq(liveAnswer.question, question.id)))
    .groupBy(liveAnswer.value)
  const counts = Array<number>(question.values).fill(0)
  for (const { value, number } of rows) counts[value] = number
  return counts
}
