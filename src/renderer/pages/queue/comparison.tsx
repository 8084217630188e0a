// Ours beside the bureau's, field by field; only what differs is marked.
import type { Output } from '../../../shared/contract/api.ts'
import { useLanguage } from '../../app/language.tsx'
import { amountText } from '../../components/amount.tsx'

type Field = NonNullable<Output<'outbox.get'>['comparison']>[number]

const money: ReadonlySet<Field['field']> = new Set(['amount', 'tax', 'total'])

export const Comparison = ({ fields }: { readonly fields: readonly Field[] }) => {
  const { t, coded } = useLanguage()
  const shown = ({ field }: Field, value: string): string => {
    if (value === '') return '—'
    if (money.has(field)) return amountText(value)
    return field === 'kind' ? coded('kind', value) : value
  }
  return (
    <table className="comparison">
      <thead>
        <tr>
          <td />
          <th scope="col">{t('queue.ours')}</th>
          <th scope="col">{t('queue.theirs')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {fields.map((row) => (
          <tr key={row.field} className={row.same ? '' : 'comparison-differs'}>
            <th scope="row">{coded('field', row.field)}</th>
            <td>
              <span>{shown(row, row.book)}</span>
            </td>
            <td>
              <span>{shown(row, row.platform)}</span>
            </td>
            <td className="comparison-sign">{row.same ? '=' : '≠'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
