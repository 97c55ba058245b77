// The sound button of the picture view: says what stands on the slide, and stops when it is pressed again or the slide
// is left. A device without a voice says so, for an adult to read instead.
import { isReadable } from './voice.ts'
import { passagesIn, readingRoot } from './passages.ts'
import { speak, stop } from './speak.ts'

const button = document.querySelector<HTMLButtonElement>('[data-hear]')
if (button) start(button)

function start(button: HTMLButtonElement): void {
  const { hear, start: startLabel = '', stop: stopLabel = '' } = button.dataset
  const locale = isReadable(hear) ? hear : 'nb'
  const note = document.querySelector<HTMLElement>('[data-no-voice]')
  let turn = 0

  const label = (text: string) => {
    const words = button.querySelector('span')
    if (words) words.textContent = text
    button.toggleAttribute('data-speaking', text === stopLabel)
  }
  const silence = () => {
    turn += 1
    stop()
    label(startLabel)
  }
  const say = async () => {
    const mine = ++turn
    label(stopLabel)
    for (const { text, locale: language } of passagesIn(readingRoot(), locale)) {
      const outcome = await speak(text, language)
      if (mine !== turn) return
      if (note) note.hidden = outcome === 'spoken'
      if (outcome === 'no-voice') break
    }
    label(startLabel)
  }

  button.addEventListener('click', () => {
    if (button.hasAttribute('data-speaking')) silence()
    else void say()
  })
  const slides = document.querySelector('.slides')
  const left = new MutationObserver(() => {
    if (button.hasAttribute('data-speaking')) silence()
  })
  if (slides) left.observe(slides, { subtree: true, attributeFilter: ['hidden'] })
  addEventListener('pagehide', silence)
}
