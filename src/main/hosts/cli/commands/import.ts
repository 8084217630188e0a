// `import`: invoice files or the text of a QR code into the book; a line for each in the order given.
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import path from 'node:path'
import { v7 as uuid } from 'uuid'
import type { ImportLine } from '../../../../shared/contract/documents.ts'
import { maxFileBytes } from '../../../../shared/contract/wire.ts'
import { importFiles as importInto } from '../../../core/documents/import-files.ts'
import type { ImportSource } from '../../../core/documents/import-plan.ts'
import { systemClock } from '../../ports.ts'
import { withBook } from '../book-session.ts'
import type { Command, CommandContext } from '../command.ts'
import { UsageError } from '../usage-error.ts'

/** At most one byte more than the largest file: enough to see that it is too large, never a memory full of it. */
const loadFile = (file: string): Uint8Array => {
  const size = Math.min(statSync(file).size, maxFileBytes + 1)
  const bytes = Buffer.alloc(size)
  const descriptor = openSync(file, 'r')
  try {
    let read = 0
    while (read < size) {
      const count = readSync(descriptor, bytes, read, size - read, read)
      if (count === 0) break
      read += count
    }
    return bytes.subarray(0, read)
  } finally {
    closeSync(descriptor)
  }
}

const sourceOf = (file: string): ImportSource => {
  try {
    if (!statSync(file).isFile()) throw new Error('EISDIR')
  } catch (error) {
    throw new UsageError('file', { file, problem: error instanceof Error ? error.message : '' })
  }
  const absolute = path.resolve(file)
  return { file, load: () => loadFile(absolute) }
}

const sourcesFrom = (context: CommandContext): readonly ImportSource[] => {
  const qr = context.options.text('qr')
  if (qr !== undefined) {
    const extra = context.positionals[0]
    if (extra !== undefined) throw new UsageError('extra', { given: extra })
    return [{ file: 'qr', qr }]
  }
  if (context.positionals.length === 0) throw new UsageError('argument', { name: 'FILE' })
  return context.positionals.map(sourceOf)
}

const printed = ({ file, status, reason, attached, invoice }: ImportLine): Record<string, unknown> => ({
  file,
  status,
  ...(reason === undefined ? {} : { reason }),
  ...(attached === true ? { attached } : {}),
  ...(invoice === undefined ? {} : { invoice }),
})

export const importFiles: Command = {
  options: { 'dry-run': { type: 'boolean' }, qr: { type: 'string' } },
  run: async (context) => {
    const sources = sourcesFrom(context)
    const dryRun = context.options.on('dry-run')
    return withBook(context, async ({ core, folder, actor, ports }) => {
      const act = { now: systemClock.now(), actor, correlationId: uuid() }
      const lines = await importInto({ db: core.db, folder, ports }, sources, {
        act,
        dryRun,
        signal: context.stop,
      })
      show(context, lines, dryRun)
      return lines.some((line) => line.status === 'refused') ? 1 : 0
    })
  },
}

const show = ({ output }: CommandContext, lines: readonly ImportLine[], dryRun: boolean): void => {
  const rows = output.rows([
    'file',
    'status',
    'reason',
    'number',
    'issueDate',
    'sellerName',
    'buyerName',
    'total',
  ])
  for (const line of lines) {
    const { invoice } = line
    const cells = {
      number: invoice?.number,
      issueDate: invoice?.issueDate,
      sellerName: invoice?.sellerName,
      buyerName: invoice?.buyerName,
      total: invoice?.total,
    }
    rows.add(output.json ? printed(line) : { ...printed(line), ...cells })
  }
  rows.end()
  const count = (status: ImportLine['status']): number =>
    lines.filter((line) => line.status === status).length
  output.note(
    output.text('cli.import.summary', {
      imported: count('imported'),
      duplicate: count('duplicate'),
      refused: count('refused'),
    }),
  )
  if (dryRun) output.note(output.text('cli.import.dry-run'))
}
