// A picture beside the words of an option or an information: decoration, never instead of them.
import { Show } from 'solid-js'

export function Picture(props: { of: { picture?: string | undefined }; large?: boolean }) {
  return (
    <Show when={props.of.picture}>
      {(name) => (
        <img
          class="picture"
          classList={{ large: props.large ?? false }}
          src={`/bilder/${name()}.svg`}
          alt=""
          width={props.large ? 96 : 40}
          height={props.large ? 96 : 40}
        />
      )}
    </Show>
  )
}
