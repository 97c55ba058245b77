// "Leave now", always in reach: asks once, because the answers are gone afterwards.
import type { Locale } from '#domain/locale.ts'
import {
  survey_leave,
  survey_leave_no,
  survey_leave_text,
  survey_leave_title,
  survey_leave_yes,
} from '#messages/compiled/messages.js'

export function LeaveNow(props: { locale: Locale; leave: () => void }) {
  let dialog!: HTMLDialogElement
  const say = () => ({ locale: props.locale })
  return (
    <>
      <button type="button" class="link" onClick={() => dialog.showModal()}>
        {survey_leave({}, say())}
      </button>
      <dialog ref={dialog} aria-labelledby="leave-title">
        <h2 id="leave-title">{survey_leave_title({}, say())}</h2>
        <p>{survey_leave_text({}, say())}</p>
        <div class="moves">
          <button type="button" class="ds-button" data-variant="secondary" onClick={() => dialog.close()}>
            {survey_leave_no({}, say())}
          </button>
          <button type="button" class="ds-button" data-color="coral" onClick={() => props.leave()}>
            {survey_leave_yes({}, say())}
          </button>
        </div>
      </dialog>
    </>
  )
}
