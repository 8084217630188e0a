// The rate of a line: typing a digit jumps to a rate, arrows step through those in force on the sale's day.
import { useMemo } from 'react'
import { ratesOffered } from '../../../shared/domain/rules.ts'
import { parseRate, rateLabel } from '../../../shared/domain/tax.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { todayInShanghai } from '../../components/date-text.tsx'
import type { FormLine } from './sale-form.ts'
import { change } from './sale-form-store.ts'

interface Props {
  readonly line: FormLine
  readonly index: number
  readonly path: string
  /** The row is still empty: the rate stands back. */
  readonly quiet: boolean
  readonly onUse: () => void
}

export const RateCell = ({ line, index, path, quiet, onUse }: Props) => {
  const { t } = useLanguage()
  const { data: book } = useOperation('book.get', {})
  const taxpayer = book?.taxpayer ?? 'general'
  const rates = useMemo(() => ratesOffered(todayInShanghai(), taxpayer), [taxpayer])
  const own = parseRate(line.rate)
  const words = {
    exempt: t('record.exempt'),
    'not-taxed': t('record.not-taxed'),
    zero: t('record.zero-rate'),
  } as const
  const label = (rate: string, printed: string): string =>
    rate === 'exempt' || rate === 'not-taxed' || rate === 'zero' ? words[rate] : printed
  return (
    <select
      className={quiet ? 'cell-input rate-cell rate-cell-quiet' : 'cell-input rate-cell'}
      data-path={path}
      aria-label={t('record.rate')}
      value={own ?? line.rate}
      onFocus={onUse}
      onChange={(event) => change({ do: 'line', index, field: 'rate', text: event.target.value })}
    >
      {own !== undefined && !rates.some(({ rate }) => rate === own) && (
        <option value={own}>{rateLabel(own)}</option>
      )}
      {rates.map(({ rate, label: printed }) => (
        <option key={rate} value={rate}>
          {label(rate, printed)}
        </option>
      ))}
    </select>
  )
}
