// The queue and the invoices as lines, and the check of the audit trail.
import { invoiceLinesOut } from '../../../core/book/invoice-lines-out.ts'
import { withBook, type BookSession } from '../book-session.ts'
import type { Output as OutputOf } from '../../../../shared/contract/api.ts'
import type { Command } from '../command.ts'
import { noMoreThan } from '../json-input.ts'

type SubmissionRow = OutputOf<'outbox.list'>['rows'][number]

const pageSize = 200

const submissions = async function* (session: BookSession): AsyncGenerator<SubmissionRow> {
  for (let skip = 0; ; skip += pageSize) {
    const { rows } = await session.call('outbox.list', { skip, limit: pageSize })
    yield* rows
    if (rows.length < pageSize) return
  }
}

/** Why a row needs something: its problem, or what keeps it held other than the outage itself. */
const problemOf = (row: SubmissionRow): string | undefined =>
  row.problem ?? (row.hold === 'outage' ? undefined : row.hold)

export const outboxList: Command = {
  options: {},
  run: (context) => {
    noMoreThan(context, 0)
    return withBook(context, async (session) => {
      const rows = context.output.rows([
        'ref',
        'slipNumber',
        'state',
        'verified',
        'attempts',
        'buyerName',
        'total',
        'invoiceNumber',
        'problem',
        'nextAt',
      ])
      for await (const row of submissions(session)) {
        const problem = problemOf(row)
        rows.add({
          ref: row.ref,
          slipNumber: row.slipNumber,
          key: row.channelKey,
          payloadDigest: row.payloadDigest,
          state: row.state,
          verified: row.verified,
          attempts: row.attempts,
          buyerName: row.buyerName,
          total: row.total,
          ...(row.invoiceNumber === undefined ? {} : { invoiceNumber: row.invoiceNumber }),
          ...(problem === undefined ? {} : { problem }),
          ...(row.nextAt === undefined ? {} : { nextAt: row.nextAt }),
        })
      }
      rows.end()
      return 0
    })
  },
}

export const invoiceList: Command = {
  options: { direction: { type: 'string' } },
  run: (context) => {
    noMoreThan(context, 0)
    const direction = context.options.oneOf('direction', ['issued', 'received'])
    return withBook(context, (session) => {
      const rows = context.output.rows([
        'number',
        'kind',
        'issueDate',
        'sellerName',
        'buyerName',
        'amount',
        'tax',
        'total',
        'ref',
      ])
      for (const line of invoiceLinesOut(session.core.db.read, direction)) rows.add({ ...line })
      rows.end()
      return Promise.resolve(0)
    })
  },
}

export const auditVerify: Command = {
  options: {},
  run: (context) => {
    noMoreThan(context, 0)
    return withBook(context, async (session) => {
      const { ok, entries, head, brokenAt } = await session.call('audit.verify', {})
      const value = { ok, entries, head, ...(brokenAt === undefined ? {} : { brokenAt }) }
      const key = ok ? 'cli.audit.good' : 'cli.audit.broken'
      context.output.result(value, context.output.text(key, { entries, head, at: brokenAt ?? 0 }))
      return ok ? 0 : 1
    })
  },
}
