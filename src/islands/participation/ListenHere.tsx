// The place of «Les høyt», empty where this device has no voice of its own (Listen.tsx is not fetched then).
import { type Component, Show } from 'solid-js'

export type ListenButton = Component<{ of: string }>

export function ListenHere(props: { button: ListenButton | undefined; of: string }) {
  return (
    <Show when={props.button}>
      {(button) => {
        const Listen = button()
        return <Listen of={props.of} />
      }}
    </Show>
  )
}
