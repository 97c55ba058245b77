// Questions before the survey begins. Whose answers lie in this tab? And is the key the one on the slip? All pupils of
// a round must be given the same one.
import { showFingerprint } from '#domain/participation.ts'
import { useLanguage } from './language.ts'

export function CompareKey(props: { fingerprint: string; yes: () => void; no: () => void }) {
  const { say } = useLanguage()
  return (
    <section aria-labelledby="compare-title">
      <h1 id="compare-title">{say('participation_compare_title')}</h1>
      <p class="fingerprint" dir="ltr">
        {showFingerprint(props.fingerprint)}
      </p>
      <p class="introduction">{say('participation_compare_why')}</p>
      <div class="moves start">
        <button type="button" class="ds-button" onClick={() => props.yes()}>
          {say('participation_compare_yes')}
        </button>
        <button type="button" class="ds-button" data-variant="secondary" onClick={() => props.no()}>
          {say('participation_compare_no')}
        </button>
      </div>
    </section>
  )
}

export function WrongKey(props: { again: () => void }) {
  const { say } = useLanguage()
  return (
    <section role="alert">
      <h1>{say('participation_compare_wrong_title')}</h1>
      <p class="introduction">{say('participation_compare_wrong')}</p>
      <button type="button" class="ds-button" data-variant="secondary" onClick={() => props.again()}>
        {say('participation_again')}
      </button>
    </section>
  )
}

export function Whose(props: { mine: () => void; notMine: () => void }) {
  const { say } = useLanguage()
  return (
    <section aria-labelledby="whose-title">
      <h1 id="whose-title">{say('participation_whose_title')}</h1>
      <p class="introduction">{say('participation_whose_text')}</p>
      <div class="moves start">
        <button type="button" class="ds-button" onClick={() => props.notMine()}>
          {say('participation_whose_not_mine')}
        </button>
        <button type="button" class="ds-button" data-variant="secondary" onClick={() => props.mine()}>
          {say('participation_whose_mine')}
        </button>
      </div>
    </section>
  )
}
