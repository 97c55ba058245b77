// Scanning the slip's QR in the page, where the browser can read codes from the camera; elsewhere nothing is shown,
// since the phone's own camera app opens the same address. No picture leaves the device.
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { Locale } from '#domain/locale.ts'
import {
  participation_scan,
  participation_scan_denied,
  participation_scan_hint,
  participation_scan_stop,
} from '#messages/compiled/messages.js'

type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
type DetectorClass = new (options: { formats: string[] }) => Detector

export function Scanner(props: { locale: Locale; found: (text: string) => boolean }) {
  let video: HTMLVideoElement | undefined
  let stream: MediaStream | undefined
  const [possible, setPossible] = createSignal(false)
  const [state, setState] = createSignal<'off' | 'on' | 'denied'>('off')
  const say = () => ({ locale: props.locale })
  const detectorClass = () => (window as { BarcodeDetector?: DetectorClass }).BarcodeDetector

  onMount(() => setPossible(detectorClass() !== undefined && 'mediaDevices' in navigator))

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
      if (codes.some(({ rawValue }) => props.found(rawValue))) return stop()
      await new Promise((later) => setTimeout(later, 200))
    }
  }

  return (
    <Show when={possible()}>
      <Show
        when={state() === 'on'}
        fallback={
          <button type="button" class="ds-button" data-variant="secondary" onClick={() => void start()}>
            {participation_scan({}, say())}
          </button>
        }
      >
        <button type="button" class="ds-button" data-variant="secondary" onClick={stop}>
          {participation_scan_stop({}, say())}
        </button>
      </Show>
      <p class="help wide" role="status">
        {state() === 'on' && participation_scan_hint({}, say())}
        {state() === 'denied' && participation_scan_denied({}, say())}
      </p>
      {/* Always there, so that it exists when the camera starts; a live picture has no words to caption. */}
      <video
        ref={(element) => (video = element)}
        hidden={state() !== 'on'}
        class="camera"
        playsinline
        muted
      />
    </Show>
  )
}
