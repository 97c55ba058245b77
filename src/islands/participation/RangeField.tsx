// Numbers chosen on a line: sliders and guesses about others.
import { answer } from '#domain/flow.ts'
import { textIn } from '#domain/locale.ts'
import { dontKnowGuess, dontKnowSlider } from '#domain/variable.ts'
import type { FieldProps, Kind } from './field.ts'
import { Help } from './Help.tsx'
import { useLanguage } from './language.ts'

export function Slider(props: FieldProps<Kind<'slider'>>) {
  const { locale } = useLanguage()
  return (
    <Range
      {...props}
      min={props.item.min}
      max={props.item.max}
      step={props.item.step}
      dontKnow={dontKnowSlider}
      minLabel={textIn(props.item.minLabel, locale())}
      maxLabel={textIn(props.item.maxLabel, locale())}
      show={String}
    />
  )
}

export function Guess(props: FieldProps<Kind<'norm-guess'>>) {
  const { locale, say } = useLanguage()
  const show = (count: number) => say('survey_of_hundred', { count })
  return (
    <Range
      {...props}
      min={0}
      max={100}
      step={1}
      dontKnow={dontKnowGuess}
      minLabel={show(0)}
      maxLabel={show(100)}
      note={say('survey_of_whom', { group: textIn(props.item.ofWhom, locale()) })}
      show={show}
    />
  )
}

/** A line to choose a number on. Nothing is chosen until it is touched, so no answer is put into anyone's mouth. */
function Range(
  props: FieldProps<Kind<'slider'> | Kind<'norm-guess'>> & {
    min: number
    max: number
    step: number
    dontKnow: number
    minLabel: string
    maxLabel: string
    note?: string
    show: (value: number) => string
  },
) {
  const { locale, say } = useLanguage()
  const value = () => props.progress.answers[props.item.id] as number | undefined
  const chosen = () => (value() === props.dontKnow ? undefined : value())
  const set = (next: number | undefined) => props.change(answer(props.progress, props.item.id, next))
  const shown = () => {
    const number = chosen()
    if (number !== undefined) return props.show(number)
    return value() === props.dontKnow ? say('survey_dont_know') : say('survey_not_chosen')
  }
  return (
    <fieldset class="range">
      <legend>{textIn(props.item.text, locale())}</legend>
      <Help item={props.item} {...(props.note ? { more: props.note } : {})} />
      <output class="chosen" for={`${props.item.id}-line`} classList={{ idle: chosen() === undefined }}>
        {shown()}
      </output>
      <input
        id={`${props.item.id}-line`}
        type="range"
        autocomplete="off"
        classList={{ untouched: chosen() === undefined }}
        aria-label={textIn(props.item.text, locale())}
        aria-valuetext={shown()}
        min={props.min}
        max={props.max}
        step={props.step}
        value={chosen() ?? Math.round((props.min + props.max) / 2)}
        onInput={(event) => set(event.currentTarget.valueAsNumber)}
        onClick={(event) => set(event.currentTarget.valueAsNumber)}
        onKeyUp={(event) => {
          // Enter or space takes the number that the handle stands on.
          if (event.key === 'Enter' || event.key === ' ') set(event.currentTarget.valueAsNumber)
        }}
      />
      <span class="ends" aria-hidden="true">
        <span>{props.minLabel}</span>
        <span>{props.maxLabel}</span>
      </span>
      <label class="option">
        <input
          type="checkbox"
          autocomplete="off"
          checked={value() === props.dontKnow}
          onChange={(event) => set(event.currentTarget.checked ? props.dontKnow : undefined)}
        />
        <span>{say('survey_dont_know')}</span>
      </label>
    </fieldset>
  )
}
