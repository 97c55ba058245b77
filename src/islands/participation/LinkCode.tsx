// Making a link code: why, seven small questions, one look over. What is chosen lives in this component until it is
// given away, and is never written down on the device. Fetched in linked studies only.
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import {
  foldLetter,
  type LinkCode as Code,
  linkChoices,
  linkSets,
  type LinkSetName,
} from '#domain/link-code.ts'
import { productLocale } from '#domain/locale.ts'
import { fill } from '#messages/survey-words.ts'
import en from '../../../content/messages/link/en.json'
import nb from '../../../content/messages/link/nb.json'
import nn from '../../../content/messages/link/nn.json'
import { useLanguage } from './language.ts'

const words: Record<'nb' | 'nn' | 'en', Record<string, string>> = { nb, nn, en }

export function LinkCode(props: {
  set: LinkSetName
  /** Asked a second time, because the page was reloaded. */
  again: boolean
  touch: () => void
  give: (code: Code | 'declined') => void
  back: () => void
}) {
  const { locale, say } = useLanguage()
  // Pupils answer in a language of the product; these words exist in no other.
  const language = () => productLocale(locale())
  const link = (key: string, values?: Record<string, string | number>) =>
    fill(words[language()][`link_${key}`]!, values)
  const elements = () => linkSets[props.set]
  /** −1 is the introduction, the number of elements the look over. */
  const [at, setAt] = createSignal(-1)
  const [code, setCode] = createSignal<(string | null | undefined)[]>([])
  const element = () => elements()[at()]
  const chosen = () => code()[at()]
  const choose = (value: string | null) => {
    setCode(elements().map((_, each) => (each === at() ? value : code()[each])))
    props.touch()
  }
  const go = (to: number) => {
    setAt(to)
    props.touch()
    queueMicrotask(() => top.focus())
  }
  let top!: HTMLDivElement

  const shown = (place: number) => {
    const value = code()[place]
    if (value === undefined || value === null) return say('survey_dont_know')
    return elements()[place]?.kind === 'number' && value === '5' ? link('or_more', { number: value }) : value
  }

  /** A letter or a figure on the keyboard chooses, too. */
  const type = (event: KeyboardEvent) => {
    const now = element()
    if (!now || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
    const choices = linkChoices(now.kind)
    const typed = now.kind === 'letter' ? foldLetter(event.key) : event.key
    const longer = `${chosen() ?? ''}${typed}`
    const next = [longer, typed].find((each) => each !== undefined && choices.includes(each))
    if (next) choose(next)
  }

  const decline = () => (
    <button type="button" class="link" onClick={() => props.give('declined')}>
      {link('decline')}
    </button>
  )

  return (
    <section class="link-code" lang={language()} dir="ltr" onKeyDown={type}>
      <div ref={top} tabindex="-1" class="top" />
      <Switch>
        <Match when={at() < 0}>
          <h1>{link('title')}</h1>
          <Show when={props.again}>
            <p class="waiting">{link('lost')}</p>
          </Show>
          <p class="introduction">{link('why')}</p>
          <p class="introduction">{link('how')}</p>
          <p class="information">{link('example')}</p>
          <div class="moves">
            <button type="button" class="ds-button" data-variant="secondary" onClick={() => props.back()}>
              {say('survey_back')}
            </button>
            <button type="button" class="ds-button" onClick={() => go(0)}>
              {link('begin')}
            </button>
          </div>
          <p class="promise">{decline()}</p>
        </Match>
        <Match when={element()}>
          {(now) => (
            <>
              <h1 class="page-title">{link('step', { at: at() + 1, of: elements().length })}</h1>
              <div class="item">
                <fieldset>
                  <legend>{link(`${props.set}_${now().id}`)}</legend>
                  <p class="help">
                    {link(`${props.set}_${now().id}_help`)} {now().kind === 'letter' && link('letters')}
                  </p>
                  <div class="tiles">
                    <For each={linkChoices(now().kind)}>
                      {(value) => (
                        <label class="option">
                          <input
                            type="radio"
                            name="link"
                            autocomplete="off"
                            checked={chosen() === value}
                            onChange={() => choose(value)}
                          />
                          <span>{value === '5' && now().kind === 'number' ? '5+' : value}</span>
                        </label>
                      )}
                    </For>
                    <label class="option wide">
                      <input
                        type="radio"
                        name="link"
                        autocomplete="off"
                        checked={chosen() === null}
                        onChange={() => choose(null)}
                      />
                      <span>{say('survey_dont_know')}</span>
                    </label>
                  </div>
                </fieldset>
              </div>
              <div class="moves">
                <button type="button" class="ds-button" data-variant="secondary" onClick={() => go(at() - 1)}>
                  {say('survey_back')}
                </button>
                <button type="button" class="ds-button" onClick={() => go(at() + 1)}>
                  {say('survey_next')}
                </button>
              </div>
              <p class="promise">{decline()}</p>
            </>
          )}
        </Match>
        <Match when={at() === elements().length}>
          <h1>{link('confirm_title')}</h1>
          <p class="introduction">{link('confirm_text')}</p>
          <ol class="link-choices">
            <For each={elements()}>
              {({ id }, place) => (
                <li>
                  <span>{link(`${props.set}_${id}`)}</span>
                  <strong>{shown(place())}</strong>
                  <button type="button" class="link" onClick={() => go(place())}>
                    {link('change')}
                    <span class="visually-hidden">: {link(`${props.set}_${id}`)}</span>
                  </button>
                </li>
              )}
            </For>
          </ol>
          <div class="moves">
            <button
              type="button"
              class="ds-button"
              data-variant="secondary"
              onClick={() => go(elements().length - 1)}
            >
              {say('survey_back')}
            </button>
            <button
              type="button"
              class="ds-button"
              onClick={() => props.give(elements().map((_, each) => code()[each] ?? null))}
            >
              {link('use')}
            </button>
          </div>
          <p class="promise">{decline()}</p>
        </Match>
      </Switch>
    </section>
  )
}
