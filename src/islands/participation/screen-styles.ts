// The sheet of what comes after the code, fetched with it. Import it from here only: as an address it keeps out of the
// styles that Astro writes into the page.
import styles from './screens.css?url'

/** Resolves when it is there, or cannot be had: without it everything still can be done. */
export function addScreenStyles(): Promise<void> {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = styles
  return new Promise((resolve) => {
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => resolve())
    document.head.append(link)
  })
}
