// Questions before the survey begins. Whose answers lie in this tab? And is the key the one on the slip? All pupils of
// a round must be given the same one.
import type { Locale } from '#domain/locale.ts'
import { showFingerprint } from '#domain/participation.ts'
import {
  participation_again,
  participation_compare_no,
  participation_compare_title,
  participation_compare_why,
  participation_compare_wrong,
  participation_compare_wrong_title,
  participation_compare_yes,
  participation_whose_mine,
  participation_whose_not_mine,
  participation_whose_text,
  participation_whose_title,
} from '#messages/compiled/messages.js'

export function CompareKey(props: { locale: Locale; fingerprint: string; yes: () => void; no: () => void }) {
  const say = () => ({ locale: props.locale })
  return (
    <section aria-labelledby="compare-title">
      <h1 id="compare-title">{participation_compare_title({}, say())}</h1>
      <p class="fingerprint">{showFingerprint(props.fingerprint)}</p>
      <p class="introduction">{participation_compare_why({}, say())}</p>
      <div class="moves start">
        <button type="button" class="ds-button" onClick={() => props.yes()}>
          {participation_compare_yes({}, say())}
        </button>
        <button type="button" class="ds-button" data-variant="secondary" onClick={() => props.no()}>
          {participation_compare_no({}, say())}
        </button>
      </div>
    </section>
  )
}

export function WrongKey(props: { locale: Locale; again: () => void }) {
  const say = () => ({ locale: props.locale })
  return (
    <section role="alert">
      <h1>{participation_compare_wrong_title({}, say())}</h1>
      <p class="introduction">{participation_compare_wrong({}, say())}</p>
      <button type="button" class="ds-button" data-variant="secondary" onClick={() => props.again()}>
        {participation_again({}, say())}
      </button>
    </section>
  )
}

export function Whose(props: { locale: Locale; mine: () => void; notMine: () => void }) {
  const say = () => ({ locale: props.locale })
  return (
    <section aria-labelledby="whose-title">
      <h1 id="whose-title">{participation_whose_title({}, say())}</h1>
      <p class="introduction">{participation_whose_text({}, say())}</p>
      <div class="moves start">
        <button type="button" class="ds-button" onClick={() => props.notMine()}>
          {participation_whose_not_mine({}, say())}
        </button>
        <button type="button" class="ds-button" data-variant="secondary" onClick={() => props.mine()}>
          {participation_whose_mine({}, say())}
        </button>
      </div>
    </section>
  )
}
