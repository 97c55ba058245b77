// One item on screen. Every option is a whole-row target; everything can be left unanswered and taken back.
import { For, Match, Show, Switch } from 'solid-js'
import { answer, isAnswered, tick } from '#domain/flow.ts'
import { textIn } from '#domain/locale.ts'
import { variablesOfItem } from '#domain/variable.ts'
import type { Option } from '#schemas/instrument.ts'
import type { FieldProps, Kind } from './field.ts'
import { Help } from './Help.tsx'
import { useLanguage } from './language.ts'
import { type ListenButton, ListenHere } from './ListenHere.tsx'
import { Picture } from './Picture.tsx'
import { Guess, Slider } from './RangeField.tsx'
import { Rank } from './RankField.tsx'
import { Count, Words } from './TypedField.tsx'

export function ItemField(props: FieldProps & { listen: ListenButton | undefined; isLinked: boolean }) {
  const { locale, say } = useLanguage()
  const text = () => textIn(props.item.text, locale())
  const clear = () =>
    props.change(
      variablesOfItem(props.item).reduce(
        (now, variable) => answer(now, variable.name, undefined),
        props.progress,
      ),
    )
  return (
    <div class="item" data-part>
      <Switch>
        <Match when={props.item.kind === 'information'}>
          <Information {...(props as FieldProps<Kind<'information'>> & { isLinked: boolean })} />
        </Match>
        <Match when={props.item.kind === 'single'}>
          <Single {...(props as FieldProps<Kind<'single'>>)} />
        </Match>
        <Match when={props.item.kind === 'multiple'}>
          <Multiple {...(props as FieldProps<Kind<'multiple'>>)} />
        </Match>
        <Match when={props.item.kind === 'grid'}>
          <Grid {...(props as FieldProps<Kind<'grid'>>)} />
        </Match>
        <Match when={props.item.kind === 'number'}>
          <Count {...(props as FieldProps<Kind<'number'>>)} />
        </Match>
        <Match when={props.item.kind === 'slider'}>
          <Slider {...(props as FieldProps<Kind<'slider'>>)} />
        </Match>
        <Match when={props.item.kind === 'rank'}>
          <Rank {...(props as FieldProps<Kind<'rank'>>)} />
        </Match>
        <Match when={props.item.kind === 'norm-guess'}>
          <Guess {...(props as FieldProps<Kind<'norm-guess'>>)} />
        </Match>
        <Match when={props.item.kind === 'text'}>
          <Words {...(props as FieldProps<Kind<'text'>>)} />
        </Match>
      </Switch>
      <div class="item-tools">
        <ListenHere button={props.listen} of={text()} />
        <Show when={props.item.kind !== 'information'}>
          <button
            type="button"
            class="clear"
            classList={{ idle: !isAnswered(props.item, props.progress.answers) }}
            disabled={!isAnswered(props.item, props.progress.answers)}
            onClick={clear}
          >
            {say('survey_clear')}
            <span class="visually-hidden">: {text()}</span>
          </button>
        </Show>
      </div>
    </div>
  )
}

/** A promise that does not hold where answers are linked gives way to what holds there. */
function Information(props: FieldProps<Kind<'information'>> & { isLinked: boolean }) {
  const { locale, say } = useLanguage()
  return (
    <div class="information">
      <Picture of={props.item} large />
      <Show
        when={props.isLinked && props.item.promise}
        fallback={
          <>
            <p>{textIn(props.item.text, locale())}</p>
            <Help item={props.item} />
          </>
        }
      >
        <p>{say('survey_linked_title')}</p>
        <p class="help">{say('survey_linked_text')}</p>
      </Show>
    </div>
  )
}

function Single(props: FieldProps<Kind<'single'>>) {
  const { locale } = useLanguage()
  return (
    <fieldset>
      <legend>{textIn(props.item.text, locale())}</legend>
      <Help item={props.item} />
      <Choices {...props} name={props.item.id} options={props.item.options} />
    </fieldset>
  )
}

/** The radio rows of a single item or of one row of a grid. */
function Choices(props: FieldProps & { name: string; options: Option[] }) {
  const { locale } = useLanguage()
  return (
    <div class="options">
      <For each={props.options}>
        {(option) => (
          <label class="option">
            <input
              type="radio"
              name={props.name}
              autocomplete="off"
              checked={props.progress.answers[props.name] === option.value}
              onChange={() => props.change(answer(props.progress, props.name, option.value))}
            />
            <Picture of={option} />
            <span>{textIn(option.label, locale())}</span>
          </label>
        )}
      </For>
    </div>
  )
}

function Multiple(props: FieldProps<Kind<'multiple'>>) {
  const { locale, say } = useLanguage()
  return (
    <fieldset>
      <legend>{textIn(props.item.text, locale())}</legend>
      <Help item={props.item} more={say('survey_several')} />
      <div class="options">
        <For each={props.item.options}>
          {(option) => (
            <label class="option">
              <input
                type="checkbox"
                autocomplete="off"
                checked={props.progress.answers[`${props.item.id}_${option.value}`] === 1}
                onChange={(event) => {
                  props.change(tick(props.progress, props.item, option.value, event.currentTarget.checked))
                }}
              />
              <Picture of={option} />
              <span>{textIn(option.label, locale())}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}

function Grid(props: FieldProps<Kind<'grid'>>) {
  const { locale } = useLanguage()
  return (
    <section class="grid-item" aria-labelledby={`${props.item.id}-text`}>
      <h2 class="legend" id={`${props.item.id}-text`}>
        {textIn(props.item.text, locale())}
      </h2>
      <Help item={props.item} />
      <For each={props.item.rows}>
        {(row) => (
          <fieldset class="row">
            <legend>{textIn(row.text, locale())}</legend>
            <Choices {...props} name={row.id} options={props.item.options} />
          </fieldset>
        )}
      </For>
    </section>
  )
}
