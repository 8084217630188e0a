// From the navigation of a browser to the first rows of the list on the screen, each run in a profile that knows nothing.
import { chromium } from 'playwright-core'
import { figure, type Figure } from './figures.ts'

const launchArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
const patienceMs = 20_000

/** Runs in the page before anything else: notes when the frame with the first rows has been drawn, ms since the navigation. */
const watchForRows = (): void => {
  const drawn = (): void => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => void Reflect.set(window, 'firstRowsAt', performance.now())
    port2.postMessage(0)
  }
  const look = (): void =>
    void requestAnimationFrame(
      document.querySelector('.grid-row:not(.grid-row-waiting) .col-number') === null ? look : drawn,
    )
  look()
}

/** Takes the address that `serve` printed. Without a browser one figure says why there are none. */
export const firstRowsPainted = async (url: string, runs: number): Promise<readonly Figure[]> => {
  const name = 'start: navigation to first rows painted (Chromium)'
  const executablePath = process.env['PIAOBU_CHROMIUM']
  if (executablePath === undefined || executablePath === '') {
    process.stderr.write(`skipped ${name}: no browser here; PIAOBU_CHROMIUM may name one\n`)
    return []
  }
  const browser = await chromium.launch({ executablePath, args: launchArgs })
  const times: number[] = []
  try {
    for (let run = -1; run < runs; run += 1) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      const page = await context.newPage()
      await page.addInitScript(watchForRows)
      await page.goto(`${url}&/invoices`)
      await page.waitForFunction(() => Reflect.has(window, 'firstRowsAt'), undefined, { timeout: patienceMs })
      const at = await page.evaluate(() => Number(Reflect.get(window, 'firstRowsAt')))
      if (run >= 0) times.push(at)
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return [figure(name, 'ms', times)]
}
