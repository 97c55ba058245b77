// How the device shows and says text. Every change is kept at once, on this device only.
import { For, Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  reading_easy,
  reading_easy_help,
  reading_friendly,
  reading_friendly_help,
  reading_kept,
  reading_rate,
  reading_rate_faster,
  reading_rate_slower,
  reading_rate_slowest,
  reading_rate_usual,
  reading_size,
  reading_size_100,
  reading_size_125,
  reading_size_150,
  reading_text,
  reading_voice,
} from '#messages/compiled/messages.js'
import { rates, sizes, type ReadingSettings as Settings } from './settings.ts'

type Props = {
  locale: Locale
  settings: Settings
  change: (part: Partial<Settings>) => void
  /** Voices that can read this page, best first. */
  voices: readonly SpeechSynthesisVoice[]
  /** The language that is read here. */
  textLocale: Locale
  voice: string | undefined
  hasEasy: boolean
}

export function ReadingSettings(props: Props) {
  const say = () => ({ locale: props.locale })
  const rateName = {
    [rates[0]]: reading_rate_slowest,
    [rates[1]]: reading_rate_slower,
    [rates[2]]: reading_rate_usual,
    [rates[3]]: reading_rate_faster,
  }
  const sizeName = { '100': reading_size_100, '125': reading_size_125, '150': reading_size_150 }
  return (
    <div class="reading-settings">
      <fieldset>
        <legend>{reading_size({}, say())}</legend>
        <div class="reading-pills">
          <For each={sizes}>
            {(size) => (
              <label class="reading-pill" data-size={size}>
                <input
                  type="radio"
                  name="reading-size"
                  checked={props.settings.size === size}
                  onChange={() => props.change({ size })}
                />
                <span>{sizeName[size]({}, say())}</span>
              </label>
            )}
          </For>
        </div>
      </fieldset>
      <fieldset>
        <legend>{reading_text({}, say())}</legend>
        <label class="reading-switch">
          <input
            type="checkbox"
            role="switch"
            checked={props.settings.friendly}
            onChange={(event) => props.change({ friendly: event.currentTarget.checked })}
          />
          <span>
            <strong>{reading_friendly({}, say())}</strong>
            <span>{reading_friendly_help({}, say())}</span>
          </span>
        </label>
        <Show when={props.hasEasy}>
          <label class="reading-switch">
            <input
              type="checkbox"
              role="switch"
              checked={props.settings.easy}
              onChange={(event) => props.change({ easy: event.currentTarget.checked })}
            />
            <span>
              <strong>{reading_easy({}, say())}</strong>
              <span>{reading_easy_help({}, say())}</span>
            </span>
          </label>
        </Show>
      </fieldset>
      <Show when={props.voices.length > 0}>
        <fieldset>
          <legend>{reading_rate({}, say())}</legend>
          <div class="reading-pills">
            <For each={rates}>
              {(rate) => (
                <label class="reading-pill">
                  <input
                    type="radio"
                    name="reading-rate"
                    checked={props.settings.rate === rate}
                    onChange={() => props.change({ rate })}
                  />
                  <span>{rateName[rate]({}, say())}</span>
                </label>
              )}
            </For>
          </div>
        </fieldset>
      </Show>
      <Show when={props.voices.length > 1}>
        <label class="reading-voice">
          <span>{reading_voice({}, say())}</span>
          <select
            onChange={(event) =>
              props.change({
                voices: { ...props.settings.voices, [props.textLocale]: event.currentTarget.value },
              })
            }
          >
            <For each={props.voices}>
              {(voice) => (
                <option value={voice.voiceURI} selected={voice.voiceURI === props.voice} lang={voice.lang}>
                  {voice.name}
                </option>
              )}
            </For>
          </select>
        </label>
      </Show>
      <p class="reading-kept">{reading_kept({}, say())}</p>
    </div>
  )
}
