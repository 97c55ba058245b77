// A pupil's seat: a random key that only this tab has, and the answers that have not reached the server yet.
// Kept for the tab and no longer, so that a reload loses nothing and the next pupil finds nothing.
import { Problem } from '#domain/problem.ts'
import { call, pause } from './call.ts'
import { live, tell } from './store.ts'

type Seat = { seat: string; lesson: string; waiting: Record<string, number> }

const prefix = 'forspring.live.'
/** Where storage is blocked, the seat lasts as long as the page. */
let inMemory: (Seat & { code: string }) | undefined

export function readSeat(code: string): Seat | undefined {
  if (inMemory?.code === code) return inMemory
  try {
    const kept = JSON.parse(sessionStorage.getItem(prefix + code) ?? 'null') as Seat | null
    return kept ?? undefined
  } catch {
    return undefined
  }
}

/** Takes the place of any other seat of this tab. @returns whether it outlives the page. */
export function keepSeat(code: string, seat: Seat): boolean {
  forgetSeats()
  inMemory = { ...seat, code }
  try {
    sessionStorage.setItem(prefix + code, JSON.stringify(seat))
    return true
  } catch {
    return false
  }
}

export function forgetSeats(): void {
  inMemory = undefined
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}

let code = ''
let isSending = false

/** Takes the seat into use: what waits is sent, and what the server has is read back. */
export function sitDown(joinCode: string): void {
  code = joinCode
  tell({ isSeated: true, waiting: readSeat(code)?.waiting ?? {} })
  void send()
}

/** Sends an answer until it is there, also after a reload. The server decides which answer of a seat stands: the first. */
export function answer(question: string, value: number): void {
  if (question in live().waiting || question in live().answers) return
  wait({ ...live().waiting, [question]: value })
  void send()
}

function wait(waiting: Record<string, number>): void {
  const seat = readSeat(code)
  if (seat) keepSeat(code, { ...seat, waiting })
  tell({ waiting })
}

async function send(): Promise<void> {
  if (isSending) return
  isSending = true
  for (;;) {
    const [next] = Object.entries(live().waiting)
    const seat = readSeat(code)?.seat
    if (!next || !seat) break
    const [question, value] = next
    try {
      const stands = await call<{ value: number }>('answer', { code, seat, question, value }, 'omit')
      tell({ answers: { ...live().answers, [question]: stands.value } })
      wait(without(question))
    } catch (error) {
      // Refused: the step is not open any more, or the session is over. The question is open again on the screen.
      if (error instanceof Problem) wait(without(question))
      else await pause(2000)
    }
  }
  isSending = false
}

const without = (question: string) =>
  Object.fromEntries(Object.entries(live().waiting).filter(([name]) => name !== question))
