// The sentence that a person reads for each problem. A problem without one does not compile.
import * as m from './compiled/messages.js'
import type { Locale } from '#domain/locale.ts'
import type { ProblemCode } from '#domain/problem.ts'

const sentences: Record<ProblemCode, (inputs: Record<string, never>, options: { locale: Locale }) => string> =
  {
    'code.unusable': m.problem_code_unusable,
    'code.too-many-guesses': m.problem_code_too_many_guesses,
    'token.malformed': m.problem_token_malformed,
    'token.invalid': m.problem_token_invalid,
    'round.closed': m.problem_round_closed,
    'round.not-found': m.problem_round_not_found,
    'round.shared': m.problem_round_shared,
    'response.unfitting': m.problem_response_unfitting,
    'response.other-version': m.problem_response_other_version,
    'instrument.not-found': m.problem_instrument_not_found,
    'sheet.exists': m.problem_sheet_exists,
    'sheet.printed': m.problem_sheet_printed,
    'sheet.none': m.problem_sheet_none,
    'class.size': m.problem_class_size,
    'class.not-found': m.problem_class_not_found,
    'class.measured': m.problem_class_measured,
    'wave.not-found': m.problem_wave_not_found,
    'wave.not-open': m.problem_wave_not_open,
    'study.not-found': m.problem_study_not_found,
    'school.not-found': m.problem_school_not_found,
    'lesson.not-found': m.problem_lesson_not_found,
    'class.archived': m.problem_class_archived,
    'class-session.not-found': m.problem_class_session_not_found,
    'class-session.locked': m.problem_class_session_locked,
    'class-session.full': m.problem_class_session_full,
    'class-session.unfitting': m.problem_class_session_unfitting,
    'class-session.too-few': m.problem_class_session_too_few,
    'delivery.unfitting': m.problem_delivery_unfitting,
    'delivery.not-found': m.problem_delivery_not_found,
    'programme.not-found': m.problem_programme_not_found,
    'course.not-found': m.problem_course_not_found,
    'account.not-found': m.problem_account_not_found,
    'account.email-taken': m.problem_account_email_taken,
    'account.link-expired': m.problem_account_link_expired,
    'account.provider-refused': m.problem_account_provider_refused,
    'account.wrong-password': m.problem_account_wrong_password,
    'account.short-password': m.problem_account_short_password,
    'account.last-administrator': m.problem_account_last_administrator,
    'account.too-many-attempts': m.problem_account_too_many_attempts,
    'access.sign-in': m.problem_access_sign_in,
    'access.role': m.problem_access_role,
    'request.cookie': m.problem_request_cookie,
    'request.origin': m.problem_request_origin,
    'request.too-large': m.problem_request_too_large,
    'request.malformed': m.problem_request_malformed,
    'request.batch': m.problem_request_batch,
    'server.busy': m.problem_server_busy,
    'server.fault': m.problem_server_fault,
  }

export const problemSentence = (problem: ProblemCode, locale: Locale): string =>
  sentences[problem]({}, { locale })
