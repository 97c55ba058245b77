// Answers that are typed: a whole number, and the words of those who work at a school.
import { createSignal, Show } from 'solid-js'
import { answer } from '#domain/flow.ts'
import { textIn } from '#domain/locale.ts'
import type { FieldProps, Kind } from './field.ts'
import { useLanguage } from './language.ts'

export function Count(props: FieldProps<Kind<'number'>>) {
  const { locale, say } = useLanguage()
  const [isOutside, setOutside] = createSignal(false)
  const range = () => say('survey_number_range', { min: props.item.min, max: props.item.max })
  const read = (text: string) => {
    const value = Number(text)
    const fits =
      text.trim() !== '' && Number.isInteger(value) && value >= props.item.min && value <= props.item.max
    setOutside(!fits && text.trim() !== '')
    props.change(answer(props.progress, props.item.id, fits ? value : undefined))
  }
  return (
    <div>
      <label class="legend" for={props.item.id}>
        {textIn(props.item.text, locale())}
      </label>
      <p class="help" id={`${props.item.id}-help`}>
        {props.item.help && textIn(props.item.help, locale())} {range()}
      </p>
      <span class="number">
        <input
          id={props.item.id}
          type="number"
          inputmode="numeric"
          autocomplete="off"
          min={props.item.min}
          max={props.item.max}
          aria-describedby={`${props.item.id}-help`}
          aria-invalid={isOutside()}
          value={props.progress.answers[props.item.id] ?? ''}
          onChange={(event) => read(event.currentTarget.value)}
        />
        <span>{props.item.unit && textIn(props.item.unit, locale())}</span>
      </span>
      {/* A number that does not fit is not an answer, and is not thrown away in silence either. */}
      <p role="alert" class="fault">
        <Show when={isOutside()}>{range()}</Show>
      </p>
    </div>
  )
}

/** Only staff are asked for words, and they are reminded of what must not stand in them. */
export function Words(props: FieldProps<Kind<'text'>>) {
  const { locale, say } = useLanguage()
  const typed = () => String(props.progress.answers[props.item.id] ?? '')
  return (
    <div>
      <label class="legend" for={props.item.id}>
        {textIn(props.item.text, locale())}
      </label>
      <p class="help" id={`${props.item.id}-help`}>
        {props.item.help && textIn(props.item.help, locale())} {say('survey_text_names')}
      </p>
      {/* No checking of spelling: some browsers send what is typed to somebody for that. */}
      <textarea
        id={props.item.id}
        rows={4}
        maxlength={props.item.longest}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={`${props.item.id}-help ${props.item.id}-left`}
        value={typed()}
        onInput={(event) =>
          props.change(answer(props.progress, props.item.id, event.currentTarget.value || undefined))
        }
      />
      <p class="help" id={`${props.item.id}-left`}>
        {say('survey_text_left', { left: props.item.longest - typed().length })}
      </p>
    </div>
  )
}
