// End-to-end specs: the whole product through a real browser over the loopback host, and the same specs through Electron
// where its runtime is found. PIAOBU_CHROMIUM names the browser; `npm test` finds one.
import { defineConfig } from '@playwright/test'

const chromium = process.env['PIAOBU_CHROMIUM']

export default defineConfig({
  testDir: './tests/e2e',
  outputDir: './test-results',
  timeout: 300_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  retries: 0,
  use: {
    actionTimeout: 15_000,
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [{ name: 'browser' }, { name: 'electron' }],
})
