// Puts the panel of «Lesehjelp» into its place.
import { render } from 'solid-js/web'
import { isReadable } from './voice.ts'
import ReadingPanel from './ReadingPanel.tsx'

export function drawPanel(place: HTMLElement): void {
  const language = document.documentElement.lang
  place.replaceChildren()
  render(() => <ReadingPanel locale={isReadable(language) ? language : 'nb'} />, place)
}
