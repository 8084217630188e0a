// Sums and 大写 of what is typed so far, and the remark.
import { fieldLimits } from '../../../shared/domain/rules.ts'
import { yuanText } from '../../../shared/domain/money.ts'
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { FormField } from './form-field.tsx'
import type { SaleForm } from './sale-form.ts'
import { change } from './sale-form-store.ts'
import type { SaleFormView } from './sale-form-view.ts'

export const SaleTotals = ({ form, view }: { readonly form: SaleForm; readonly view: SaleFormView }) => {
  const { t } = useLanguage()
  return (
    <>
      <div className="totals">
        <div className="totals-words">
          <p className="small second">{t('record.total-in-words')}</p>
          <p className="capital">{view.totalInWords}</p>
        </div>
        <div>
          <p className="small second">{t('record.sum-amount')}</p>
          <Amount yuan={yuanText(view.amount)} weight="regular" />
        </div>
        <div>
          <p className="small second">{t('record.sum-tax')}</p>
          <Amount yuan={yuanText(view.tax)} weight="regular" />
        </div>
        <div>
          <p className="small second">{t('record.sum-total')}</p>
          <span className="totals-main">
            <Amount yuan={yuanText(view.total)} weight="total" />
          </span>
        </div>
      </div>
      <FormField
        wide
        label={t('record.remark')}
        htmlFor="remark"
        issues={view.shown.filter(({ path }) => path === 'remark')}
      >
        <div className="field-with-note">
          <input
            id="remark"
            className="text-field"
            data-path="remark"
            value={form.remark}
            autoComplete="off"
            onChange={(event) => change({ do: 'remark', text: event.target.value })}
            onBlur={() => change({ do: 'left', path: 'remark' })}
          />
          <span className="field-note">
            {[...form.remark].length} / {fieldLimits.remark}
          </span>
        </div>
      </FormField>
    </>
  )
}
