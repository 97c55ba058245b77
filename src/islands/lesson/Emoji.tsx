// One of the children's pictures inside an island. The words beside it say what it shows.
import { Show } from 'solid-js'
import { pictureUrl } from '#domain/lesson.ts'

export function Emoji(props: { name: string | undefined }) {
  return (
    <Show when={props.name}>
      {(name) => <img class="emoji" src={pictureUrl(name())} width="64" height="64" alt="" />}
    </Show>
  )
}
