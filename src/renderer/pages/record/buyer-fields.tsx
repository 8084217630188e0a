// Who buys, when, and which kind of invoice is wanted. A remembered customer fills everything at once.
import { CalendarDays, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Output } from '../../../shared/contract/api.ts'
import { addDays, isCivilDate, parseChineseDate } from '../../../shared/domain/dates.ts'
import { saleKinds, type SaleKind } from '../../../shared/domain/invoice.ts'
import { normaliseTaxId } from '../../../shared/domain/taxpayer-id.ts'
import type { FieldIssue } from '../../../shared/errors.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { Icon } from '../../components/icon.tsx'
import { focusField } from './form-focus.ts'
import { FormField } from './form-field.tsx'
import type { BuyerField, SaleForm } from './sale-form.ts'
import { change } from './sale-form-store.ts'
import { SuggestInput } from './suggest-input.tsx'

interface Props {
  readonly form: SaleForm
  readonly shown: readonly FieldIssue[]
  readonly warnings: readonly FieldIssue[]
  /** Invoices this customer already has, where known. */
  readonly known: number | undefined
}

type Party = Output<'party.suggest'>['rows'][number]

export const BuyerFields = ({ form, shown, warnings, known }: Props) => {
  const { t } = useLanguage()
  const at = (path: string) => shown.filter((issue) => issue.path === path)
  return (
    <div className="buyer-fields">
      <div className="buyer-column">
        <FormField label={t('record.buyer-name')} htmlFor="buyer-name" issues={at('buyer.name')}>
          <BuyerName name={form.buyer.name} known={known} wrong={at('buyer.name').length > 0} />
        </FormField>
        <TaxIdField
          form={form}
          issues={at('buyer.taxId')}
          warnings={warnings.filter(({ path }) => path === 'buyer.taxId')}
        />
        <FormField label={t('record.address')} htmlFor="buyer-address" issues={at('buyer.address')}>
          <BuyerText field="address" text={form.buyer.address} />
        </FormField>
        <FormField
          label={t('record.bank-account')}
          htmlFor="buyer-bank"
          issues={[...at('buyer.bank'), ...at('buyer.account')]}
        >
          <div className="field-pair">
            <BuyerText field="bank" text={form.buyer.bank} placeholder={t('record.bank')} />
            <BuyerText field="account" text={form.buyer.account} placeholder={t('record.account')} />
          </div>
        </FormField>
      </div>
      <div className="buyer-column">
        <DateField date={form.saleDate} issues={at('saleDate')} />
        <KindField kind={form.kind} issues={at('kind')} />
        <FormField label={t('record.phone')} htmlFor="buyer-phone" issues={at('buyer.phone')}>
          <BuyerText field="phone" text={form.buyer.phone} />
        </FormField>
        <FormField label={t('record.email')} htmlFor="buyer-email" issues={at('buyer.email')}>
          <BuyerText field="email" text={form.buyer.email} type="email" />
        </FormField>
      </div>
    </div>
  )
}

interface BuyerTextProps {
  readonly field: BuyerField
  readonly text: string
  readonly type?: string
  readonly placeholder?: string
}

const BuyerText = ({ field, text, type = 'text', placeholder }: BuyerTextProps) => (
  <input
    id={`buyer-${field}`}
    className="text-field"
    data-path={`buyer.${field}`}
    type={type}
    value={text}
    autoComplete="off"
    {...(placeholder === undefined ? {} : { placeholder, 'aria-label': placeholder })}
    onChange={(event) => change({ do: 'buyer', field, text: event.target.value })}
    onBlur={() => text !== '' && change({ do: 'left', path: `buyer.${field}` })}
  />
)

const BuyerName = ({
  name,
  known,
  wrong,
}: {
  readonly name: string
  readonly known: number | undefined
  readonly wrong: boolean
}) => {
  const { t, coded } = useLanguage()
  const [used, setUsed] = useState(false)
  const { data } = useOperation('party.suggest', { text: name.trim() }, { enabled: used })
  const choose = ({ name: chosen, taxId, address, phone, bank, account, email, lastKind }: Party): void => {
    const kind = saleKinds.find((one) => one === lastKind)
    change({
      do: 'choose-buyer',
      kind,
      buyer: {
        name: chosen,
        taxId: taxId ?? '',
        address: address ?? '',
        phone: phone ?? '',
        bank: bank ?? '',
        account: account ?? '',
        email: email ?? '',
      },
    })
    requestAnimationFrame(() => focusField(taxId === undefined ? 'buyer.taxId' : 'lines.0.name'))
  }
  return (
    <div className="field-with-note">
      <SuggestInput<Party>
        id="buyer-name"
        className={wrong ? 'text-field text-field-wrong' : 'text-field'}
        data-path="buyer.name"
        autoFocus
        value={name}
        placeholder={t('record.buyer-placeholder')}
        options={
          used ? (data?.rows ?? []).filter((row) => row.name !== name.trim() || row.taxId !== undefined) : []
        }
        optionKey={({ id }) => id}
        listLabel={t('record.remembered-customers')}
        listWidth={420}
        renderOption={(row) => (
          <>
            <span className="suggestion-main cut">{row.name}</span>
            <span className="suggestion-side">{row.taxId}</span>
            <span className="suggestion-side">
              {row.lastKind === undefined ? '' : coded('kind-short', row.lastKind)}
            </span>
          </>
        )}
        onText={(text) => change({ do: 'buyer', field: 'name', text })}
        onChoose={choose}
        onUse={setUsed}
        onBlur={() => name !== '' && change({ do: 'left', path: 'buyer.name' })}
      />
      {known !== undefined && known > 0 && (
        <span className="field-note">{t('record.known-invoices', { count: known })}</span>
      )}
    </div>
  )
}

interface TaxIdProps {
  readonly form: SaleForm
  readonly issues: readonly FieldIssue[]
  readonly warnings: readonly FieldIssue[]
}

const TaxIdField = ({ form, issues, warnings }: TaxIdProps) => {
  const { t, coded } = useLanguage()
  const { taxId } = form.buyer
  const checksum = issues.find(({ code }) => code === 'tax-id.checksum')
  const suggestion = checksum?.params?.['suggestion']
  const confirmed =
    form.confirmed['tax-id.checksum'] !== undefined && form.confirmed['tax-id.checksum'] === taxId.trim()
  const fix = (): void => {
    change({ do: 'buyer', field: 'taxId', text: String(suggestion) })
    focusField('buyer.taxId')
  }
  const keep = (): void => {
    change({ do: 'confirm', code: 'tax-id.checksum' })
    focusField('buyer.taxId')
  }
  return (
    <FormField
      label={t('record.tax-id')}
      htmlFor="buyer-taxId"
      issues={issues}
      fixes={
        checksum === undefined ? undefined : (
          <p className="form-field-fixes">
            {typeof suggestion === 'string' && (
              <button type="button" className="link" onClick={fix}>
                {t('record.change-last', { last: suggestion.slice(-1) })}
              </button>
            )}
            <button type="button" className="link" onClick={keep}>
              {t('record.keep-tax-id')}
            </button>
          </p>
        )
      }
      hint={
        confirmed
          ? t('record.tax-id-kept')
          : taxId === ''
            ? undefined
            : warnings.map(({ code, params }) => coded('issue', code, params)).join(' ')
      }
    >
      <div className="field-with-note">
        <input
          id="buyer-taxId"
          className={issues.length > 0 ? 'text-field text-field-wrong' : 'text-field'}
          data-path="buyer.taxId"
          value={taxId}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={issues.length > 0}
          onChange={(event) => change({ do: 'buyer', field: 'taxId', text: event.target.value })}
          onBlur={() => {
            if (taxId === '') return
            if (taxId !== normaliseTaxId(taxId))
              change({ do: 'buyer', field: 'taxId', text: normaliseTaxId(taxId) })
            change({ do: 'left', path: 'buyer.taxId' })
          }}
        />
        {issues.length > 0 && (
          <span className="field-note field-note-red">
            <Icon of={TriangleAlert} />
          </span>
        )}
      </div>
    </FormField>
  )
}

const DateField = ({ date, issues }: { readonly date: string; readonly issues: readonly FieldIssue[] }) => {
  const { t } = useLanguage()
  const picker = useRef<HTMLInputElement>(null)
  const year = (isCivilDate(date) ? date : new Date().toISOString()).slice(0, 4)
  const settle = (text: string): void => {
    const short = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim())
    const whole = short === null ? text : `${year}-${short[1]}-${short[2]}`
    change({ do: 'date', text: parseChineseDate(whole)?.date ?? text.trim() })
    change({ do: 'left', path: 'saleDate' })
  }
  return (
    <FormField label={t('record.sale-date')} htmlFor="sale-date" issues={issues}>
      <div className="field-with-note">
        <input
          id="sale-date"
          className={issues.length > 0 ? 'text-field text-field-wrong' : 'text-field'}
          data-path="saleDate"
          value={date}
          autoComplete="off"
          onChange={(event) => change({ do: 'date', text: event.target.value })}
          onBlur={(event) => settle(event.target.value)}
          onKeyDown={(event) => {
            if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || !isCivilDate(date)) return
            event.preventDefault()
            change({ do: 'date', text: addDays(date, event.key === 'ArrowUp' ? 1 : -1) })
          }}
        />
        <button
          type="button"
          tabIndex={-1}
          className="field-note field-button"
          aria-label={t('record.calendar')}
          title={t('record.calendar')}
          onClick={() => picker.current?.showPicker()}
        >
          <Icon of={CalendarDays} />
        </button>
        <input
          ref={picker}
          type="date"
          className="date-picker-anchor"
          tabIndex={-1}
          aria-hidden="true"
          value={isCivilDate(date) ? date : ''}
          onChange={(event) => event.target.value !== '' && change({ do: 'date', text: event.target.value })}
        />
      </div>
    </FormField>
  )
}

const KindField = ({ kind, issues }: { readonly kind: SaleKind; readonly issues: readonly FieldIssue[] }) => {
  const { t } = useLanguage()
  return (
    <FormField
      label={t('record.kind')}
      htmlFor={`kind-${kind}`}
      issues={issues}
      hint={kind === 'digital-special' ? t('record.special-needs-id') : undefined}
    >
      <div className="segments" role="radiogroup" aria-label={t('record.kind')}>
        {(['digital-special', 'digital-ordinary'] as const).map((one) => (
          <label key={one} className={one === kind ? 'segment segment-current' : 'segment'}>
            <input
              id={`kind-${one}`}
              type="radio"
              name="kind"
              data-path="kind"
              checked={one === kind}
              onChange={() => change({ do: 'kind', kind: one })}
            />
            {t(one === 'digital-special' ? 'record.kind-special' : 'record.kind-ordinary')}
          </label>
        ))}
      </div>
    </FormField>
  )
}
