// Weight of the survey and lesson pages as a cold browser loads them, and how soon the largest part of the survey is
// drawn on a slow phone (1.6 Mbit/s, 150 ms, processor six times slower).
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { type Browser, chromium, type Page } from '@playwright/test'
import { findChromium } from '../tests/support/chromium.ts'
import { createCaller } from '#api/router.ts'
import { openServices, settingsFrom } from '../src/server.ts'
import { percentile, print } from './figure.ts'
import { address, startProduct } from './start-up.ts'

type Weight = { all: number; scripts: number; pictures: number }

/** Counts what comes over the wire, headers included, until the page is quiet. */
async function weigh(page: Page, visit: () => Promise<void>): Promise<Weight> {
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  const kinds = new Map<string, string>()
  const weight = { all: 0, scripts: 0, pictures: 0 }
  network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weight.all += encodedDataLength / 1000
    if (kinds.get(requestId) === 'Script') weight.scripts += encodedDataLength / 1000
    if (kinds.get(requestId) === 'Image') weight.pictures += encodedDataLength / 1000
  })
  await visit()
  await page.waitForLoadState('networkidle')
  return weight
}

/** Seconds to the largest contentful paint of a throttled cold visit. */
async function largestPaint(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6e6 / 8) * 0.9,
    uploadThroughput: 750e3 / 8,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page.goto(url, { waitUntil: 'networkidle' })
  const milliseconds = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        })
      }),
  )
  await page.close()
  return milliseconds / 1000
}

/** Slips for a class of the demo, as a teacher would get them. */
async function slips(dataDir: string): Promise<string[]> {
  const { services } = await openServices(settingsFrom({ DATA_DIR: dataDir }))
  const { rows } = await services.database.ask(
    'SELECT id, school_id, teacher_id FROM school_class WHERE teacher_id IS NOT NULL',
  )
  const { id, school_id: school, teacher_id: teacher } = rows[0]!
  const user = {
    id: String(teacher),
    name: '',
    email: '',
    role: 'teacher' as const,
    schoolIds: [String(school)],
  }
  const api = createCaller({ ...services, user, address: '', hasCookie: false })
  const { codes } = await api.codeSheet.issue({
    waveId: 'demo-2',
    classId: String(id),
    pupils: 5,
    replace: true,
  })
  await services.database.close()
  return codes
}

export async function measure(): Promise<void> {
  const dataDir = mkdtempSync(`${tmpdir()}/forspring-bench-`)
  const product = await startProduct(dataDir)
  const [code] = await slips(dataDir)
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
  const against = 'LimeSurvey 6.4: 1,276 kB, 2.9 s; SurveyJS: 557 kB, 3.9 s (20 questions)'

  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  const cold = await weigh(page, async () => void (await page.goto(`${address}/nb/delta`)))
  print({ name: 'survey page, cold', value: cold.all, unit: 'kB', target: '<= 60', against })
  print({ name: 'survey page, scripts', value: cold.scripts, unit: 'kB', target: '<= 30' })
  const rest = await weigh(page, async () => {
    await page.fill('#code', code!)
    await page.click('[type=submit]')
    await page.click('.moves .ds-button')
    await page.waitForSelector('.survey')
  })
  print({ name: 'then code, token library and 45 questions in three languages', value: rest.all, unit: 'kB' })
  await page.close()

  const paints: number[] = []
  for (let round = 0; round < 5; round += 1) paints.push(await largestPaint(browser, `${address}/nb/delta`))
  print({
    name: 'survey page, LCP on a slow phone',
    value: percentile(paints, 0.5),
    unit: 's',
    target: '<= 0.8',
    against,
  })

  const lesson = await browser.newPage()
  const weight = await weigh(
    lesson,
    async () => void (await lesson.goto(`${address}/nb/undervisning/alle-gjor-det/elev`)),
  )
  print({
    name: 'lesson, pupil page without pictures',
    value: weight.all - weight.pictures,
    unit: 'kB',
    target: '<= 120',
  })
  print({ name: 'lesson, pupil page, scripts', value: weight.scripts, unit: 'kB', target: '<= 30' })
  await browser.close()
  await product.stop()
}
