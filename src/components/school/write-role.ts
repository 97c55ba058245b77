// A role by its name.
import type { Role } from '#domain/access.ts'
import type { Locale } from '#domain/locale.ts'
import { inLocale } from '#messages/in-locale.ts'

export function roleName(role: Role, locale: Locale): string {
  const m = inLocale(locale)
  const names = {
    teacher: m.staff_role_teacher,
    contact: m.staff_role_contact,
    owner: m.staff_role_owner,
    researcher: m.staff_role_researcher,
    administrator: m.staff_role_administrator,
  }
  return names[role]()
}
