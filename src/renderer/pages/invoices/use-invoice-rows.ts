// The rows of the pages in sight, and any row by its place. Pages are cached by filter and month and renewed by news.
import { useQueries } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Input, Output } from '../../../shared/contract/api.ts'
import { call } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import {
  itemAt,
  pageOf,
  pageSize,
  pagesBetween,
  type ListItem,
  type ListLayout,
  type PageKey,
} from './list-layout.ts'

export type InvoiceRow = Output<'invoice.page'>['rows'][number]
type Filter = Input<'invoice.months'>

const pageInput = (filter: Filter, { block, skip }: PageKey): Input<'invoice.page'> => ({
  ...filter,
  month: block,
  skip,
  limit: pageSize,
})

export interface InvoiceRows {
  rowAt(item: Extract<ListItem, { is: 'row' }>): InvoiceRow | undefined
  /** All rows between two places of the list, fetched where they are not there yet. */
  rowsBetween(layout: ListLayout, first: number, last: number): Promise<readonly InvoiceRow[]>
  readonly error: unknown
}

export const useInvoiceRows = (filter: Filter, pages: readonly PageKey[]): InvoiceRows => {
  const answers = useQueries({
    queries: pages.map((page) => {
      const input = pageInput(filter, page)
      return { queryKey: ['invoice.page', input], queryFn: () => call('invoice.page', input) }
    }),
  })
  const known = new Map(pages.map((page, at) => [`${page.block} ${page.skip}`, answers[at]?.data?.rows]))
  const rowAt = (item: Extract<ListItem, { is: 'row' }>): InvoiceRow | undefined => {
    const page = pageOf(item)
    return known.get(`${page.block} ${page.skip}`)?.[item.at - page.skip]
  }
  const rowsBetween = useCallback(
    async (layout: ListLayout, first: number, last: number) => {
      const found = new Map<string, readonly InvoiceRow[]>()
      for (const page of pagesBetween(layout, first, last)) {
        const input = pageInput(filter, page)
        const { rows } = await queryClient.fetchQuery({
          queryKey: ['invoice.page', input],
          queryFn: () => call('invoice.page', input),
        })
        found.set(`${page.block} ${page.skip}`, rows)
      }
      const rows: InvoiceRow[] = []
      for (let index = first; index <= last; index += 1) {
        const item = itemAt(layout, index)
        if (item?.is !== 'row') continue
        const page = pageOf(item)
        const row = found.get(`${page.block} ${page.skip}`)?.[item.at - page.skip]
        if (row !== undefined) rows.push(row)
      }
      return rows
    },
    [filter],
  )
  return { rowAt, rowsBetween, error: answers.find(({ isError }) => isError)?.error }
}
