// From starting the program to a list that can be used, with a book of a hundred thousand invoices: the built programs, as a
// user starts them; every run a new process and, in the browser, a new profile.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { root } from '../support/program.ts'
import { figure, type Figure } from './figures.ts'
import { firstRowsPainted } from './start-browser.ts'

const runs = 7

interface Served {
  readonly child: ChildProcess
  /** ms from the start of the process to its first line. */
  readonly firstLineMs: number
  readonly url: string
}

export const startServe = async (book: string, home: string): Promise<Served> => {
  const words = ['serve', '--no-open', '--no-sync', '--port', '0', '--json', '--book', book]
  const start = performance.now()
  const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), ...words], {
    env: {
      ...process.env,
      PIAOBU_CONFIG_DIR: path.join(home, 'config'),
      PIAOBU_DATA_DIR: path.join(home, 'data'),
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const { stdout } = child
  if (stdout === null) throw new Error('serve has no standard output')
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)))
  })
  const firstLineMs = performance.now() - start
  return { child, firstLineMs, url: z.object({ url: z.string() }).parse(JSON.parse(line)).url }
}

export const stopServe = async ({ child }: Served): Promise<void> => {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

const reply = z.object({ ok: z.literal(true), value: z.object({ rows: z.array(z.unknown()).min(1) }) })

/** The first page of the list over HTTP; gives ms. */
const firstPage = async (url: string): Promise<number> => {
  const { origin, hash } = new URL(url)
  const start = performance.now()
  const response = await fetch(`${origin}/api/call`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${hash.replace('#token=', '')}`,
    },
    body: JSON.stringify({ operation: 'invoice.page', input: {} }),
  })
  reply.parse(await response.json())
  return performance.now() - start
}

export const measureStart = async (book: string, home: string): Promise<readonly Figure[]> => {
  if (!existsSync(path.join(root, 'dist', 'cli.js')))
    throw new Error('dist/cli.js is missing: npm run build first')
  const lines: number[] = []
  const pages: number[] = []
  const whole: number[] = []
  for (let run = -1; run < runs; run += 1) {
    const served = await startServe(book, home)
    const page = await firstPage(served.url)
    await stopServe(served)
    // The first start warms the caches of the system and does not count.
    if (run < 0) continue
    lines.push(served.firstLineMs)
    pages.push(page)
    whole.push(served.firstLineMs + page)
  }
  const served = await startServe(book, home)
  try {
    return [
      figure('start: process to first line', 'ms', lines),
      figure('start: first line to first page over HTTP', 'ms', pages),
      figure('start: process to first page', 'ms', whole),
      ...(await firstRowsPainted(served.url, runs)),
    ]
  } finally {
    await stopServe(served)
  }
}
