// Answers each choice in the catalogue at once: hides cards, says how many are left, keeps the address in step so that
// it can be shared. The index of the search comes when somebody goes to its field. Without this the form still works.
import { fits, queryNames, readFilter, type Filterable, type LessonFilter } from '#domain/catalogue.ts'
import type { Locale } from '#domain/locale.ts'
import { lesson_count_one, lesson_count_other } from '#messages/compiled/messages.js'
import type { Search } from './search.ts'

type Loaded = { search: Search; asksForSomething: (words: string) => boolean }

const form = document.querySelector<HTMLFormElement>('[data-catalogue-form]')
if (form) start(form)

function start(form: HTMLFormElement): void {
  const part = (name: string) => document.querySelector<HTMLElement>(`[data-catalogue-${name}]`)
  const cards = [...document.querySelectorAll<HTMLElement>('[data-lesson-card]')]
  const bands = [...document.querySelectorAll<HTMLElement>('[data-catalogue-band]')]
  const field = form.querySelector<HTMLInputElement>(`[name=${queryNames.search}]`)!
  const known = { subjects: valuesOf(form, 'subject'), aims: valuesOf(form, 'aim') }
  let loaded: Loaded | undefined
  let loading: Promise<void> | undefined

  const load = () => {
    loading ??= loadSearch(form.dataset['index'] ?? '')
      .then((search) => {
        loaded = search
        offline(false)
        if (field.value) choose()
      })
      .catch(() => {
        // Tried again at the next letter.
        loading = undefined
        offline(field.value !== '')
      })
  }
  const offline = (isOffline: boolean) => {
    form.querySelector<HTMLElement>('[data-search-offline]')!.hidden = !isOffline
  }

  const choose = () => {
    const query = queryOf(form)
    const filter = readFilter(query, known)
    const words = filter.search ?? ''
    if (words && !loaded) load()
    const asks = loaded?.asksForSomething(words) ?? false
    const named = asks ? loaded?.search(words) : undefined
    for (const card of cards)
      card.hidden = !fits(lessonOf(card), filter) || named?.has(card.dataset['lessonCard'] ?? '') === false
    for (const band of bands) band.hidden = band.querySelector('[data-lesson-card]:not([hidden])') === null
    const left = cards.filter((card) => !card.hidden).length
    say(left)
    part('empty')!.hidden = left > 0
    explain(filter, asks)
    part('clear')!.hidden = query.size === 0
    history.replaceState(null, '', query.size === 0 ? location.pathname : `?${query}`)
  }

  const say = (count: number) => {
    const locale = { locale: document.documentElement.lang as Locale }
    const text = count === 1 ? lesson_count_one({}, locale) : lesson_count_other({ count }, locale)
    const strong = document.createElement('strong')
    strong.textContent = text
    // Only what changes is announced.
    if (part('count')!.textContent.trim() !== text) part('count')!.replaceChildren(strong)
  }

  const explain = (filter: LessonFilter, asks: boolean) => {
    const isEmptyBand = filter.band && bands.every((band) => band.dataset['band'] !== filter.band)
    const why = asks ? 'search' : isEmptyBand ? 'band' : 'other'
    for (const reason of part('empty')!.querySelectorAll<HTMLElement>('[data-why]'))
      reason.hidden = reason.dataset['why'] !== why
  }

  field.addEventListener('focus', load, { once: true })
  form.addEventListener('input', choose)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    choose()
  })
}

/** The questions that have an answer, in the order of the form. */
function queryOf(form: HTMLFormElement): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value.trim()) query.set(name, value.trim())
  return query
}

function valuesOf(form: HTMLFormElement, name: 'subject' | 'aim'): string[] {
  const options = form.querySelectorAll<HTMLOptionElement>(`[name=${queryNames[name]}] option`)
  return [...options].map(({ value }) => value)
}

/** What the server wrote on the card. */
function lessonOf({ dataset }: HTMLElement): Filterable {
  const list = (name: string) => (dataset[name] ?? '').split(' ')
  return {
    ageBand: dataset['band'] as Filterable['ageBand'],
    subjects: list('subjects'),
    themes: list('themes') as Filterable['themes'],
    aims: list('aims'),
    minutes: Number(dataset['minutes']),
    devices: dataset['devices'] as Filterable['devices'],
  }
}

async function loadSearch(index: string): Promise<Loaded> {
  const [{ createSearch, asksForSomething }, answer] = await Promise.all([
    import('./search.ts'),
    fetch(index),
  ])
  if (!answer.ok) throw new Error(`The index is not there: ${answer.status}`)
  return {
    search: createSearch((await answer.json()) as Parameters<typeof createSearch>[0]),
    asksForSomething,
  }
}
