// The face of an invoice: the only place with brown-red lines and a serif title. A view made from the data, and it says so.
import { capitalAmount } from '../../../shared/domain/capital-amount.ts'
import { kindTitle } from '../../../shared/domain/kind.ts'
import { parseYuan } from '../../../shared/domain/money.ts'
import { parseRate, rateLabel } from '../../../shared/domain/tax.ts'
import { formatDateWords } from '../../../shared/format.ts'
import type { Output } from '../../../shared/contract/api.ts'
import { useLanguage } from '../../app/language.tsx'

type Invoice = Output<'invoice.get'>
type Party = Invoice['buyer']

const printedRate = (text: string | undefined): string => {
  const rate = text === undefined ? undefined : parseRate(text)
  return rate === undefined ? (text ?? '') : rateLabel(rate)
}

/** Always in Chinese, as the paper is; only the note about where the view comes from is in the window's language. */
export const InvoiceFace = ({ invoice }: { readonly invoice: Invoice }) => {
  const { t } = useLanguage()
  const total = invoice.total === undefined ? undefined : parseYuan(invoice.total)
  const words = invoice.totalInWords ?? (total === undefined ? '' : capitalAmount(total))
  return (
    <article className="face" lang="zh-CN" aria-label={t('invoice.face')}>
      <header className="face-head">
        <p className="face-note">{faceNote(invoice, t)}</p>
        <h2 className="face-title">{invoice.kindTitle ?? kindTitle(invoice.kind)}</h2>
        <dl className="face-number">
          {invoice.code !== undefined && (
            <div>
              <dt>发票代码：</dt>
              <dd>{invoice.code}</dd>
            </div>
          )}
          <div>
            <dt>发票号码：</dt>
            <dd>{invoice.number}</dd>
          </div>
          <div>
            <dt>开票日期：</dt>
            <dd>{formatDateWords(invoice.issueDate)}</dd>
          </div>
        </dl>
      </header>
      <div className="face-parties">
        <FaceParty label="购买方" party={invoice.buyer} />
        <FaceParty label="销售方" party={invoice.seller} />
      </div>
      <FaceLines invoice={invoice} />
      <div className="face-row face-total">
        <span className="face-label">价税合计（大写）</span>
        <span className="face-words">
          {invoice.red && total !== undefined && total < 0 && !words.includes('负')
            ? `（负数）${words}`
            : words}
        </span>
        <span>
          <span className="face-label">（小写）</span>
          <strong>{invoice.total === undefined ? '' : `¥${invoice.total}`}</strong>
        </span>
      </div>
      <div className="face-row">
        <span className="face-label">备注</span>
        <span className="face-words">
          {[
            invoice.blueNumber === undefined ? '' : `被红冲蓝字数电票号码：${invoice.blueNumber}`,
            invoice.redConfirmationNumber === undefined
              ? ''
              : `红字发票信息确认单编号：${invoice.redConfirmationNumber}`,
            invoice.remark ?? '',
          ]
            .filter((part) => part !== '')
            .join('　')}
        </span>
        <span>
          <span className="face-label">开票人：</span>
          {invoice.clerk ?? ''}
        </span>
      </div>
    </article>
  )
}

const faceNote = ({ originals, source }: Invoice, t: ReturnType<typeof useLanguage>['t']): string => {
  if (source === 'qr' && originals.length === 0) return t('invoice.face-from-qr')
  const best = (['xml', 'ofd'] as const).find((format) =>
    originals.some((original) => original.format === format),
  )
  return best === undefined
    ? t('invoice.face-from-book')
    : t('invoice.face-from', { format: best.toUpperCase() })
}

const FaceParty = ({ label, party }: { readonly label: string; readonly party: Party }) => (
  <div className="face-party">
    <span className="face-side">{label}</span>
    <dl>
      <div>
        <dt>名称：</dt>
        <dd>{party.name}</dd>
      </div>
      <div>
        <dt>统一社会信用代码/纳税人识别号：</dt>
        <dd>{party.taxId ?? ''}</dd>
      </div>
      {(party.address !== undefined || party.phone !== undefined) && (
        <div>
          <dt>地址、电话：</dt>
          <dd>{[party.address, party.phone].filter((part) => part !== undefined).join(' ')}</dd>
        </div>
      )}
      {(party.bank !== undefined || party.account !== undefined) && (
        <div>
          <dt>开户行及账号：</dt>
          <dd>{[party.bank, party.account].filter((part) => part !== undefined).join(' ')}</dd>
        </div>
      )}
    </dl>
  </div>
)

const FaceLines = ({ invoice }: { readonly invoice: Invoice }) => {
  const { t } = useLanguage()
  return (
    <table className="face-lines">
      <thead>
        <tr>
          <th>项目名称</th>
          <th>规格型号</th>
          <th>单位</th>
          <th className="right">数量</th>
          <th className="right">单价</th>
          <th className="right">金额</th>
          <th className="right">税率</th>
          <th className="right">税额</th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines?.map((line, index) => (
          <tr key={index}>
            <td>{line.name}</td>
            <td>{line.spec}</td>
            <td>{line.unit}</td>
            <td className="right">{line.quantity}</td>
            <td className="right">{line.unitPrice}</td>
            <td className="right">{line.amount}</td>
            <td className="right">{printedRate(line.rateText)}</td>
            <td className="right">{line.taxMasked ? '***' : line.tax}</td>
          </tr>
        ))}
        {invoice.lines === undefined && (
          <tr>
            <td colSpan={8} className="face-no-lines">
              {t('invoice.no-lines')}
            </td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={5}>合　计</td>
          <td className="right">{invoice.amount === undefined ? '' : `¥${invoice.amount}`}</td>
          <td />
          <td className="right">{invoice.tax === undefined ? '' : `¥${invoice.tax}`}</td>
        </tr>
      </tfoot>
    </table>
  )
}
