// The day of the sale, typed in any usual way or picked, and the kind of invoice that is wanted.
import { CalendarDays } from 'lucide-react'
import { useRef } from 'react'
import { addDays, isCivilDate, parseChineseDate } from '../../../shared/domain/dates.ts'
import type { SaleKind } from '../../../shared/domain/invoice.ts'
import type { FieldIssue } from '../../../shared/errors.ts'
import { useLanguage } from '../../app/language.tsx'
import { todayInShanghai } from '../../components/date-text.tsx'
import { Icon } from '../../components/icon.tsx'
import { FormField } from './form-field.tsx'
import { change } from './sale-form-store.ts'

export const DateField = ({
  date,
  issues,
}: {
  readonly date: string
  readonly issues: readonly FieldIssue[]
}) => {
  const { t } = useLanguage()
  const picker = useRef<HTMLInputElement>(null)
  const year = (isCivilDate(date) ? date : todayInShanghai()).slice(0, 4)
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

export const KindField = ({
  kind,
  issues,
}: {
  readonly kind: SaleKind
  readonly issues: readonly FieldIssue[]
}) => {
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
