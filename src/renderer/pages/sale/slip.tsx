// A sales slip: dashed frame, sans serif, 「非发票」 across it, on the screen and on paper. It never looks like an invoice.
import { parseRate, rateLabel } from '../../../shared/domain/tax.ts'
import type { Output } from '../../../shared/contract/api.ts'
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { priceText } from '../record/cell-text.ts'

type Sale = Output<'sale.get'>

export const Slip = ({
  sale,
  seller,
  practice,
}: {
  readonly sale: Sale
  readonly seller: string
  readonly practice: boolean
}) => {
  const { t } = useLanguage()
  const rate = (text: string): string => {
    const parsed = parseRate(text)
    if (parsed === 'exempt') return t('record.exempt')
    if (parsed === 'not-taxed') return t('record.not-taxed')
    return parsed === undefined ? text : rateLabel(parsed)
  }
  return (
    <article className="slip">
      <span
        className="slip-mark"
        aria-hidden="true"
        data-mark={practice ? t('sale.mark-practice') : t('common.not-invoice')}
      />
      <header className="slip-head">
        <div>
          <h2>{t('sale.slip-title')}</h2>
          <p className="small second">{t('sale.slip-words')}</p>
        </div>
        <dl>
          <dt>{t('sale.number')}</dt>
          <dd>{sale.slipNumber}</dd>
          <dt>{t('sale.date')}</dt>
          <dd>{sale.saleDate}</dd>
        </dl>
      </header>
      <dl className="slip-parties">
        <dt>{t('sale.buyer')}</dt>
        <dd>
          {sale.buyer.name} <span className="second">{sale.buyer.taxId}</span>
        </dd>
        <dt>{t('sale.seller')}</dt>
        <dd>{seller}</dd>
        <dt>{t('sale.wanted')}</dt>
        <dd>{sale.kind === 'digital-special' ? t('record.kind-special') : t('record.kind-ordinary')}</dd>
      </dl>
      <table className="slip-lines">
        <thead>
          <tr>
            <th>{t('record.item')}</th>
            <th>{t('record.spec')}</th>
            <th>{t('record.unit')}</th>
            <th className="right">{t('record.quantity')}</th>
            <th className="right">
              {sale.priceSide === 'incl' ? t('sale.price-incl') : t('sale.price-excl')}
            </th>
            <th className="right">{t('record.rate')}</th>
            <th className="right">{t('record.amount-excl')}</th>
            <th className="right">{t('record.tax')}</th>
            <th className="right">{t('sale.total')}</th>
          </tr>
        </thead>
        <tbody>
          {sale.lines.map((line, index) => (
            <tr key={index} className={line.isDiscount ? 'slip-discount' : ''}>
              <td>{line.isDiscount ? t('record.discount') : line.name}</td>
              <td>{line.isDiscount ? '' : line.spec}</td>
              <td>{line.isDiscount ? '' : line.unit}</td>
              <td className="right">{line.quantity}</td>
              <td className="right">{line.unitPrice === undefined ? '' : priceText(line.unitPrice)}</td>
              <td className="right">{rate(line.rate)}</td>
              <td className="right">
                <Amount yuan={line.amount} weight="quiet" />
              </td>
              <td className="right">
                <Amount yuan={line.tax} weight="quiet" />
              </td>
              <td className="right">
                <Amount yuan={line.total} weight="regular" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer className="slip-foot">
        <span>
          <span className="small second">{t('record.total-in-words')}</span>
          <br />
          {sale.totalInWords}
        </span>
        <span className="spread" />
        <span className="right">
          <span className="small second">{t('record.sum-total')}</span>
          <br />
          <span className="slip-total">
            <Amount yuan={sale.total} weight="total" />
          </span>
        </span>
      </footer>
      {sale.remark !== undefined && (
        <p className="slip-remark">
          <span className="second">{t('record.remark')}</span> {sale.remark}
        </p>
      )}
    </article>
  )
}
