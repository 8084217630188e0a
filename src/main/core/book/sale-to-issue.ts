// A recorded sale with everything a channel needs to issue it. Computed once at recording; never recomputed afterwards.
import type { PartyOnInvoice, SaleKind } from '../../../shared/domain/invoice.ts'
import type { Fen } from '../../../shared/domain/money.ts'

export interface SaleToIssue {
  readonly id: string
  readonly ref: string
  readonly kind: SaleKind
  readonly priceSide: 'incl' | 'excl'
  readonly buyer: PartyOnInvoice & { readonly email?: string }
  readonly amount: Fen
  readonly tax: Fen
  readonly total: Fen
  readonly remark?: string
  readonly lines: readonly SaleLineToIssue[]
}

export interface SaleLineToIssue {
  readonly name: string
  readonly taxCode?: string
  readonly spec?: string
  readonly unit?: string
  readonly quantity?: string
  /** On the sale's price side. */
  readonly unitPrice?: string
  readonly unitPriceExcl?: string
  readonly amount: Fen
  readonly tax: Fen
  readonly total: Fen
  /** Decimal text, or `exempt`, `not-taxed`, `zero`. */
  readonly rate: string
  readonly isDiscount: boolean
}
