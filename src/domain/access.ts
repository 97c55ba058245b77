// Who may do what with which school and class. Pure; the procedures ask, pages never decide.

/** `owner` is the school owner (skoleeier): counts over own schools, never classes. */
export const roles = ['teacher', 'contact', 'owner', 'researcher', 'administrator'] as const
export type Role = (typeof roles)[number]

/** A signed-in member of staff. */
export type StaffUser = { id: string; name: string; email: string; role: Role; schoolIds: string[] }

type ClassLike = { schoolId: string; teacherId: string | null }

/** A teacher sees own classes only; a school contact sees every class of own schools; nobody else sees classes. */
export const maySeeClass = (user: StaffUser, schoolClass: ClassLike): boolean =>
  user.schoolIds.includes(schoolClass.schoolId) &&
  (user.role === 'contact' || (user.role === 'teacher' && schoolClass.teacherId === user.id))

/**
 * Whose class is it to teach? Plans and deliveries are for the one who teaches it: a contact sees every class, but of
 * what colleagues delivered only counts.
 */
export const mayTeachClass = (user: StaffUser, schoolClass: ClassLike): boolean =>
  maySeeClass(user, schoolClass) && schoolClass.teacherId === user.id

/**
 * A contact may close any round of own schools; a teacher only one in which all classes are own ones, and not one that
 * the clock has opened and nobody has slips of; a researcher any.
 */
export const mayCloseRound = (user: StaffUser, round: { schoolId: string }, classes: ClassLike[]): boolean =>
  user.role === 'researcher' ||
  (user.schoolIds.includes(round.schoolId) &&
    (user.role === 'contact' ||
      (user.role === 'teacher' &&
        classes.length > 0 &&
        classes.every((schoolClass) => maySeeClass(user, schoolClass)))))

/** Opening a round again voids every slip of it, so it is for those who answer for the whole of it. */
export const mayReopenRound = (user: StaffUser, round: { schoolId: string }): boolean =>
  user.role === 'researcher' || (user.role === 'contact' && user.schoolIds.includes(round.schoolId))
