// The one place that renders money. Two decimals, thousands commas, a true minus, red below zero; blank when unknown.
import { formatAmount } from '../../shared/format.ts'
import { parseYuan } from '../../shared/domain/money.ts'
import { useSettings } from '../app/settings-context.tsx'

interface Props {
  /** Decimal yuan as the contract gives it; undefined or empty is unknown and stays blank. */
  readonly yuan: string | undefined
  /** `total` 600, `plain` 500, `quiet` 400 grey (tax, sums apart). */
  readonly weight?: 'total' | 'plain' | 'regular' | 'quiet'
  /** Struck through and grey, for a voided invoice. */
  readonly voided?: boolean
}

const classes = { total: 'amount-total', plain: 'amount-plain', regular: '', quiet: 'amount-quiet' } as const

/** Yuan text as it is shown: for titles and sentences, where no element can stand. */
export const amountText = (yuan: string | undefined, accounting = false): string => {
  const fen = yuan === undefined || yuan === '' ? undefined : parseYuan(yuan)
  return fen === undefined ? '' : formatAmount(fen, { accounting })
}

export const Amount = ({ yuan, weight = 'plain', voided = false }: Props) => {
  const { negativeStyle } = useSettings()
  const text = amountText(yuan, negativeStyle === 'parentheses')
  const negative = yuan?.startsWith('-') === true && text !== '0.00'
  return (
    <span
      className={`amount ${classes[weight]}${negative ? ' amount-red' : ''}${voided ? ' amount-voided' : ''}`}
    >
      {text}
    </span>
  )
}
