// An invoice number: the part that repeats in grey, the last eight digits in ink. Copying gives plain digits.
import { formatNumberParts } from '../../shared/format.ts'

interface Props {
  readonly number: string
  /** Code of a 税控 invoice, shown before the number. */
  readonly code?: string | undefined
  /** Digits being searched for; where the number starts with or contains them they are marked. */
  readonly hit?: string | undefined
}

export const InvoiceNumber = ({ number, code, hit }: Props) => {
  const { head, tail } = formatNumberParts(number)
  const at = hit === undefined || hit === '' ? -1 : number.indexOf(hit)
  const end = at < 0 ? -1 : at + (hit ?? '').length
  const part = (text: string, offset: number) => {
    const from = Math.max(0, at - offset)
    const to = Math.min(text.length, end - offset)
    if (at < 0 || from >= to) return text
    return (
      <>
        {text.slice(0, from)}
        <mark>{text.slice(from, to)}</mark>
        {text.slice(to)}
      </>
    )
  }
  return (
    <span className="invoice-number">
      {code !== undefined && code !== '' && <span className="invoice-number-head">{code} · </span>}
      {head !== '' && <span className="invoice-number-head">{part(head, 0)}</span>}
      <span className={head === '' ? '' : 'invoice-number-tail'}>{part(tail, head.length)}</span>
    </span>
  )
}
