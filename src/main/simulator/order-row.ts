// A stored order as the simulator reads it back, and the status it has at a moment. The status follows from stored times
// alone: no timer moves it, so a restart changes nothing.
import type { Fen } from '../../shared/domain/money.ts'

export type Outcome = 'invoice' | 'sign-failed' | 'issue-failed'

export interface OrderRow {
  readonly id: number
  readonly seller_tax_no: string
  readonly order_no: string
  readonly serial_no: string
  readonly payload_digest: string
  readonly body: string
  readonly buyer_name: string
  readonly amount_fen: Fen
  readonly tax_fen: Fen
  readonly total_fen: Fen
  readonly accepted_at: number
  readonly visible_from: number
  readonly signing_from: number
  readonly settles_at: number
  readonly outcome: Outcome
  readonly fail_cause: string
  readonly invoice_number: string | null
  readonly issued_at: number | null
  readonly retry_day: string
  readonly retries: number
}

/** queryInvoiceResult status (fapiao.md §7.4): 20 issuing, 21 signing, 2 done, 22 failed, 24 signing failed. */
export type StatusCode = '20' | '21' | '2' | '22' | '24'

/** The status at `now` (milliseconds). */
export const statusAt = (row: OrderRow, now: number): StatusCode => {
  if (now < row.settles_at) return now < row.signing_from ? '20' : '21'
  switch (row.outcome) {
    case 'invoice':
      return '2'
    case 'sign-failed':
      return '24'
    case 'issue-failed':
      return '22'
  }
}

/** What the platform prints beside the code. */
export const statusText: Readonly<Record<StatusCode, string>> = {
  '20': '开票中',
  '21': '开票成功签章中',
  '2': '开票完成（最终状态）',
  '22': '开票失败',
  '24': '开票成功签章失败',
}
