// The customer's tax id: checked under the field, with the likely right value as a one-click fix and the way to keep it.
import { TriangleAlert } from 'lucide-react'
import { normaliseTaxId } from '../../../shared/domain/taxpayer-id.ts'
import type { FieldIssue } from '../../../shared/errors.ts'
import { useLanguage } from '../../app/language.tsx'
import { Icon } from '../../components/icon.tsx'
import { focusField } from './form-focus.ts'
import { FormField } from './form-field.tsx'
import type { SaleForm } from './sale-form.ts'
import { change } from './sale-form-store.ts'

interface TaxIdProps {
  readonly form: SaleForm
  readonly issues: readonly FieldIssue[]
  readonly warnings: readonly FieldIssue[]
}

export const TaxIdField = ({ form, issues, warnings }: TaxIdProps) => {
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
            : warnings.length > 0 && (
                <span className="form-field-warning">
                  {warnings.map(({ code, params }) => coded('issue', code, params)).join(' ')}
                </span>
              )
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
