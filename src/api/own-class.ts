// The classes that a member of staff teaches: plans and deliveries are theirs alone. A contact sees every class
// elsewhere, but here only counts (api/coverage.ts), so that nobody is measured by a colleague.
import { mayTeachClass, type StaffUser } from '#domain/access.ts'
import { Problem } from '#domain/problem.ts'
import { findClass, type SchoolClass } from '#store/school.ts'
import type { Context } from './trpc.ts'

type Asked = Pick<Context, 'database'> & { user: StaffUser }

/** @throws Problem `class.not-found`, also for a class that is another's. */
export async function ownClass({ database, user }: Asked, id: string): Promise<SchoolClass> {
  const found = await findClass(database, id)
  if (!found || !mayTeachClass(user, found)) throw new Problem('class.not-found')
  return found
}

/** One that may still be written to. @throws Problem `class.archived` for one that is put away. */
export async function ownClassInUse(asked: Asked, id: string): Promise<SchoolClass> {
  const found = await ownClass(asked, id)
  if (found.archivedOn !== null) throw new Problem('class.archived')
  return found
}
