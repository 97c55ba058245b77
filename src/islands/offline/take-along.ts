// «Ta med»: the button on a lesson's page. It stays hidden where the browser cannot keep anything.
import { lessonPlace, type Reply } from '#domain/offline.ts'
import { ask, canKeep, startWorker } from './worker.ts'

const box = document.querySelector<HTMLElement>('[data-take-along]')
if (box && canKeep) start(box)

function start(root: HTMLElement): void {
  const button = root.querySelector<HTMLButtonElement>('button')!
  const label = root.querySelector<HTMLElement>('[data-label]')!
  const status = root.querySelector<HTMLElement>('[role=status]')!
  const link = root.querySelector<HTMLAnchorElement>('a')!
  const place = lessonPlace(location.pathname)
  if (!place) return

  const draw = ({ kept, problem }: Reply) => {
    const has = kept.some(
      ({ language, slug, chosen }) => language === place.language && slug === place.slug && chosen,
    )
    button.setAttribute('aria-pressed', String(has))
    label.textContent = root.dataset[has ? 'taken' : 'take'] ?? ''
    link.hidden = !has
    return problem ? root.dataset[problem === 'no-room' ? 'noRoom' : 'noNetwork'] : undefined
  }

  root.hidden = false
  // Only asks when a worker is there already: looking must not be what starts one.
  void navigator.serviceWorker.getRegistration().then((found) => {
    if (found?.active) void ask({ do: 'list', path: '' }).then(draw)
  })
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-busy') === 'true') return
    const isTaken = button.getAttribute('aria-pressed') === 'true'
    button.setAttribute('aria-busy', 'true')
    status.textContent = root.dataset[isTaken ? 'removing' : 'taking'] ?? ''
    const wish = { do: isTaken ? 'drop' : 'take', path: location.pathname } as const
    void startWorker()
      .then(() => ask(wish))
      .then((reply) => {
        status.textContent = draw(reply) ?? root.dataset[isTaken ? 'removed' : 'ready'] ?? ''
      })
      .catch(() => (status.textContent = root.dataset['noNetwork'] ?? ''))
      .finally(() => button.removeAttribute('aria-busy'))
  })
}
