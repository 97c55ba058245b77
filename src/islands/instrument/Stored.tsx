// What the answers of a test would become in the database: variable by variable, and the flags of quality.
import { For, onMount, Show } from 'solid-js'
import type { Answers } from '#domain/answers.ts'
import { codebookOf } from '#domain/codebook.ts'
import type { Locale } from '#domain/locale.ts'
import type { Flags } from '#domain/quality.ts'
import {
  instrument_try_again,
  instrument_try_flags,
  instrument_try_meaning,
  instrument_try_stored,
  instrument_try_stored_about,
  instrument_try_stored_none,
  instrument_try_value,
  instrument_try_variable,
} from '#messages/compiled/messages.js'
import type { Instrument } from '#schemas/instrument.ts'

type Row = { name: string; value: number | string; meaning: string }

export function Stored(props: {
  instrument: Instrument
  answers: Answers
  flags: Flags
  locale: Locale
  again: () => void
}) {
  let heading!: HTMLHeadingElement
  onMount(() => heading.focus())
  const say = () => ({ locale: props.locale })
  const columns = () => codebookOf(props.instrument, '', props.locale).columns
  /** Label of the variable, and of the code where it has one. */
  const rowsOf = (values: Record<string, number | string>): Row[] =>
    Object.entries(values).map(([name, value]) => {
      const column = columns().find((each) => each.name === name)
      const code = [...(column?.values ?? []), ...(column?.missing ?? [])].find(
        (each) => each.value === value,
      )
      return { name, value, meaning: [column?.label, code?.label].filter(Boolean).join(': ') }
    })
  const Table = (table: { rows: Row[]; caption: string }) => (
    <table>
      <caption>{table.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{instrument_try_variable({}, say())}</th>
          <th scope="col">{instrument_try_value({}, say())}</th>
          <th scope="col">{instrument_try_meaning({}, say())}</th>
        </tr>
      </thead>
      <tbody>
        <For each={table.rows}>
          {(row) => (
            <tr>
              <th scope="row">
                <code>
                  {/* A long name breaks behind its underscores only. */}
                  <For each={row.name.split(/(?<=_)/)}>
                    {(part) => (
                      <>
                        {part}
                        <wbr />
                      </>
                    )}
                  </For>
                </code>
              </th>
              <td>{row.value}</td>
              <td>{row.meaning}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
  return (
    <section class="card stored" aria-labelledby="stored">
      <h2 id="stored" ref={heading} tabindex="-1">
        {instrument_try_stored({}, say())}
      </h2>
      <p>{instrument_try_stored_about({}, say())}</p>
      <Show
        when={Object.keys(props.answers).length > 0}
        fallback={<p>{instrument_try_stored_none({}, say())}</p>}
      >
        <Table rows={rowsOf(props.answers)} caption={instrument_try_stored({}, say())} />
      </Show>
      <Table rows={rowsOf(props.flags)} caption={instrument_try_flags({}, say())} />
      <button type="button" class="ds-button" onClick={() => props.again()}>
        {instrument_try_again({}, say())}
      </button>
    </section>
  )
}
