// The lines of a sale. One strip under the table holds what belongs to the current line: tax code, discount, removal.
import { useCallback, useState } from 'react'
import type { FieldIssue } from '../../../shared/errors.ts'
import { useLanguage } from '../../app/language.tsx'
import { useKey } from '../../app/use-key.ts'
import { KeyHint } from '../../components/key-hint.tsx'
import { focusField } from './form-focus.ts'
import { LineRow } from './line-row.tsx'
import { isEmptyLine, type SaleForm } from './sale-form.ts'
import { change } from './sale-form-store.ts'
import type { RowView, SaleFormView } from './sale-form-view.ts'

interface Props {
  readonly form: SaleForm
  readonly view: SaleFormView
}

/** Fen; from here on the columns of figures are wider. */
const tenMillion = 1_000_000_000
const noView: RowView = {}
const noIssues: readonly FieldIssue[] = []

export const LinesTable = ({ form, view }: Props) => {
  const { t, coded } = useLanguage()
  const [current, setCurrent] = useState(0)
  const at = Math.min(current, form.lines.length - 1)
  const line = form.lines[at]
  const inTable = (): boolean => document.activeElement?.closest('.lines') !== null

  const remove = useCallback((): void => {
    if (!inTable()) return
    change({ do: 'remove-line', index: at })
    requestAnimationFrame(() => focusField(`lines.${at}.name`) || focusField('lines.0.name'))
  }, [at])
  const discount = useCallback((): void => {
    if (!inTable()) return
    const adds = form.lines[at]?.discount === undefined
    change({ do: 'discount', index: at })
    requestAnimationFrame(() => focusField(adds ? `lines.${at}.discount` : `lines.${at}.name`))
  }, [at, form.lines])
  useKey('mod+delete', remove)
  useKey('mod+d', discount)

  const wholeTable = view.shown.filter(({ path }) => path === 'lines')
  return (
    <section className="lines" aria-label={t('record.lines')}>
      <header className="lines-head">
        <h2>{t('record.lines')}</h2>
        <span className="section-note">
          {t('record.line-count', { count: view.filledLines })}
          {view.discounts > 0 && t('record.discount-count', { count: view.discounts })}
        </span>
        <span className="spread" />
        <span className="section-note">{t('record.unit-price')}</span>
        <div className="segments segments-small" role="radiogroup" aria-label={t('record.price-side')}>
          {(['incl', 'excl'] as const).map((side) => (
            <label key={side} className={form.priceSide === side ? 'segment segment-current' : 'segment'}>
              <input
                type="radio"
                name="side"
                checked={form.priceSide === side}
                onChange={() => change({ do: 'side', side })}
              />
              {side === 'incl' ? t('record.incl') : t('record.excl')}
            </label>
          ))}
        </div>
      </header>
      <div
        className={view.total >= tenMillion ? 'lines-table lines-wide' : 'lines-table'}
        role="table"
        aria-label={t('record.lines')}
      >
        <div className="line-row line-row-head" role="row">
          <div role="columnheader">
            <span className="only-heard">{t('record.line-number', { number: '' })}</span>
          </div>
          <div role="columnheader">{t('record.item')}</div>
          <div role="columnheader">{t('record.spec')}</div>
          <div role="columnheader">{t('record.unit')}</div>
          <div role="columnheader" className="right">
            {t('record.quantity')}
          </div>
          <div role="columnheader" className="right">
            {t('record.unit-price')}
          </div>
          <div role="columnheader" className="right">
            {t('record.rate')}
          </div>
          <div role="columnheader" className="right">
            {t('record.amount-incl')}
          </div>
          <div role="columnheader" className="right">
            {t('record.amount-excl')}
          </div>
          <div role="columnheader" className="right">
            {t('record.tax')}
          </div>
        </div>
        {form.lines.map((row, index) => (
          <LineRow
            key={row.key}
            line={row}
            index={index}
            last={index === form.lines.length - 1}
            current={index === at && !isEmptyLine(row)}
            side={form.priceSide}
            view={view.rows[index] ?? noView}
            issues={issuesOfLine(view.shown, index)}
            onUse={setCurrent}
          />
        ))}
        {wholeTable.length > 0 && (
          <p className="line-faults">
            {wholeTable.map(({ code, params }) => coded('issue', code, params)).join(' ')}
          </p>
        )}
      </div>
      {line !== undefined && !isEmptyLine(line) && (
        <div className="line-strip">
          <span className="quiet">{t('record.line-number', { number: at + 1 })}</span>
          <label htmlFor="line-tax-code">{t('record.tax-code')}</label>
          <input
            id="line-tax-code"
            className={
              view.shown.some(({ path }) => path === `lines.${at}.taxCode`)
                ? 'text-field text-field-wrong'
                : 'text-field'
            }
            value={line.taxCode}
            inputMode="numeric"
            autoComplete="off"
            placeholder={t('record.tax-code-placeholder')}
            onChange={(event) =>
              change({ do: 'line', index: at, field: 'taxCode', text: event.target.value.trim() })
            }
            onBlur={() => change({ do: 'left', path: `lines.${at}.taxCode` })}
          />
          <span className="spread" />
          <button
            type="button"
            className="link"
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onClick={discount}
          >
            {line.discount === undefined ? t('record.add-discount') : t('record.drop-discount')}{' '}
            <KeyHint keys="Ctrl D" />
          </button>
          <button
            type="button"
            className="link"
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onClick={remove}
          >
            {t('record.remove-line')} <KeyHint keys="Ctrl Del" />
          </button>
        </div>
      )}
    </section>
  )
}

const issuesOfLine = (shown: readonly FieldIssue[], index: number): readonly FieldIssue[] => {
  const own = shown.filter(({ path }) => path.startsWith(`lines.${index}.`))
  return own.length === 0 ? noIssues : own
}
