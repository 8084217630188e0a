// 检查 and 这位客户: what was looked at and what came of it, and what the book knows of the customer.
import { Link } from 'wouter'
import type { Output } from '../../../shared/contract/api.ts'
import { addDays } from '../../../shared/domain/dates.ts'
import { checkTaxId } from '../../../shared/domain/taxpayer-id.ts'
import type { FieldIssue } from '../../../shared/errors.ts'
import { useLanguage } from '../../app/language.tsx'
import { useSettings } from '../../app/settings-context.tsx'
import { amountText } from '../../components/amount.tsx'
import { dateText } from '../../components/date-text.tsx'
import { Glyph } from '../../components/glyphs.tsx'
import { Section } from '../../components/section.tsx'
import type { SaleForm } from './sale-form.ts'
import type { SaleFormView } from './sale-form-view.ts'

type Known = Output<'sale.check'>

interface Props {
  readonly form: SaleForm
  readonly view: SaleFormView
  readonly known: Known | undefined
  readonly today: string
}

export const ChecksList = ({ form, view, known, today }: Props) => {
  const { t, coded } = useLanguage()
  const taxId = form.buyer.taxId.trim()
  const idIssue = [...view.errors, ...view.warnings].find(({ path }) => path === 'buyer.taxId')
  const lineFaults = view.shown.filter(({ path }) => path.startsWith('lines'))
  const duplicates = known?.duplicates ?? []
  const rest = view.warnings.filter(({ path }) => path !== 'buyer.taxId')
  const lastDay =
    addDays(today, 1).slice(5, 7) !== today.slice(5, 7) && form.saleDate.slice(0, 7) === today.slice(0, 7)
  return (
    <Section title={t('record.checks')} bare>
      <ul className="checks">
        {taxId !== '' && (
          <TaxIdCheck issue={idIssue} wrong={view.errors.some((found) => found === idIssue)} form={form} />
        )}
        {taxId === '' && form.kind === 'digital-special' && (
          <Check look="wrong">{t('record.check-id-missing')}</Check>
        )}
        {duplicates.map((one) => (
          <Check key={one.id} look="warn">
            {t('record.check-duplicate', { slip: one.slipNumber, date: one.saleDate.slice(5) })}{' '}
            <Link href={`/sale/${one.id}`} className="link">
              {t('record.look')}
            </Link>
          </Check>
        ))}
        {duplicates.length === 0 &&
          form.buyer.name.trim() !== '' &&
          view.total > 0 &&
          known !== undefined && <Check look="ok">{t('record.check-no-duplicate')}</Check>}
        {lineFaults.length > 0 ? (
          <Check look="wrong">{t('record.check-lines-wrong', { count: lineFaults.length })}</Check>
        ) : (
          view.filledLines > 0 && view.complete && <Check look="ok">{t('record.check-tax')}</Check>
        )}
        {rest.map(({ path, code, params }) => (
          <Check key={`${path} ${code}`} look="warn">
            {/^lines\.\d/.test(path) && t('record.in-line', { number: Number(path.split('.')[1]) + 1 })}
            {coded('issue', code, params)}
          </Check>
        ))}
        {lastDay && (
          <Check look="clock">
            {t('record.check-last-day', { month: String(Number(today.slice(5, 7))) })}
          </Check>
        )}
        {view.filledLines === 0 && taxId === '' && (
          <li className="quiet small">{t('record.checks-later')}</li>
        )}
      </ul>
    </Section>
  )
}

interface TaxIdProps {
  readonly issue: FieldIssue | undefined
  /** It keeps the sale from being recorded. */
  readonly wrong: boolean
  readonly form: SaleForm
}

const TaxIdCheck = ({ issue, wrong, form }: TaxIdProps) => {
  const { t, coded } = useLanguage()
  const kept = form.confirmed['tax-id.checksum'] === form.buyer.taxId.trim()
  if (issue === undefined && kept && !checkTaxId(form.buyer.taxId).valid)
    return <Check look="warn">{t('record.check-id-kept')}</Check>
  if (issue === undefined) return <Check look="ok">{t('record.check-id')}</Check>
  if (issue.code === 'tax-id.checksum') return <Check look="wrong">{t('record.check-id-wrong')}</Check>
  return <Check look={wrong ? 'wrong' : 'warn'}>{coded('issue', issue.code, issue.params)}</Check>
}

const looks = {
  ok: { glyph: 'tick', tone: 'grn' },
  warn: { glyph: 'triangle', tone: 'och' },
  wrong: { glyph: 'triangle', tone: 'red' },
  clock: { glyph: 'waiting', tone: 'och' },
} as const

const Check = ({
  look,
  children,
}: {
  readonly look: keyof typeof looks
  readonly children: React.ReactNode
}) => (
  <li className={look === 'wrong' ? 'check check-wrong' : 'check'}>
    <Glyph name={looks[look].glyph} tone={looks[look].tone} />
    <span>{children}</span>
  </li>
)

export const CustomerKnown = ({
  name,
  known,
}: {
  readonly name: string
  readonly known: Known | undefined
}) => {
  const { t, coded, locale } = useLanguage()
  const { negativeStyle } = useSettings()
  const customer = known?.customer
  if (name.trim() === '') return null
  const money = (yuan: string): string => amountText(yuan, negativeStyle === 'parentheses')
  return (
    <Section title={t('record.customer')} bare>
      {customer === undefined || customer.invoices === 0 ? (
        <p className="small second">{t('record.customer-new')}</p>
      ) : (
        <ul className="known small second">
          <li>{t('record.customer-year', { count: customer.invoices, total: money(customer.total) })}</li>
          {customer.lastDate !== undefined && (
            <li>
              {t('record.customer-last', {
                date: dateText(customer.lastDate, 'short', locale),
                total: money(customer.lastTotal ?? ''),
                kind: customer.lastKind === undefined ? '' : coded('kind-short', customer.lastKind),
              })}
            </li>
          )}
          {customer.usualItems.length > 0 && (
            <li>
              {t('record.customer-items', { items: customer.usualItems.join(locale === 'en' ? ', ' : '、') })}
            </li>
          )}
        </ul>
      )}
    </Section>
  )
}
