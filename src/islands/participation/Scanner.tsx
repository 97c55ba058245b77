// Scanning the slip's QR in the page, where the browser can read codes from the camera; elsewhere it is not fetched,
// since the phone's own camera app opens the same address. No picture leaves the device.
import { createSignal, onCleanup, Show } from 'solid-js'
import { readFragment } from '#domain/participation.ts'
import type { EntryKey } from '#messages/entry-words.ts'
import type { Say } from '#messages/survey-words.ts'
import type { Slip } from './draft.ts'

type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
type DetectorClass = new (options: { formats: string[] }) => Detector

/** Only for browsers that have a `BarcodeDetector`. */
export function Scanner(props: { say: Say<EntryKey>; found: (slip: Slip) => void }) {
  let video: HTMLVideoElement | undefined
  let stream: MediaStream | undefined
  const [state, setState] = createSignal<'off' | 'on' | 'denied'>('off')
  const detectorClass = () => (window as { BarcodeDetector?: DetectorClass }).BarcodeDetector

  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = undefined
    setState('off')
  }
  onCleanup(stop)

  const start = async () => {
    const Detector = detectorClass()
    if (!Detector) return
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    } catch {
      setState('denied')
      return
    }
    setState('on')
    if (!video) return stop()
    video.srcObject = stream
    await video.play()
    const detector = new Detector({ formats: ['qr_code'] })
    while (stream) {
      const codes = await detector.detect(video).catch(() => [])
      const slip = codes.map(({ rawValue }) => readFragment(rawValue.split('#')[1] ?? '')).find(Boolean)
      if (slip) {
        stop()
        return props.found(slip)
      }
      await new Promise((later) => setTimeout(later, 200))
    }
  }

  return (
    <>
      <Show
        when={state() === 'on'}
        fallback={
          <button type="button" class="ds-button" data-variant="secondary" onClick={() => void start()}>
            {props.say('participation_scan')}
          </button>
        }
      >
        <button type="button" class="ds-button" data-variant="secondary" onClick={stop}>
          {props.say('participation_scan_stop')}
        </button>
      </Show>
      <p class="help wide" role="status">
        {state() === 'on' && props.say('participation_scan_hint')}
        {state() === 'denied' && props.say('participation_scan_denied')}
      </p>
      {/* Always there, so that it exists when the camera starts; a live picture has no words to caption. */}
      <video
        ref={(element) => (video = element)}
        hidden={state() !== 'on'}
        class="camera"
        playsinline
        muted
      />
    </>
  )
}
