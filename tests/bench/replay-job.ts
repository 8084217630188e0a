// What a replay run is told, and what it says about itself. Each run is a process of its own, so that none finds a heap or
// compiled code that another has left.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { z } from 'zod'
import { root } from '../support/program.ts'
import type { PlatformAddress } from './platform-process.ts'

export const replayJob = z.object({
  /** A book of which the run may do what it likes. */
  book: z.string(),
  platform: z.object({ url: z.string(), tokenUrl: z.string(), appKey: z.string(), appSecret: z.string() }),
  inFlight: z.int(),
  /** For the bare loop: what the engine's run did. */
  like: z.object({ commits: z.int(), rows: z.int() }).optional(),
  /** For the bare loop: keep each document as a durable file, as the engine does. */
  keepDocuments: z.boolean().default(false),
})
export type ReplayJob = z.infer<typeof replayJob>

export const replayReport = z.object({
  ms: z.number(),
  /** Time on the processor, all threads of the process: what others on the machine do changes it least. */
  cpuMs: z.number(),
  done: z.int(),
  commits: z.int(),
  /** Rows written, those of triggers among them. */
  rows: z.int(),
})
export type ReplayReport = z.infer<typeof replayReport>

export const platformOf = ({ url, tokenUrl, appKey, appSecret }: PlatformAddress): ReplayJob['platform'] => ({
  url,
  tokenUrl,
  appKey,
  appSecret,
})

/** Longest a run may take, ms. */
const patienceMs = 90_000

/** Runs `side` (a file of this folder) with the job; gives its report. */
export const runSide = async (
  side: 'engine-side.ts' | 'bare-side.ts',
  job: z.input<typeof replayJob>,
  nodeOptions: readonly string[] = [],
): Promise<ReplayReport> => {
  const entry = path.join(root, 'tests/bench', side)
  const child = spawn(process.execPath, [...nodeOptions, entry, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(timer)
  if (code !== 0) throw new Error(`${side} ended with ${code ?? 'a kill: it took too long'}`)
  return replayReport.parse(JSON.parse(out))
}
