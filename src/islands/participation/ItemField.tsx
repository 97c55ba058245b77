// One item on screen. Every option is a whole-row target; everything can be left unanswered and taken back.
import { For, Match, Show, Switch } from 'solid-js'
import { answer, isAnswered, tick } from '#domain/flow.ts'
import type { Locale } from '#domain/locale.ts'
import { variablesOfItem } from '#domain/variable.ts'
import { survey_clear, survey_number_range, survey_several } from '#messages/compiled/messages.js'
import type { FieldProps, Kind } from './field.ts'
import { Help } from './Help.tsx'
import { Guess, Slider } from './RangeField.tsx'

type Text = Record<Locale, string>

export function ItemField(props: FieldProps) {
  const clear = () =>
    props.change(
      variablesOfItem(props.item).reduce(
        (now, variable) => answer(now, variable.name, undefined),
        props.progress,
      ),
    )
  return (
    <div class="item">
      <Switch>
        <Match when={props.item.kind === 'information'}>
          <div class="information">
            <p>{props.item.text[props.locale]}</p>
            <Help item={props.item} locale={props.locale} />
          </div>
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
        <Match when={props.item.kind === 'norm-guess'}>
          <Guess {...(props as FieldProps<Kind<'norm-guess'>>)} />
        </Match>
      </Switch>
      <Show when={props.item.kind !== 'information'}>
        <button
          type="button"
          class="clear"
          classList={{ idle: !isAnswered(props.item, props.progress.answers) }}
          disabled={!isAnswered(props.item, props.progress.answers)}
          onClick={clear}
        >
          {survey_clear({}, { locale: props.locale })}
          <span class="visually-hidden">: {props.item.text[props.locale]}</span>
        </button>
      </Show>
    </div>
  )
}

function Single(props: FieldProps<Kind<'single'>>) {
  return (
    <fieldset>
      <legend>{props.item.text[props.locale]}</legend>
      <Help item={props.item} locale={props.locale} />
      <Choices {...props} name={props.item.id} options={props.item.options} />
    </fieldset>
  )
}

/** The radio rows of a single item or of one row of a grid. */
function Choices(props: FieldProps & { name: string; options: { value: number; label: Text }[] }) {
  return (
    <div class="options">
      <For each={props.options}>
        {(option) => (
          <label class="option">
            <input
              type="radio"
              name={props.name}
              checked={props.progress.answers[props.name] === option.value}
              onChange={() => props.change(answer(props.progress, props.name, option.value))}
            />
            <span>{option.label[props.locale]}</span>
          </label>
        )}
      </For>
    </div>
  )
}

function Multiple(props: FieldProps<Kind<'multiple'>>) {
  return (
    <fieldset>
      <legend>{props.item.text[props.locale]}</legend>
      <Help item={props.item} locale={props.locale} more={survey_several({}, { locale: props.locale })} />
      <div class="options">
        <For each={props.item.options}>
          {(option) => (
            <label class="option">
              <input
                type="checkbox"
                checked={props.progress.answers[`${props.item.id}_${option.value}`] === 1}
                onChange={(event) => {
                  props.change(tick(props.progress, props.item, option.value, event.currentTarget.checked))
                }}
              />
              <span>{option.label[props.locale]}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}

function Grid(props: FieldProps<Kind<'grid'>>) {
  return (
    <section class="grid-item" aria-labelledby={`${props.item.id}-text`}>
      <h2 class="legend" id={`${props.item.id}-text`}>
        {props.item.text[props.locale]}
      </h2>
      <Help item={props.item} locale={props.locale} />
      <For each={props.item.rows}>
        {(row) => (
          <fieldset class="row">
            <legend>{row.text[props.locale]}</legend>
            <Choices {...props} name={row.id} options={props.item.options} />
          </fieldset>
        )}
      </For>
    </section>
  )
}

function Count(props: FieldProps<Kind<'number'>>) {
  const read = (text: string) => {
    const value = Number(text)
    const fits =
      text.trim() !== '' && Number.isInteger(value) && value >= props.item.min && value <= props.item.max
    props.change(answer(props.progress, props.item.id, fits ? value : undefined))
  }
  return (
    <div>
      <label class="legend" for={props.item.id}>
        {props.item.text[props.locale]}
      </label>
      <p class="help" id={`${props.item.id}-help`}>
        {props.item.help?.[props.locale]}{' '}
        {survey_number_range({ min: props.item.min, max: props.item.max }, { locale: props.locale })}
      </p>
      <span class="number">
        <input
          id={props.item.id}
          type="number"
          inputmode="numeric"
          min={props.item.min}
          max={props.item.max}
          aria-describedby={`${props.item.id}-help`}
          value={props.progress.answers[props.item.id] ?? ''}
          onChange={(event) => read(event.currentTarget.value)}
        />
        <span>{props.item.unit?.[props.locale]}</span>
      </span>
    </div>
  )
}
