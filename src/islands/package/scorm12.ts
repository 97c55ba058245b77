// SCORM 1.2: finds the platform's API, and tells it one thing: begun, then come to the end. In the package's own head, so
// it runs before the player.
import { onLastStep, startClean } from './completion.ts'

type Api = Record<'LMSInitialize' | 'LMSCommit' | 'LMSFinish', (nothing: '') => unknown> & {
  LMSGetValue: (name: string) => unknown
  LMSSetValue: (name: string, value: string) => unknown
}
type Frame = Window & { API?: Api }

const status = 'cmi.core.lesson_status'

/** Upwards through the frames, as the standard says; a frame of another address cannot be read. */
function findIn(start: Window): Api | undefined {
  let frame = start as Frame
  for (let depth = 0; depth < 500; depth += 1) {
    try {
      if (frame.API) return frame.API
    } catch {
      return undefined
    }
    if (frame.parent === frame) return undefined
    frame = frame.parent
  }
  return undefined
}

const findApi = () => findIn(window) ?? (window.opener ? findIn(window.opener as Window) : undefined)

startClean()
const api = findApi()
if (api) {
  api.LMSInitialize('')
  const isDone = () => ['completed', 'passed'].includes(String(api.LMSGetValue(status)))
  const tell = (value: string) => {
    if (isDone()) return
    api.LMSSetValue(status, value)
    api.LMSCommit('')
  }
  tell('incomplete')
  onLastStep(() => tell('completed'))
  let isFinished = false
  addEventListener('pagehide', () => {
    if (isFinished) return
    isFinished = true
    api.LMSFinish('')
  })
}
