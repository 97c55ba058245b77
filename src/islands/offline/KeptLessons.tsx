// The list of what lies on this device. It asks the service worker and nobody else, so it is the same without network.
import { createSignal, For, onMount, Show } from 'solid-js'
import { bytesOf, bytesOfAll, type Kept, lessonPath, type Reply } from '#domain/offline.ts'
import { localeNames, type Locale } from '#domain/locale.ts'
import {
  share_kept_chosen,
  share_kept_fetched,
  share_kept_find,
  share_kept_looking,
  share_kept_none_text,
  share_kept_none_title,
  share_kept_pupil,
  share_kept_remove,
  share_kept_remove_all,
  share_kept_remove_short,
  share_kept_removed,
  share_kept_removed_all,
  share_kept_size,
  share_kept_total,
  share_kept_unable,
  share_kept_views,
  share_kept_visited,
  share_kept_visited_text,
} from '#messages/compiled/messages.js'
import { ask, canKeep } from './worker.ts'

type Props = { locale: Locale }

const pathOf = ({ language, slug, paths }: Kept) =>
  lessonPath({ language, slug, view: paths.length === 1 ? 'elev' : '' })

export default function KeptLessons(props: Props) {
  const [all, setAll] = createSignal<Kept[]>()
  const [said, setSaid] = createSignal('')
  let heading: HTMLParagraphElement | undefined

  const own = () => ({ locale: props.locale })
  // Few browsers know nynorsk; without a second choice they would write the date in their own language.
  const formatOf = () => (props.locale === 'en' ? ['en-GB'] : [`${props.locale}-NO`, 'nb-NO'])
  const megabytes = (bytes: number) =>
    new Intl.NumberFormat(formatOf(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
      Math.max(bytes / 1e6, 0.1),
    )
  const day = (time: number) => new Intl.DateTimeFormat(formatOf(), { dateStyle: 'long' }).format(time)
  const lessons = () => (all() ?? []).filter(({ slug }) => slug !== '')
  const parts = () =>
    [
      { title: share_kept_chosen({}, own()), text: '', found: lessons().filter(({ chosen }) => chosen) },
      {
        title: share_kept_visited({}, own()),
        text: share_kept_visited_text({}, own()),
        found: lessons().filter(({ chosen }) => !chosen),
      },
    ].filter(({ found }) => found.length > 0)

  const show = ({ kept }: Reply) => setAll(kept)
  // Looking must not be what starts a worker.
  const look = async (): Promise<Reply> => {
    const worker = canKeep ? await navigator.serviceWorker.getRegistration() : undefined
    return worker ? ask({ do: 'list', path: '' }) : { kept: [] }
  }
  onMount(() => void look().then(show))
  /** The button that was pressed is gone afterwards, so the focus goes to the top of the list. */
  const tell = (sentence: string) => {
    setSaid(sentence)
    heading?.focus()
  }
  const remove = async (kept: Kept) => {
    show(await ask({ do: 'drop', path: pathOf(kept) }))
    tell(share_kept_removed({ title: kept.title }, own()))
  }
  const removeAll = async () => {
    show(await ask({ do: 'drop-all', path: '' }))
    tell(share_kept_removed_all({}, own()))
  }

  return (
    <>
      <p role="status" tabindex="-1" ref={heading}>
        {all() === undefined ? share_kept_looking({}, own()) : said()}
      </p>
      <For each={parts()}>
        {(part) => (
          <section class="kept-part">
            <h2>{part.title}</h2>
            <Show when={part.text}>
              <p class="muted">{part.text}</p>
            </Show>
            <ul class="kept-list">
              <For each={part.found}>
                {(kept) => (
                  <li>
                    <div class="kept-what">
                      <a href={pathOf(kept)} lang={kept.language} hreflang={kept.language}>
                        {kept.title}
                      </a>
                      <p class="kept-facts">
                        <span>
                          {kept.paths.length === 1
                            ? share_kept_pupil({}, own())
                            : share_kept_views({}, own())}
                        </span>
                        <span lang={kept.language}>{localeNames[kept.language]}</span>
                        <span>{share_kept_size({ size: megabytes(bytesOf(kept)) }, own())}</span>
                        <span>{share_kept_fetched({ date: day(kept.keptAt) }, own())}</span>
                      </p>
                    </div>
                    <button
                      type="button"
                      class="ds-button"
                      data-variant="secondary"
                      aria-label={share_kept_remove({ title: kept.title }, own())}
                      onClick={() => void remove(kept)}
                    >
                      {share_kept_remove_short({}, own())}
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
      <Show when={lessons().length > 0}>
        <p class="kept-foot">
          <span class="muted">{share_kept_total({ size: megabytes(bytesOfAll(all() ?? [])) }, own())}</span>
          <button type="button" class="ds-button" data-variant="tertiary" onClick={() => void removeAll()}>
            {share_kept_remove_all({}, own())}
          </button>
        </p>
      </Show>
      <Show when={all() !== undefined && lessons().length === 0}>
        <section class="kept-empty">
          <h2>{share_kept_none_title({}, own())}</h2>
          <p>{canKeep ? share_kept_none_text({}, own()) : share_kept_unable({}, own())}</p>
          <a class="ds-button" data-variant="primary" href={`/${props.locale}/undervisning`}>
            {share_kept_find({}, own())}
          </a>
        </section>
      </Show>
    </>
  )
}
