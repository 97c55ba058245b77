// What procedures of staff share: which day it is, and a line in the audit for what somebody did.
import { randomId } from '#crypto/random.ts'
import type { StaffUser } from '#domain/access.ts'
import { record } from '#store/audit.ts'
import type { Context } from './trpc.ts'

export type StaffContext = Context & { user: StaffUser }

/** `2026-11-21` */
export const todayOf = ({ now }: Pick<Context, 'now'>): string => now().toISOString().slice(0, 10)

/** Notes what a member of staff did, and to what; never anything that a pupil or a parent did. */
export const note = (ctx: StaffContext, action: string, subject: string): Promise<void> =>
  record(ctx.database, { id: randomId(), at: ctx.now(), actorId: ctx.user.id, action, subject })
