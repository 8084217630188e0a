// `sync run`: the engine in the foreground, until nothing is due now (idle) or everything is settled. It needs the book's
// sync lock and says who has it. The last line is {settled, counts}.
import type { Output as OutputOf } from '../../../../shared/contract/api.ts'
import { AppError } from '../../../../shared/errors.ts'
import { syncLockFile } from '../../../core/book/book-folder.ts'
import { ownCompany } from '../../../core/book/company.ts'
import { readSetting } from '../../../core/book/settings.ts'
import { lockHolder, takeLock } from '../../../core/db/locks.ts'
import { createNuonuoChannel } from '../../../sync/channels/nuonuo/channel.ts'
import { nuonuoConfigFrom } from '../../../sync/channels/nuonuo/config.ts'
import { runEngine } from '../../../sync/run.ts'
import { withBook, type BookSession } from '../book-session.ts'
import type { Command, CommandContext } from '../command.ts'
import { noMoreThan } from '../json-input.ts'
import type { Output } from '../output.ts'
import { UsageError } from '../usage-error.ts'

type Counts = OutputOf<'outbox.summary'>['counts']

const unsettledStates = ['queued', 'sending', 'unknown', 'pending', 'waiting'] as const

export const syncRun: Command = {
  options: { until: { type: 'string' }, deadline: { type: 'string' } },
  run: async (context) => {
    noMoreThan(context, 0)
    const until = context.options.oneOf('until', ['idle', 'settled'])
    if (until === undefined) throw new UsageError('needed', { option: 'until' })
    const deadlineSeconds = context.options.number('deadline', 0)
    return withBook(context, async (session) => {
      const lockFile = syncLockFile(session.folder)
      const lock = takeLock(lockFile, { role: 'sync run', since: Date.now() })
      if (lock === undefined) throw runningElsewhere(lockFile, context.output)
      try {
        return await run(context, session, until, deadlineSeconds)
      } finally {
        lock.release()
      }
    })
  },
}

const runningElsewhere = (lockFile: string, output: Output): AppError => {
  const holder = lockHolder(lockFile)
  if (holder === undefined) return new AppError('sync.running-elsewhere')
  const { host, pid, role } = holder
  output.note(output.text('cli.sync.elsewhere', { holder: `${role}, ${host}, ${pid}` }))
  return new AppError('sync.running-elsewhere', { params: { host, pid, role } })
}

const run = async (
  context: CommandContext,
  session: BookSession,
  until: 'idle' | 'settled',
  deadlineSeconds: number | undefined,
): Promise<number> => {
  const { output } = context
  const { settled, isReached } = await worked(context, session, until, deadlineSeconds)
  const summary = await session.call('outbox.summary', {})
  const counts = nonZero(summary.counts)
  const key = isReached ? 'cli.sync.reached' : context.stop.aborted ? 'cli.sync.stopped' : 'cli.sync.late'
  output.result({ settled, counts }, output.text(key, { counts: inWords(counts) }))
  return isReached ? 0 : 1
}

const worked = async (
  context: CommandContext,
  { core, folder, ports, call }: BookSession,
  until: 'idle' | 'settled',
  deadlineSeconds: number | undefined,
): Promise<{ readonly settled: boolean; readonly isReached: boolean }> => {
  const setting = readSetting(core.db.read, 'channel.nuonuo')
  if (setting === undefined) {
    // Nothing can be sent, so nothing is due; what there is waits for the channel.
    context.output.note(context.output.text('cli.sync.no-channel'))
    const { counts, unverified } = await call('outbox.summary', {})
    const settled = unverified === 0 && unsettledStates.every((state) => (counts[state] ?? 0) === 0)
    return { settled, isReached: until === 'idle' || settled }
  }
  const channel = createNuonuoChannel({
    config: { ...nuonuoConfigFrom(setting), taxId: ownCompany(core.db.read).taxId },
    secrets: ports.secrets,
    clock: ports.clock,
    random: ports.random,
  })
  try {
    const ended = await runEngine({
      db: core.db,
      folder,
      ports,
      channel,
      until,
      signal: context.stop,
      onChange: () => undefined,
      ...(deadlineSeconds === undefined ? {} : { deadlineMs: deadlineSeconds * 1000 }),
    })
    return { settled: ended.settled, isReached: ended.reached }
  } finally {
    await channel.close()
  }
}

const nonZero = (counts: Counts): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))

const inWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([state, count]) => `${state} ${count}`)
    .join(', ')
