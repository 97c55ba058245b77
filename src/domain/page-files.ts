// Which files of our own a built page needs, read out of its text: for the copy that a device keeps, and for the package
// of a learning platform. Both follow what is found until nothing new turns up; a file that is missed is a broken page.

const ending = 'js|css|woff2?|svg|png|jpe?g|webp|avif|gif|mp3|m4a|ogg|wav|json|webmanifest'
/** A path from the root, where an attribute, a style or an island's properties may hold one. */
const fromRoot = new RegExp(`(?<=["'(=;\\s,])/(?!/)[\\w./@%~-]+\\.(?:${ending})(?=["')\\s>?&#,])`, 'g')
/** A neighbour, as one built script names another: `./web.a1B2.js`, or `_astro/web.a1B2.js` in Vite's lists. */
const neighbour = /(?<=["'`])(?:\.\/|\/?_astro\/)[\w.@~-]+\.(?:js|css)(?=["'`])/g

const once = (paths: string[]) => [...new Set(paths)]

/** Paths from the root, each once, in the order of the text. Works for pages and for style sheets. */
export function filesInPage(text: string): string[] {
  // A link leads somewhere else; what stands in it is not part of the page.
  const withoutLinks = text.replace(/<a\s[^>]*>/g, '').replace(/<meta\s[^>]*>/g, '')
  return once(withoutLinks.match(fromRoot) ?? [])
}

/** What the script at `path` imports. */
export function filesInScript(text: string, path: string): string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  return once(
    (text.match(neighbour) ?? []).map((name) =>
      name.startsWith('./') ? folder + name.slice(2) : `/${name.replace(/^\//, '')}`,
    ),
  )
}

/** What any file needs, by its ending. A picture or a font needs nothing. */
export function filesIn(text: string, path: string): string[] {
  if (path.endsWith('.js')) return filesInScript(text, path)
  return path.endsWith('.css') ? filesInPage(text) : []
}

export const hasNeeds = (path: string): boolean => /\.(?:js|css)$/.test(path)

/** The name holds the hash of the content: whatever is called so is the same file, today and after an update. */
export const isHashed = (path: string): boolean => path.startsWith('/_astro/')
