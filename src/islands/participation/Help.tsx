// The help sentence under a question.
import { Show } from 'solid-js'
import { textIn } from '#domain/locale.ts'
import type { Item } from '#schemas/instrument.ts'
import { useLanguage } from './language.ts'

export function Help(props: { item: Item; more?: string }) {
  const { locale } = useLanguage()
  return (
    <Show when={props.item.help || props.more}>
      <p class="help">
        {props.item.help && textIn(props.item.help, locale())} {props.more}
      </p>
    </Show>
  )
}
