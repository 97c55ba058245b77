// What procedures of staff share: which day it is, the study they ask for, and a line in the audit for what somebody did.
import { randomId } from '#crypto/random.ts'
import type { StaffUser } from '#domain/access.ts'
import { Problem } from '#domain/problem.ts'
import { record } from '#store/audit.ts'
import { findStudy, type Study } from '#store/study.ts'
import type { Context, Services } from './trpc.ts'

export type StaffContext = Context & { user: StaffUser }

/** `2026-11-21` */
export const todayOf = ({ now }: Pick<Context, 'now'>): string => now().toISOString().slice(0, 10)

/** @throws Problem `study.not-found` */
export async function studyOf({ database }: Pick<Context, 'database'>, id: string): Promise<Study> {
  const study = await findStudy(database, id)
  if (!study) throw new Problem('study.not-found')
  return study
}

/** Notes what a member of staff or the server's clock did, and to what; never anything that a pupil or a parent did. */
export const noteAs = (
  { database, now }: Pick<Services, 'database' | 'now'>,
  actorId: string,
  action: string,
  subject: string,
): Promise<void> => record(database, { id: randomId(), at: now(), actorId, action, subject })

/** The same of the member of staff who asks. */
export const note = (ctx: StaffContext, action: string, subject: string): Promise<void> =>
  noteAs(ctx, ctx.user.id, action, subject)
