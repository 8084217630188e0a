// The practice platform of a practice book: the simulator as a process of its own, so that the book meets it over HTTP like
// the real one. It keeps its ledger in the book folder and is started again when it ends unasked.
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { AppError } from '../../shared/errors.ts'
import type { Log, PracticePlatform, PracticeState } from '../core/app/ports.ts'
import { entryOf, nodeCommand } from './entries.ts'

export interface PracticeAddress {
  readonly url: string
  readonly tokenUrl: string
  readonly adminUrl: string
  readonly appKey: string
  readonly appSecret: string
}

export interface PracticeProcess {
  /** What the core calls; says `running: false` until `start` is through. */
  readonly platform: PracticePlatform
  /** Starts it; a wished port that is taken gives way to a free one. Throws AppError simulator.unreachable. */
  start(wishedPort?: number): Promise<PracticeAddress>
  stop(): Promise<void>
}

const restartDelaysMs = [1_000, 5_000, 30_000]
const startTimeoutMs = 20_000
const adminTimeoutMs = 3_000
const stopTimeoutMs = 3_000

/** The ledger of a practice book's platform; outlives every start. */
export const practiceLedger = (bookFolder: string): string => path.join(bookFolder, 'practice', 'ledger.db')

export const createPracticeProcess = (options: {
  readonly bookFolder: string
  readonly log: Log
}): PracticeProcess => {
  let child: ChildProcess | undefined
  let address: PracticeAddress | undefined
  let stopping = false
  let restarts = 0

  const launch = async (port: number): Promise<PracticeAddress> => {
    const { command, env } = nodeCommand()
    const words = [
      entryOf('cli'),
      'simulator',
      'run',
      '--port',
      String(port),
      '--ledger',
      practiceLedger(options.bookFolder),
      '--json',
    ]
    const started = spawn(command, words, {
      env,
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
      windowsHide: true,
    })
    const first = await firstLine(started)
    child = started
    address = first
    started.once('exit', (code) => ended(started, code))
    return first
  }

  const ended = (which: ChildProcess, code: number | null): void => {
    if (child !== which) return
    child = undefined
    if (stopping) return
    const delayMs = restartDelaysMs[Math.min(restarts, restartDelaysMs.length - 1)] ?? 0
    restarts += 1
    options.log.warn('practice.ended', { code: code ?? -1, restarts })
    setTimeout(() => {
      if (!stopping)
        launch(portOf(address)).catch((error: unknown) => options.log.error('practice.restart', error))
    }, delayMs).unref()
  }

  const ask = async (method: 'GET' | 'PUT' | 'DELETE', where: string, body?: unknown): Promise<unknown> => {
    if (address === undefined || child === undefined) throw new AppError('simulator.unreachable')
    let response: Response
    try {
      response = await fetch(new URL(where, address.adminUrl), {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(adminTimeoutMs),
      })
    } catch (cause) {
      throw new AppError('simulator.unreachable', { cause })
    }
    if (response.ok) return response.json()
    throw new AppError('input.invalid', {
      issues: [{ path: 'script', code: 'fault-script', params: { text: sentenceIn(await response.text()) } }],
    })
  }

  return {
    platform: {
      state: async () =>
        child === undefined || address === undefined
          ? notRunning
          : stateFrom(await ask('GET', '/state'), address),
      setFaults: async (script) => void (await ask('PUT', '/faults', script)),
      clearFaults: async () => void (await ask('DELETE', '/faults')),
    },
    start: async (wishedPort) => {
      stopping = false
      if (wishedPort === undefined) return launch(0)
      return launch(wishedPort).catch(() => launch(0))
    },
    stop: async () => {
      stopping = true
      const running = child
      child = undefined
      if (running !== undefined) await endOf(running)
    },
  }
}

const notRunning: PracticeState = { running: false, accepted: 0, issued: 0, faults: { rules: [] } }

const portOf = (address: PracticeAddress | undefined): number =>
  address === undefined ? 0 : Number(new URL(address.url).port)

/** The first line it prints, parsed. Throws AppError simulator.unreachable when it ends or stays silent. */
const firstLine = (child: ChildProcess): Promise<PracticeAddress> =>
  new Promise((resolve, reject) => {
    const fail = (cause?: unknown): void => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new AppError('simulator.unreachable', cause === undefined ? {} : { cause }))
    }
    const timer = setTimeout(fail, startTimeoutMs)
    child.once('error', fail)
    child.once('exit', () => fail())
    if (child.stdout === null) return fail()
    createInterface({ input: child.stdout }).once('line', (line) => {
      const address = addressFrom(line)
      if (address === undefined) return fail()
      clearTimeout(timer)
      child.removeAllListeners('exit')
      resolve(address)
    })
  })

const addressFrom = (line: string): PracticeAddress | undefined => {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null) return undefined
    const fields = new Map(Object.entries(value))
    const text = (name: string): string => String(fields.get(name) ?? '')
    const address = {
      url: text('url'),
      tokenUrl: text('tokenUrl'),
      adminUrl: text('adminUrl'),
      appKey: text('appKey'),
      appSecret: text('appSecret'),
    }
    return Object.values(address).every((part) => part !== '') ? address : undefined
  } catch {
    return undefined
  }
}

const stateFrom = (value: unknown, address: PracticeAddress): PracticeState => {
  const fields = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
  const count = (name: string): number => {
    const given: unknown = fields.get(name)
    return typeof given === 'number' ? given : 0
  }
  return {
    running: true,
    url: address.url,
    accepted: count('accepted'),
    issued: count('issued'),
    faults: fields.get('faults') ?? { rules: [] },
  }
}

const sentenceIn = (text: string): string => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'error' in value ? String(value.error) : text
  } catch {
    return text
  }
}

const endOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    // A closed channel is the polite request on every system; Windows knows no signals.
    if (child.connected) child.disconnect()
    else child.kill('SIGTERM')
  })
