// "Leave now", always in reach: asks once, because the answers are gone afterwards.
import { useLanguage } from './language.ts'

export function LeaveNow(props: { leave: () => void }) {
  let dialog!: HTMLDialogElement
  const { say } = useLanguage()
  return (
    <>
      <button type="button" class="link" onClick={() => dialog.showModal()}>
        {say('survey_leave')}
      </button>
      <dialog ref={dialog} aria-labelledby="leave-title">
        <h2 id="leave-title">{say('survey_leave_title')}</h2>
        <p>{say('survey_leave_text')}</p>
        <div class="moves">
          <button type="button" class="ds-button" data-variant="secondary" onClick={() => dialog.close()}>
            {say('survey_leave_no')}
          </button>
          <button type="button" class="ds-button" data-color="coral" onClick={() => props.leave()}>
            {say('survey_leave_yes')}
          </button>
        </div>
      </dialog>
    </>
  )
}
