// Starts npm and the project's own tools the same way on every system. Plain Node 20.19 code: nothing is installed yet.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const isWindows = process.platform === 'win32'
const binFolder = path.join(root, 'node_modules', '.bin')

/** The environment in which `node` is the project's own Node, as in `npm run`. */
export const ownEnvironment = (extra = {}) => {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return {
    ...process.env,
    [pathName]: `${binFolder}${path.delimiter}${process.env[pathName] ?? ''}`,
    ...extra,
  }
}

/** Arguments with spaces survive the shell that Windows needs for .cmd files. */
const quoted = (word) => (/^[\w@.:/\\=-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`)

/** A child in the project folder; on Windows through the shell, which knows npm.cmd and node.cmd. */
export const start = (command, words, options = {}) =>
  isWindows
    ? spawn([command, ...words].map(quoted).join(' '), {
        cwd: root,
        env: ownEnvironment(),
        shell: true,
        ...options,
      })
    : spawn(command, words, { cwd: root, env: ownEnvironment(), ...options })

/** Runs to the end. Gives the exit code and what it printed; `echo` shows it as it comes. */
export const run = (command, words, { echo = false, timeoutMs, ...options } = {}) =>
  new Promise((resolve, reject) => {
    const child = start(command, words, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    let stdout = ''
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    child.stdout.on('data', (piece) => {
      output += piece
      stdout += piece
      if (echo) process.stderr.write(piece)
    })
    child.stderr.on('data', (piece) => {
      output += piece
      if (echo) process.stderr.write(piece)
    })
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code: code ?? 1, output, stdout })
    })
  })

const installedStamp = path.join(root, 'node_modules', '.piaobu-installed')

const lockDigest = () =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')

const isInstalled = () => {
  const lock = lockDigest()
  if (existsSync(installedStamp)) return readFileSync(installedStamp, 'utf8').trim() === lock
  if (!existsSync(binFolder)) return false
  // Installed by hand: npm keeps its own copy of the lock file, and writes it last.
  const npmsOwn = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(npmsOwn) || !sameVersions(npmsOwn)) return false
  writeFileSync(installedStamp, `${lock}\n`)
  return true
}

/** Whether every package that npm installed has the version of the lock file. */
const sameVersions = (npmsOwn) => {
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  const there = JSON.parse(readFileSync(npmsOwn, 'utf8')).packages
  const isThere = (name) => there[name]?.version === wanted[name].version
  return Object.keys(wanted).every((name) => name === '' || wanted[name].optional === true || isThere(name))
}

/** `npm ci` when something is missing or the lock file changed. Throws with npm's own words when it fails. */
export const installWhenNeeded = async (say) => {
  if (isInstalled()) return
  say('安装所需的软件包（npm ci）……  Installing packages (npm ci) ...')
  const { code, output } = await run('npm', ['ci'], { env: process.env })
  if (code !== 0) throw new Error(`npm ci failed:\n${output}`)
  mkdirSync(path.dirname(installedStamp), { recursive: true })
  writeFileSync(installedStamp, `${lockDigest()}\n`)
}

/** Says what to do when this Node is too old to go on at all. */
export const assertNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  process.stderr.write(
    `票簿需要 Node 20.19 或更高版本（现在是 ${process.versions.node}）。 Piaobu needs Node 20.19 or later (this is ${process.versions.node}): https://nodejs.org\n`,
  )
  process.exit(1)
}
