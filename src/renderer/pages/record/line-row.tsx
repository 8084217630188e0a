// One line of a sale, edited in place, and its discount under it.
import { memo, useState } from 'react'
import type { Output } from '../../../shared/contract/api.ts'
import { yuanText } from '../../../shared/domain/money.ts'
import type { PriceSide } from '../../../shared/domain/tax.ts'
import type { FieldIssue } from '../../../shared/errors.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { amountInCell, priceText } from './cell-text.ts'
import { focusField } from './form-focus.ts'
import { NumberCell } from './number-cell.tsx'
import { RateCell } from './rate-cell.tsx'
import { isEmptyLine, type FormLine, type LineField } from './sale-form.ts'
import { change } from './sale-form-store.ts'
import type { RowView } from './sale-form-view.ts'
import { SuggestInput } from './suggest-input.tsx'

type Goods = Output<'goods.suggest'>['rows'][number]

interface Props {
  readonly line: FormLine
  readonly index: number
  readonly last: boolean
  readonly current: boolean
  readonly side: PriceSide
  readonly view: RowView
  readonly issues: readonly FieldIssue[]
  readonly onUse: (index: number) => void
}

export const LineRow = memo(({ line, index, last, current, side, view, issues, onUse }: Props) => {
  const { t, coded } = useLanguage()
  const { amounts, discount } = view
  const path = (field: LineField): string => `lines.${index}.${field}`
  const wrong = (field: LineField): boolean => issues.some((issue) => issue.path === path(field))
  const type = (field: LineField) => (text: string) => change({ do: 'line', index, field, text })
  const leave = (field: LineField) => () => {
    if (field === 'discount' || line[field] !== '') change({ do: 'left', path: path(field) })
  }
  const use = (): void => onUse(index)
  const cell = (field: LineField) => (wrong(field) ? 'line-cell line-cell-wrong' : 'line-cell')
  const sideAmount = amounts === undefined ? undefined : side === 'incl' ? amounts.total : amounts.amount
  const amountCell = (
    <div className={`${cell('amount')} line-amount`} role="cell">
      <NumberCell
        path={path('amount')}
        label={side === 'incl' ? t('record.amount-incl') : t('record.amount-excl')}
        text={line.amount !== '' || sideAmount === undefined ? line.amount : yuanText(sideAmount)}
        show={amountInCell}
        wrong={wrong('amount')}
        onText={type('amount')}
        onUse={use}
        onLeave={leave('amount')}
      />
    </div>
  )
  return (
    <>
      <div className={current ? 'line-row line-row-current' : 'line-row'} role="row">
        <div className="line-index" role="cell">
          {index + 1}
        </div>
        <div className={cell('name')} role="cell">
          <LineName line={line} index={index} last={last} wrong={wrong('name')} onUse={use} />
        </div>
        {(['spec', 'unit'] as const).map((field) => (
          <div key={field} className={cell(field)} role="cell">
            <input
              className="cell-input"
              data-path={path(field)}
              aria-label={field === 'spec' ? t('record.spec') : t('record.unit')}
              title={line[field].length > 6 ? line[field] : undefined}
              autoComplete="off"
              value={line[field]}
              onChange={(event) => type(field)(event.target.value)}
              onFocus={(event) => {
                use()
                event.target.select()
              }}
              onBlur={leave(field)}
            />
          </div>
        ))}
        <div className={cell('quantity')} role="cell">
          <NumberCell
            path={path('quantity')}
            label={t('record.quantity')}
            text={line.quantity}
            show={(text) => text}
            wrong={wrong('quantity')}
            onText={type('quantity')}
            onUse={use}
            onLeave={leave('quantity')}
          />
        </div>
        <div className={cell('unitPrice')} role="cell">
          <NumberCell
            path={path('unitPrice')}
            label={t('record.unit-price')}
            text={line.unitPrice}
            show={priceText}
            wrong={wrong('unitPrice')}
            onText={type('unitPrice')}
            onUse={use}
            onLeave={leave('unitPrice')}
          />
        </div>
        <div className={cell('rate')} role="cell">
          <RateCell
            line={line}
            path={path('rate')}
            index={index}
            quiet={last && isEmptyLine(line)}
            onUse={use}
          />
        </div>
        {side === 'incl' ? (
          amountCell
        ) : (
          <div className="line-figure line-figure-total" role="cell">
            {amounts !== undefined && <Amount yuan={yuanText(amounts.total)} weight="total" />}
          </div>
        )}
        {side === 'excl' ? (
          amountCell
        ) : (
          <div className="line-figure" role="cell">
            {amounts !== undefined && <Amount yuan={yuanText(amounts.amount)} weight="quiet" />}
          </div>
        )}
        <div className="line-figure" role="cell">
          {amounts !== undefined && <Amount yuan={yuanText(amounts.tax)} weight="quiet" />}
        </div>
      </div>
      {line.discount !== undefined && (
        <div className="line-row line-row-discount" role="row">
          <div className="line-index" role="cell" />
          <div className="line-discount" role="cell">
            <label htmlFor={`discount-${line.key}`}>{t('record.discount')}</label>
            <span className={wrong('discount') ? 'line-cell line-cell-wrong' : 'line-cell'}>
              <NumberCell
                path={path('discount')}
                label={t('record.discount')}
                text={line.discount}
                show={(text) => text}
                wrong={wrong('discount')}
                className="discount-input"
                placeholder="10%"
                onText={type('discount')}
                onUse={use}
                onLeave={leave('discount')}
              />
            </span>
            <span className="quiet small">{t('record.discount-note')}</span>
          </div>
          <div className="line-figure line-figure-total" role="cell">
            {discount !== undefined && <Amount yuan={yuanText(discount.total)} weight="plain" />}
          </div>
          <div className="line-figure" role="cell">
            {discount !== undefined && <Amount yuan={yuanText(discount.amount)} weight="regular" />}
          </div>
          <div className="line-figure" role="cell">
            {discount !== undefined && <Amount yuan={yuanText(discount.tax)} weight="regular" />}
          </div>
        </div>
      )}
      {issues.length > 0 && (
        <div className="line-faults" role="row">
          <div role="cell">
            {issues.map(({ path: at, code, params }) => (
              <span key={`${at} ${code}`}>{coded('issue', code, params)}</span>
            ))}
          </div>
        </div>
      )}
    </>
  )
})

interface NameProps {
  readonly line: FormLine
  readonly index: number
  readonly last: boolean
  readonly wrong: boolean
  readonly onUse: () => void
}

const LineName = ({ line, index, last, wrong, onUse }: NameProps) => {
  const { t } = useLanguage()
  const [used, setUsed] = useState(false)
  const { data, isPlaceholderData, isPending } = useOperation(
    'goods.suggest',
    { text: line.name.trim() },
    { enabled: used },
  )
  const choose = (goods: Goods): void => {
    change({ do: 'choose-goods', index, goods })
    requestAnimationFrame(() => focusField(`lines.${index}.quantity`))
  }
  return (
    <SuggestInput<Goods>
      className="cell-input"
      data-path={`lines.${index}.name`}
      aria-label={t('record.item')}
      aria-invalid={wrong}
      value={line.name}
      title={line.name.length > 12 ? line.name : undefined}
      placeholder={last ? t('record.item-placeholder') : ''}
      options={used ? (data?.rows ?? []) : []}
      settled={!isPlaceholderData && !isPending}
      optionKey={({ id }) => id}
      listLabel={t('record.remembered-goods')}
      listWidth={460}
      renderOption={(goods) => (
        <>
          <span className="suggestion-main cut">{goods.name}</span>
          <span className="suggestion-side cut">{goods.spec}</span>
          <span className="suggestion-side">
            {goods.unitPrice === undefined ? '' : priceText(goods.unitPrice)}
            {goods.unitPrice !== undefined && goods.unit !== undefined ? ` / ${goods.unit}` : ''}
          </span>
        </>
      )}
      onText={(text) => change({ do: 'line', index, field: 'name', text })}
      onChoose={choose}
      onUse={(inUse) => {
        setUsed(inUse)
        if (inUse) onUse()
      }}
      onBlur={() => line.name !== '' && change({ do: 'left', path: `lines.${index}.name` })}
    />
  )
}
