// The help sentence under a question.
import { Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import type { Item } from '#schemas/instrument.ts'

export function Help(props: { item: Item; locale: Locale; more?: string }) {
  return (
    <Show when={props.item.help || props.more}>
      <p class="help">
        {props.item.help?.[props.locale]} {props.more}
      </p>
    </Show>
  )
}
