// Putting options in order by pressing them one after the other: works with a thumb, a keyboard and a screen reader,
// and nothing has to be dragged.
import { For, Show } from 'solid-js'
import { orderOf, place } from '#domain/flow.ts'
import { textIn } from '#domain/locale.ts'
import type { FieldProps, Kind } from './field.ts'
import { Help } from './Help.tsx'
import { useLanguage } from './language.ts'
import { Picture } from './Picture.tsx'

export function Rank(props: FieldProps<Kind<'rank'>>) {
  const { locale, say } = useLanguage()
  const order = () => orderOf(props.item, props.progress.answers)
  const placeOf = (value: number) => order().indexOf(value) + 1 || undefined
  const left = () => props.item.options.length - order().length
  const press = (value: number) => props.change(place(props.progress, props.item, value))
  return (
    <fieldset>
      <legend>{textIn(props.item.text, locale())}</legend>
      <Help item={props.item} more={say('survey_rank_how')} />
      <div class="options">
        <For each={props.item.options}>
          {(option) => (
            <button
              type="button"
              class="option rank"
              aria-pressed={placeOf(option.value) !== undefined}
              onClick={() => press(option.value)}
            >
              <span class="place">{placeOf(option.value)}</span>
              <Picture of={option} />
              <span>{textIn(option.label, locale())}</span>
            </button>
          )}
        </For>
      </div>
      <p class="help" role="status">
        <Show when={order().length > 0 && left() > 0}>{say('survey_rank_left', { left: left() })}</Show>
      </p>
      <button
        type="button"
        class="clear"
        classList={{ idle: order().length === 0 }}
        disabled={order().length === 0}
        onClick={() => press(order().at(-1)!)}
      >
        {say('survey_rank_undo')}
        <span class="visually-hidden">: {textIn(props.item.text, locale())}</span>
      </button>
    </fieldset>
  )
}
