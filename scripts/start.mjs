// `npm start`: installs and builds what is missing, makes the practice book and opens the app: in Electron where it can
// be had, otherwise in the browser. The first http:// address on stdout is the app's. Plain Node 20.19 code.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { findElectron } from './electron-runtime.mjs'
import { assertNode, installWhenNeeded, root } from './local-programs.mjs'

const note = (line) => process.stderr.write(`${line}\n`)
const cli = path.join(root, 'dist', 'cli.js')

const options = () => {
  try {
    const { values } = parseArgs({
      options: {
        host: { type: 'string' },
        book: { type: 'string' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.host !== undefined && values.host !== 'loopback' && values.host !== 'electron')
      throw new Error(`--host ${values.host}`)
    if (
      values.port !== undefined &&
      !(Number.isInteger(Number(values.port)) && Number(values.port) >= 0 && Number(values.port) < 65536)
    )
      throw new Error(`--port ${values.port}`)
    return values
  } catch (error) {
    note(error instanceof Error ? error.message : String(error))
    return undefined
  }
}

const usage = '用法 Usage: npm start -- [--host loopback|electron] [--book DIR] [--no-open] [--port N]'

/** A Node program of ours as a child that ends when we do: its IPC channel closes with this process. */
const startNode = (words, stdout) =>
  spawn(process.execPath, [cli, ...words], {
    cwd: root,
    stdio: ['ignore', stdout, 'inherit', 'ipc'],
    windowsHide: true,
  })

const ended = (child) =>
  new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 0)))
  })

/** The folder of the book to open: the given one or the user's practice book. Where there is none, a practice book is made. */
const bookFolder = async (given) => {
  const child = startNode(
    ['book', 'practice', '--json', ...(given === undefined ? [] : ['--book', path.resolve(given)])],
    'pipe',
  )
  let output = ''
  child.stdout.on('data', (piece) => (output += piece))
  if ((await ended(child)) !== 0) throw new Error('The book could not be opened.')
  return JSON.parse(output).book
}

const passSignals = (child) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
}

const openLoopback = async (book, { port, isQuiet }) => {
  const child = startNode(
    ['serve', '--json', '--book', book, '--port', port ?? '0', ...(isQuiet ? ['--no-open'] : [])],
    'pipe',
  )
  passSignals(child)
  createInterface({ input: child.stdout }).once('line', (line) => {
    const { url } = JSON.parse(line)
    if (url === undefined) return
    process.stdout.write(`票簿 Piaobu: ${url}\n`)
    note('按 Ctrl-C 结束。 Press Ctrl-C to end.')
  })
  return ended(child)
}

const openElectron = async (runtime, book) => {
  const child = spawn(runtime, [root, '--book', book], { cwd: root, stdio: 'inherit' })
  passSignals(child)
  return ended(child)
}

const main = async () => {
  assertNode()
  const given = options()
  if (given === undefined || given.help === true) {
    note(usage)
    return given === undefined ? 2 : 0
  }
  await installWhenNeeded(note)
  process.env.NODE_ENV = 'production'
  await build((line) => note(`${line} ...`))
  const book = await bookFolder(given.book)
  // Without a window there is nothing for Electron to do; the address is what is wanted then.
  const isQuiet = given['no-open'] === true
  if (given.host !== 'loopback' && (!isQuiet || given.host === 'electron')) {
    const electron = await findElectron(note, { insist: given.host === 'electron' })
    if (electron.file !== undefined) return openElectron(electron.file, book)
    note(electron.missing)
  }
  return openLoopback(book, { port: given.port, isQuiet })
}

try {
  process.exitCode = await main()
} catch (error) {
  note(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
