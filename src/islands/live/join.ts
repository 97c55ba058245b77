// Taking a seat: a code typed or scanned becomes a key in this tab, and the pupil's page of the lesson opens.
// A scanned code stands after # and is taken out of the address before anything else happens.
import { readJoinCode } from '#domain/class-session.ts'
import type { Locale } from '#domain/locale.ts'
import { Problem, type ProblemCode } from '#domain/problem.ts'
import {
  live_join_mistyped,
  live_join_network,
  live_join_storage,
  problem_class_session_full,
  problem_class_session_locked,
  problem_class_session_not_found,
  problem_code_too_many_guesses,
} from '#messages/compiled/messages.js'
import { call } from './call.ts'
import { keepSeat, readSeat } from './seat.ts'

type Seated = { seat: string; lessonId: string; joinCode: string }

const sentences: Partial<Record<ProblemCode, typeof live_join_network>> = {
  'class-session.not-found': problem_class_session_not_found,
  'class-session.locked': problem_class_session_locked,
  'class-session.full': problem_class_session_full,
  'code.too-many-guesses': problem_code_too_many_guesses,
}

const form = document.querySelector<HTMLFormElement>('[data-join]')
if (form) prepare(form)

function prepare(form: HTMLFormElement): void {
  const locale = document.documentElement.lang as Locale
  const field = form.querySelector('input')!
  const button = form.querySelector('button')!
  const fault = form.querySelector<HTMLElement>('[data-fault]')!

  const say = (sentence: typeof live_join_network | undefined) => {
    fault.textContent = sentence?.({}, { locale }) ?? ''
    field.setAttribute('aria-invalid', String(sentence !== undefined))
  }
  const busy = (isBusy: boolean) => {
    button.disabled = isBusy
    button.textContent = (isBusy ? button.dataset['working'] : button.dataset['label']) ?? ''
  }

  const join = async (typed: string) => {
    const code = readJoinCode(typed)
    if (!code) {
      say(live_join_mistyped)
      return field.focus()
    }
    busy(true)
    say(undefined)
    try {
      const { seat, lessonId, joinCode } = await takeSeat(code)
      const waiting = readSeat(joinCode)?.waiting ?? {}
      if (!keepSeat(joinCode, { seat, lesson: lessonId, waiting })) throw new Unkept()
      location.assign(`/${locale}/undervisning/${lessonId}/elev?direkte=${joinCode}`)
    } catch (error) {
      say(sentenceFor(error))
      busy(false)
      field.focus()
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void join(field.value)
  })
  field.addEventListener('input', () => say(undefined))
  // Coming back with the back button: the form is as it was left, working.
  addEventListener('pageshow', () => busy(false))
  const enter = () => {
    const scanned = location.hash.slice(1)
    if (!scanned) return
    history.replaceState(null, '', location.pathname)
    field.value = scanned
    void join(scanned)
  }
  addEventListener('hashchange', enter)
  busy(false)
  enter()
}

class Unkept extends Error {}

function sentenceFor(error: unknown): typeof live_join_network {
  if (error instanceof Unkept) return live_join_storage
  return (error instanceof Problem && sentences[error.code]) || live_join_network
}

/** A tab that has a seat keeps it, whoever scans or types once more; a seat that is gone is taken anew. */
async function takeSeat(code: string): Promise<Seated> {
  const kept = readSeat(code)
  if (kept) {
    const stands = await call('mine', { code, seat: kept.seat }, 'omit').then(
      () => true,
      (error: unknown) => {
        if (error instanceof Problem) return false
        throw error
      },
    )
    if (stands) return { seat: kept.seat, lessonId: kept.lesson, joinCode: code }
  }
  return call<Seated>('join', { code }, 'omit')
}
