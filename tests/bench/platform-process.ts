// The pretend platform as a process of its own on a fresh ledger, started as a user would start it.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { root } from '../support/program.ts'

const firstLine = z.object({
  url: z.string(),
  tokenUrl: z.string(),
  adminUrl: z.string(),
  appKey: z.string(),
  appSecret: z.string(),
})
const adminState = z.object({ requests: z.record(z.string(), z.number()), issued: z.number() })

export type PlatformAddress = z.infer<typeof firstLine>
/** What the platform counted itself: requests by name, and invoices issued. */
export type PlatformCounts = z.infer<typeof adminState>

export interface PlatformProcess {
  readonly address: PlatformAddress
  counts(): Promise<PlatformCounts>
  stop(): Promise<void>
}

export const startPlatform = async (ledgerFile: string): Promise<PlatformProcess> => {
  const entry = path.join(root, 'src/main/hosts/cli/main.ts')
  const words = ['simulator', 'run', '--port', '0', '--ledger', ledgerFile, '--json']
  const child = spawn(process.execPath, [entry, ...words], { stdio: ['ignore', 'pipe', 'ignore'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the platform ended with ${code}`)))
  })
  const address = firstLine.parse(JSON.parse(line))
  return {
    address,
    counts: async () => {
      const response = await fetch(`${address.adminUrl}/state`)
      return adminState.parse(await response.json())
    },
    stop: async () => {
      child.kill('SIGTERM')
      await gone
    },
  }
}
