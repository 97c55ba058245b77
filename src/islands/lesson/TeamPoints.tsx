// Points for teams on the big screen. They survive a reload on this device and are sent nowhere; teams are numbers,
// never names of pupils.
import { createSignal, For, onMount } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  lesson_team_add,
  lesson_team_cleared,
  lesson_team_kept,
  lesson_team_name,
  lesson_team_now,
  lesson_team_reset,
  lesson_team_take,
  lesson_team_title,
} from '#messages/compiled/messages.js'
import { forget, recallValue, remember } from './device.ts'

type Props = { locale: Locale; lesson: string; id: string; teams: number; label?: string | undefined }

export default function TeamPoints(props: Props) {
  const none = () => Array.from({ length: props.teams }, () => 0)
  const [points, setPoints] = createSignal(none())
  const [news, setNews] = createSignal('')
  const said = () => ({ locale: props.locale })
  const kept = () => `team.${props.id}`
  const nameOf = (team: number) => lesson_team_name({ number: team + 1 }, said())

  onMount(() => {
    const found = recallValue(props.lesson, kept())
    if (Array.isArray(found) && found.length === props.teams && found.every(Number.isInteger))
      setPoints(found as number[])
  })

  const give = (team: number, by: number) => {
    const now = Math.max(0, (points()[team] ?? 0) + by)
    setPoints(points().with(team, now))
    remember(props.lesson, kept(), JSON.stringify(points()))
    setNews(lesson_team_now({ team: nameOf(team), points: now }, said()))
  }
  const reset = () => {
    setPoints(none())
    forget(props.lesson, kept())
    setNews(lesson_team_cleared({}, said()))
  }

  return (
    <section class="teams" aria-labelledby={`${props.id}-title`}>
      <p class="task-question" id={`${props.id}-title`}>
        {props.label ?? lesson_team_title({}, said())}
      </p>
      <ul class="team-list">
        <For each={none()}>
          {(_, team) => (
            <li class="team">
              <span class="team-name">{nameOf(team())}</span>
              <strong class="team-points">{points()[team()]}</strong>
              <span class="team-buttons">
                <button
                  type="button"
                  class="round"
                  aria-label={lesson_team_take({ team: nameOf(team()) }, said())}
                  aria-disabled={points()[team()] === 0}
                  onClick={() => give(team(), -1)}
                >
                  <span aria-hidden="true">−</span>
                </button>
                <button
                  type="button"
                  class="round give"
                  aria-label={lesson_team_add({ team: nameOf(team()) }, said())}
                  onClick={() => give(team(), 1)}
                >
                  <span aria-hidden="true">+</span>
                </button>
              </span>
            </li>
          )}
        </For>
      </ul>
      <p role="status" class="visually-hidden">
        {news()}
      </p>
      <div class="task-actions">
        <button type="button" class="ds-button" data-variant="tertiary" onClick={reset}>
          {lesson_team_reset({}, said())}
        </button>
        <p class="source-line">{lesson_team_kept({}, said())}</p>
      </div>
    </section>
  )
}
