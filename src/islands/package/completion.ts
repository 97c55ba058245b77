// What the adapters for learning platforms share: when a pupil has come to the end, and a clean start. Only "came to the
// end" is ever told: no answer, no score, no time.

/** Calls once when the last step is on the screen. The player hides all others, and says when it has begun. */
export function onLastStep(tell: () => void): void {
  addEventListener('DOMContentLoaded', () => {
    const player = document.querySelector<HTMLElement>('[data-player]')
    const last = [...document.querySelectorAll<HTMLElement>('[data-slide]')].at(-1)
    if (!player || !last) return
    const look = () => {
      if (player.dataset['ready'] === undefined || last.hidden) return
      watch.disconnect()
      tell()
    }
    const watch = new MutationObserver(look)
    watch.observe(player, {
      attributes: true,
      attributeFilter: ['hidden', 'data-ready'],
      subtree: true,
    })
    look()
  })
}

/**
 * In a learning platform many pupils share one address, and perhaps a machine. What an earlier one left behind goes
 * away when the package is opened anew; a reload in the same tab keeps its place.
 */
export function startClean(): void {
  const mark = 'forspring.package'
  try {
    if (sessionStorage.getItem(mark) === location.pathname) return
    sessionStorage.setItem(mark, location.pathname)
    for (const key of Object.keys(localStorage))
      if (key.startsWith('forspring.lesson.')) localStorage.removeItem(key)
  } catch {
    // Storage is blocked: then nothing was left behind either.
  }
}
