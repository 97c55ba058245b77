// A lesson as a package for a learning platform: its manifest, and the pupil's page turned into one that stands alone.
// Only text goes in and out; reading files and zipping is src/components/share/make-package.ts.
import type { Locale } from './locale.ts'

export const packageKinds = ['scorm12', 'cmi5'] as const
export type PackageKind = (typeof packageKinds)[number]

export type PackageLesson = { slug: string; language: Locale; title: string; summary: string }

/** `alle-gjor-det-scorm12.zip` → lesson and kind. */
export function readPackageName(name: string): { slug: string; kind: PackageKind } | undefined {
  const [, slug, kind] = /^([a-z0-9-]+)-(scorm12|cmi5)\.zip$/.exec(name) ?? []
  return slug && kind ? { slug, kind: kind as PackageKind } : undefined
}

export const packageName = (slug: string, kind: PackageKind) => `${slug}-${kind}.zip`

/** The script in the package that talks with the platform. */
export const adapterName = (kind: PackageKind) => `${kind}.js`
export const manifestName = (kind: PackageKind) => (kind === 'scorm12' ? 'imsmanifest.xml' : 'cmi5.xml')

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const xml = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign]!)

/** One lesson, one unit (SCO). No mastery score and no time limit: there is nothing to score. */
export function scormManifest({ slug, language, title }: PackageLesson, files: readonly string[]): string {
  const id = `forspring-${slug}-${language}`
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${id}" version="1.2"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="${id}-organization">
    <organization identifier="${id}-organization">
      <title>${xml(title)}</title>
      <item identifier="${id}-item" identifierref="${id}-sco" isvisible="true">
        <title>${xml(title)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="${id}-sco" type="webcontent" adlcp:scormtype="sco" href="index.html">
${files.map((path) => `      <file href="${xml(path)}"/>`).join('\n')}
    </resource>
  </resources>
</manifest>
`
}

/** `origin` makes the ids unique in the world, as the standard wants; nothing is fetched from there. */
export function cmi5Manifest({ slug, language, title, summary }: PackageLesson, origin: string): string {
  const id = xml(`${origin}/${language}/undervisning/${slug}`)
  const inLanguage = (text: string) => `<langstring lang="${language}">${xml(text)}</langstring>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="${id}">
    <title>${inLanguage(title)}</title>
    <description>${inLanguage(summary)}</description>
  </course>
  <au id="${id}/elev" moveOn="Completed" launchMethod="AnyWindow">
    <title>${inLanguage(title)}</title>
    <description>${inLanguage(summary)}</description>
    <url>index.html</url>
  </au>
</courseStructure>
`
}

/** What a page of the package may load. A record store lies at an address that only the platform knows. */
export const packagePolicy = (kind: PackageKind, scripts: string[], styles: string[]): string =>
  [
    "default-src 'self'",
    `script-src 'self' ${scripts.join(' ')}`.trim(),
    `style-src 'self' ${styles.join(' ')}`.trim(),
    "img-src 'self' data:",
    `connect-src ${kind === 'cmi5' ? 'http: https:' : "'none'"}`,
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'none'",
  ].join('; ')

/** The text between the tags of each inline script and style, as a browser hashes it. */
export function inlineParts(html: string): { scripts: string[]; styles: string[] } {
  const scripts = [...html.matchAll(/<script((?:\s[^>]*)?)>([\s\S]*?)<\/script>/g)]
    .filter(([, attributes = '']) => !/\ssrc=/.test(attributes))
    .map(([, , text = '']) => text)
  const styles = [...html.matchAll(/<style(?:\s[^>]*)?>([\s\S]*?)<\/style>/g)].map(([, text = '']) => text)
  return { scripts: scripts.filter(Boolean), styles }
}

/**
 * A page of ours with relative addresses only. `pages` are those of our own that come along: address → name in the zip.
 * Every link opens beside the platform: its frame would not show another site, and a lesson that is left is over.
 */
export function standAlone(
  html: string,
  files: readonly string[],
  pages: Record<string, string>,
  origin: string,
): string {
  let text = html
    // What only the web needs.
    .replace(/<link\s[^>]*rel="(?:alternate|canonical)"[^>]*>/g, '')
    .replace(/<meta\s[^>]*(?:property="og:|http-equiv="content-security-policy)[^>]*>/gi, '')
  for (const path of [...files].sort((a, b) => b.length - a.length))
    text = text.replaceAll(new RegExp(`(?<=["'(=;\\s,])${escaped(path)}(?=["')\\s>?&#,])`, 'g'), `.${path}`)
  return text.replace(/<a\s[^>]*>/g, (tag) => {
    const href = /\shref="([^"]*)"/.exec(tag)?.[1]
    if (href === undefined || href.startsWith('#') || /^(tel|mailto):/.test(href)) return tag
    const page = pages[href.replace(/[?#].*$/, '')]
    const goal = page ?? (href.startsWith('/') ? origin + href : href)
    const rest = tag.replace(/\s(?:target|rel)="[^"]*"/g, '')
    return rest.replace(/\shref="[^"]*"/, () => ` href="${goal}" target="_blank" rel="noopener noreferrer"`)
  })
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Policy and adapter come first in the head, so that nothing runs before them; only the encoding has to come earlier. */
export const withHead = (html: string, policy: string, adapter: string | undefined): string =>
  html
    .replace(/<meta charset="utf-8"[^>]*>/, '')
    .replace(
      /<head>/,
      () =>
        `<head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy.replaceAll('"', '&quot;')}">` +
        (adapter ? `<script src="${adapter}"></script>` : ''),
    )
