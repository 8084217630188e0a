// The pretend tax platform from the command line: run it, and read its ledger.
import { existsSync, readFileSync } from 'node:fs'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { faultScriptFrom, type FaultScript } from '../../../simulator/faults.ts'
import { readLedger } from '../../../simulator/ledger.ts'
import { startSimulator } from '../../../simulator/server.ts'
import { untilAborted } from '../../until-aborted.ts'
import type { Command, CommandContext } from '../command.ts'
import { noMoreThan } from '../json-input.ts'
import { UsageError } from '../usage-error.ts'

const faultsIn = (context: CommandContext): FaultScript | undefined => {
  const file = context.options.text('faults')
  if (file === undefined) return undefined
  try {
    return faultScriptFrom(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new UsageError('file', { file, problem: error instanceof Error ? error.message : '' })
  }
}

export const simulatorRun: Command = {
  options: {
    port: { type: 'string' },
    ledger: { type: 'string' },
    faults: { type: 'string' },
    seed: { type: 'string' },
  },
  run: async (context) => {
    noMoreThan(context, 0)
    const { options, output } = context
    options.needed('port')
    const port = options.whole('port', 0) ?? 0
    const ledgerFile = path.resolve(options.needed('ledger'))
    const faults = faultsIn(context)
    const seed = options.whole('seed', 0)
    mkdirSync(path.dirname(ledgerFile), { recursive: true })
    const simulator = await startSimulator({
      port,
      ledgerFile,
      ...(faults === undefined ? {} : { faults }),
      ...(seed === undefined ? {} : { seed }),
    })
    const { url, tokenUrl, adminUrl, appKey, appSecret } = simulator
    output.machineLine({ url, tokenUrl, adminUrl, appKey, appSecret })
    output.note(output.text('cli.simulator.running', { url }))
    await untilAborted(context.stop)
    await simulator.close()
    return 0
  },
}

export const simulatorLedger: Command = {
  options: {},
  run: (context) => {
    const [file] = context.positionals
    if (file === undefined) throw new UsageError('argument', { name: 'FILE' })
    noMoreThan(context, 1)
    if (!existsSync(file))
      throw new UsageError('file', { file, problem: context.output.text('error.file.missing') })
    const rows = context.output.rows(['orderNo', 'invoiceNumber', 'buyerName', 'total', 'at'])
    for (const entry of readLedger(path.resolve(file))) rows.add({ ...entry })
    rows.end()
    return Promise.resolve(0)
  },
}
