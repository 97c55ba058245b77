// Says the words of a picture when its button is pressed. Listens once for the whole page, however many pictures it has.
// Where the device has no voice for the language, the page says so in writing instead of staying silent.
import { isLocale } from '#domain/locale.ts'
import { speak } from '../reading/speak.ts'

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-say]') : null
  if (button) void say(button)
})

async function say(button: HTMLElement): Promise<void> {
  const written = button.closest<HTMLElement>('[lang]')?.lang
  const status = button.closest('[data-says]')?.querySelector<HTMLElement>('[data-says-status]')
  button.dataset['saying'] = ''
  const outcome = await speak(button.dataset['say'] ?? '', isLocale(written) ? written : 'nb')
  delete button.dataset['saying']
  if (status) status.textContent = outcome === 'no-voice' ? (status.dataset['none'] ?? '') : ''
}
