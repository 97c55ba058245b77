// Browser tests run against the built product, never the development server: only the build has the policy.
import { defineConfig } from '@playwright/test'
import { findChromium } from './tests/support/chromium.ts'

// Workers read this file again; the variable spares them the search.
const executablePath = (process.env['CHROMIUM_PATH'] = findChromium())

// The two pages that Chromium draws for its address bar, in every window, seen or not: half of a short test's work.
const addressBar = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']
// Of two lists the last one counts, so what Playwright turns off stands here again.
const features = [
  ...['AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync'],
  ...['DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay'],
  ...['MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding', 'PreconnectToSearch'],
  ...['ThirdPartyStoragePartitioning', ...addressBar],
]

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/global-setup.ts',
  outputDir: 'test-results/e2e',
  workers: 2,
  // No test measures time; a busy machine may take its own.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  retries: 0,
  forbidOnly: process.env['CI'] === 'true',
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['line'], ['json']] : 'list',
  use: {
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    // Traces cost an eighth of the work: run what failed again with `--trace on`.
    screenshot: 'only-on-failure',
    // Chromium's own sandbox does not start as root.
    launchOptions: {
      executablePath,
      chromiumSandbox: process.getuid?.() !== 0,
      args: [`--disable-features=${features.join(',')}`],
    },
  },
})
