// The button of «Lesehjelp»: opens and closes its place, and fetches the panel the first time. No island, because the
// code that wakes islands would then stand at the top of every page, before the text that people wait for.
const button = document.querySelector<HTMLButtonElement>('[data-reading-open]')
const place = document.querySelector<HTMLElement>('[data-reading-panel]')
let panel: Promise<unknown> | undefined

button?.addEventListener('click', () => {
  if (!place) return
  place.hidden = !place.hidden
  button.setAttribute('aria-expanded', String(!place.hidden))
  if (place.hidden) button.focus()
  else
    panel ??= import('./draw-panel.tsx').then(
      ({ drawPanel }) => drawPanel(place),
      // No network: the place says so, and the next press tries again.
      () => (panel = undefined),
    )
})
