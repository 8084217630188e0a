// One practice book in folders of its own, served by the built programs, with its window open. The same fixture opens the
// window in Electron (project `electron`) where a runtime is found, and says so where none is.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { _electron, test as base, type Browser, type Page } from '@playwright/test'
import { z } from 'zod'

export const root = path.resolve(import.meta.dirname, '../../..')
const cliEntry = path.join(root, 'dist', 'cli.js')

export interface App {
  readonly page: Page
  readonly book: string
  readonly folder: string
  /** One command of the command line beside the running window; gives its JSON values. */
  cli(words: readonly string[], input?: string): Promise<readonly unknown[]>
  /** Breaches of the content security policy and errors of the page so far. */
  readonly complaints: readonly string[]
}

/** The Electron executable, if a runtime is there. */
const electronRuntime = (): string | undefined => {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const name =
    process.platform === 'win32'
      ? 'electron.exe'
      : process.platform === 'darwin'
        ? 'Electron.app/Contents/MacOS/Electron'
        : 'electron'
  const folder = override ?? path.join(root, 'node_modules', 'electron', 'dist')
  const file = path.join(folder, name)
  return existsSync(file) ? file : undefined
}

const environmentIn = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  PIAOBU_CONFIG_DIR: path.join(folder, 'config'),
  PIAOBU_DATA_DIR: path.join(folder, 'data'),
})

const startCli = (folder: string, words: readonly string[]): ChildProcess =>
  spawn(process.execPath, [cliEntry, ...words], {
    env: environmentIn(folder),
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  })

const runCli = async (folder: string, words: readonly string[], input = ''): Promise<readonly unknown[]> => {
  const child = startCli(folder, [...words, '--json'])
  let out = ''
  let err = ''
  child.stdout?.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr?.on('data', (piece: Buffer) => (err += piece.toString()))
  child.stdin?.end(input)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`piaobu ${words.join(' ')} ended with ${code}: ${err}${out}`)
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)
}

const serve = async (folder: string, book: string): Promise<{ url: string; stop: () => Promise<void> }> => {
  const child = startCli(folder, ['serve', '--json', '--no-open', '--port', '0', '--book', book])
  let complaint = ''
  child.stderr?.on('data', (piece: Buffer) => (complaint += piece.toString()))
  const { stdout } = child
  if (stdout === null) throw new Error('serve has no standard output')
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}: ${complaint}`)))
  })
  const { url } = z.object({ url: z.string() }).parse(JSON.parse(line))
  return {
    url,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
    },
  }
}

const complaintsOf = async (page: Page): Promise<string[]> => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      console.error(`content security policy: ${violatedDirective} ${blockedURI} ${sourceFile}`),
    )
  })
  return complaints
}

const openElectron = async (runtime: string, folder: string, book: string) => {
  const electron = await _electron.launch({
    executablePath: runtime,
    args: [root, '--book', book],
    env: Object.fromEntries(
      Object.entries(environmentIn(folder)).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
  })
  return { page: await electron.firstWindow(), stop: () => electron.close() }
}

/** Why this project cannot run here; undefined where it can. */
export const missingFor = (project: string): string | undefined =>
  project === 'electron' && electronRuntime() === undefined
    ? 'no Electron runtime on this machine'
    : undefined

export interface OpenApp extends App {
  close(): Promise<void>
}

interface AppWish {
  readonly browser: Browser
  readonly project: string
  /** A book with some hundred invoices of the last years in it, as `npm start` makes it; an empty one where left out. */
  readonly filled?: boolean
}

/** Makes a practice book and opens its window. */
export const openApp = async ({ browser, project, filled = false }: AppWish): Promise<OpenApp> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'piaobu-e2e-'))
  const stops: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const stop of stops) await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const words = filled ? ['book', 'practice'] : ['book', 'create', '--practice']
    const [made] = await runCli(folder, [...words, '--book', path.join(folder, 'book')])
    const { book } = z.object({ book: z.string() }).parse(made)
    const cli: App['cli'] = (words, input) => runCli(folder, words, input)
    const runtime = project === 'electron' ? electronRuntime() : undefined
    if (runtime !== undefined) {
      const { page, stop } = await openElectron(runtime, folder, book)
      stops.push(stop)
      await page.setViewportSize({ width: 1280, height: 800 })
      const complaints = await complaintsOf(page)
      return { page, book, folder, complaints, cli, close }
    }
    const served = await serve(folder, book)
    stops.push(served.stop)
    const context = await browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 1280, height: 800 },
      acceptDownloads: true,
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    stops.unshift(() => context.close())
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    const complaints = await complaintsOf(page)
    await page.goto(served.url)
    return { page, book, folder, complaints, cli, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** One app for all tests of a file; opened before the first, closed after the last. */
export const sharedApp = (wish: Pick<AppWish, 'filled'> = {}): (() => OpenApp) => {
  let opened: OpenApp | undefined
  base.beforeAll(async ({ browser }, info) => {
    const missing = missingFor(info.project.name)
    base.skip(missing !== undefined, missing)
    opened = await openApp({ browser, project: info.project.name, ...wish })
  })
  base.afterAll(async () => {
    await opened?.close()
    opened = undefined
  })
  return () => {
    if (opened === undefined) throw new Error('the app is not open')
    return opened
  }
}

export const test = base.extend<{ app: App }>({
  app: async ({ browser }, use, info) => {
    const missing = missingFor(info.project.name)
    base.skip(missing !== undefined, missing)
    const app = await openApp({ browser, project: info.project.name })
    try {
      await use(app)
    } finally {
      await app.close()
    }
  },
})

export { expect } from '@playwright/test'

/** The text of a file of the repository. */
export const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8')
