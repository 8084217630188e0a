// `sale add`: one sale or many in one transaction; all are recorded or none.
import { withBook } from '../book-session.ts'
import type { Command } from '../command.ts'
import { jsonArgument, noMoreThan } from '../json-input.ts'
import type { Input } from '../../../../shared/contract/api.ts'

type SaleRecordInput = Input<'sale.record'>

const decimalFields: ReadonlySet<string> = new Set([
  'quantity',
  'unitPrice',
  'amountInclTax',
  'amountExclTax',
  'rate',
])

/** Scripts may write 3 for "3": numbers in decimal fields become their text, everything else stays for the contract to judge. */
const withDecimalTexts = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withDecimalTexts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      decimalFields.has(key) && typeof inner === 'number' ? String(inner) : withDecimalTexts(inner),
    ]),
  )
}

export const saleAdd: Command = {
  options: {},
  run: async (context) => {
    noMoreThan(context, 1)
    const given = withDecimalTexts(await jsonArgument(context, 0, 'JSON'))
    const sales = Array.isArray(given) ? given : [given]
    return withBook(context, async (session) => {
      // The contract parses it on arrival; what does not fit is refused there with the field named.
      const recorded = await session.call('sale.record', { sales } as SaleRecordInput)
      const rows = context.output.rows(['ref', 'slipNumber', 'state'])
      for (const { id, ref, slipNumber, state } of recorded.sales) rows.add({ id, ref, slipNumber, state })
      rows.end()
      return 0
    })
  },
}
