// Who buys, when, and which kind of invoice is wanted. A remembered customer fills everything at once.
import { useState } from 'react'
import type { Output } from '../../../shared/contract/api.ts'
import { saleKinds } from '../../../shared/domain/invoice.ts'
import type { FieldIssue } from '../../../shared/errors.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { DateField, KindField } from './date-and-kind.tsx'
import { focusField } from './form-focus.ts'
import { FormField } from './form-field.tsx'
import type { BuyerField, SaleForm } from './sale-form.ts'
import { change } from './sale-form-store.ts'
import { SuggestInput } from './suggest-input.tsx'
import { TaxIdField } from './tax-id-field.tsx'

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
  const { data, isPlaceholderData, isPending } = useOperation(
    'party.suggest',
    { text: name.trim() },
    { enabled: used },
  )
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
    <div className={known !== undefined && known > 0 ? 'field-with-note field-noted' : 'field-with-note'}>
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
        settled={!isPlaceholderData && !isPending}
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
