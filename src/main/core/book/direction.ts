// Which side of an invoice the book's company is on, by tax id; a name alone proves nothing.
import type { Direction, PartyOnInvoice } from '../../../shared/domain/invoice.ts'
import { normaliseTaxId } from '../../../shared/domain/taxpayer-id.ts'
import type { OwnCompany } from './own-company.ts'

interface Sides {
  readonly seller: PartyOnInvoice
  readonly buyer: PartyOnInvoice
}

/** Seller is `issued`, buyer is `received`, neither is `other`. */
export const directionOf = (company: Pick<OwnCompany, 'taxId'>, { seller, buyer }: Sides): Direction => {
  const own = normaliseTaxId(company.taxId)
  if (normaliseTaxId(seller.taxId ?? '') === own) return 'issued'
  return normaliseTaxId(buyer.taxId ?? '') === own ? 'received' : 'other'
}

/** The other side as the book sees it; of an invoice between strangers, the seller. */
export const otherSide = (direction: Direction, { seller, buyer }: Sides): PartyOnInvoice =>
  direction === 'issued' ? buyer : seller
