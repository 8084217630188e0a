// What the list shows: the view, the words searched for, the order, the row the cursor is on. Kept while other pages are open.
import { create } from 'zustand'
import type { Input } from '../../../shared/contract/api.ts'

export const listTabs = ['all', 'issued', 'received', 'awaiting', 'red', 'warnings'] as const
export type ListTab = (typeof listTabs)[number]

interface ListView {
  readonly tab: ListTab
  readonly text: string
  readonly newestFirst: boolean
  readonly current: number
  readonly peek: boolean
}

export const useListView = create<ListView>(() => ({
  tab: 'all',
  text: '',
  newestFirst: true,
  current: -1,
  peek: false,
}))

export const showTab = (tab: ListTab): void => useListView.setState({ tab, current: -1 })
export const searchFor = (text: string): void => useListView.setState({ text, current: -1 })
export const turnOrder = (): void =>
  useListView.setState(({ newestFirst }) => ({ newestFirst: !newestFirst, current: -1 }))
export const standOn = (current: number): void => useListView.setState({ current })
export const showPeek = (peek: boolean): void => useListView.setState({ peek })

/** Opens the list with the invoices of one party or item; the caller goes there. */
export const listOf = (text: string): void =>
  useListView.setState({ tab: 'all', text, current: -1, peek: false })

/** The contract's filter of a view. */
export const filterOf = (tab: ListTab, text: string): Input<'invoice.months'> => ({
  ...(tab === 'issued' || tab === 'received' ? { direction: tab } : {}),
  ...(tab === 'red' ? { red: true } : {}),
  ...(tab === 'warnings' ? { warnings: true } : {}),
  ...(text.trim() === '' ? {} : { text: text.trim() }),
})
