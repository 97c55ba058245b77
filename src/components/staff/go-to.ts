// Where staff go next: redirects that nobody may keep, each role's own page, and which wishes of an address count.
import type { Role } from '#domain/access.ts'
import type { Locale } from '#domain/locale.ts'

/** A redirect that turns a post into a get. */
export function goTo(path: string, cookies: string[] = []): Response {
  const headers = new Headers({ location: path, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

const homes: Record<Role, string> = {
  teacher: 'skole',
  contact: 'skole',
  owner: 'skoleeier',
  researcher: 'forsker',
  administrator: 'admin',
}

export const homeOf = (role: Role, locale: Locale): string => `/${locale}/${homes[role]}`

/**
 * A path on this site, from `?neste=`. Browsers read `//host`, `/\host` and `/<tab>/host` as another site.
 * @returns `undefined` for everything that might lead away, and for signing out, which is a post only.
 */
export function pathOnThisSite(wanted: string | null): string | undefined {
  if (!wanted?.startsWith('/') || wanted.includes('//') || wanted.includes('\\')) return undefined
  if (![...wanted].every((character) => character > ' ' && character !== '\u007f')) return undefined
  return leadsOut(wanted) ? undefined : wanted
}

function leadsOut(path: string): boolean {
  try {
    const { pathname } = new URL(path, 'http://localhost')
    return /\/logg-ut\/*$/i.test(decodeURIComponent(pathname))
  } catch {
    return true
  }
}
