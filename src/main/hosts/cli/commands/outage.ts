// `outage start | end | status`: outage mode, in which nothing is submitted and sales are kept as slips.
import { parseIsoInstant, shanghaiIso } from '../../../../shared/domain/dates.ts'
import type { Output as OutputOf } from '../../../../shared/contract/api.ts'
import { withBook } from '../book-session.ts'
import type { Command, CommandContext } from '../command.ts'
import { noMoreThan } from '../json-input.ts'
import { UsageError } from '../usage-error.ts'

const show = ({ output }: CommandContext, status: OutputOf<'outage.status'>): void => {
  const { state, since, until, cause, held } = status
  const value = {
    state,
    since,
    ...(until === undefined ? {} : { until }),
    ...(cause === undefined ? {} : { cause }),
    held,
  }
  const sentence = output.text('cli.outage.status', {
    state: output.text(`cli.outage.state.${state}`),
    since,
    held,
  })
  output.result(
    value,
    until === undefined ? sentence : `${sentence} ${output.text('cli.outage.until', { until })}`,
  )
}

const untilFrom = (context: CommandContext): string | undefined => {
  const given = context.options.text('until')
  if (given === undefined) return undefined
  const instant = parseIsoInstant(given)
  if (instant === undefined) throw new UsageError('instant', { option: 'until', given })
  return shanghaiIso(instant)
}

export const outageStart: Command = {
  options: { reason: { type: 'string' }, until: { type: 'string' } },
  run: async (context) => {
    noMoreThan(context, 0)
    const reason = context.options.text('reason')
    const until = untilFrom(context)
    return withBook(context, async (session) => {
      const input = { ...(reason === undefined ? {} : { reason }), ...(until === undefined ? {} : { until }) }
      show(context, await session.call('outage.start', input))
      return 0
    })
  },
}

export const outageEnd: Command = {
  options: {},
  run: (context) => {
    noMoreThan(context, 0)
    return withBook(context, async (session) => {
      show(context, await session.call('outage.end', {}))
      return 0
    })
  },
}

export const outageStatus: Command = {
  options: {},
  run: (context) => {
    noMoreThan(context, 0)
    return withBook(context, async (session) => {
      show(context, await session.call('outage.status', {}))
      return 0
    })
  },
}
