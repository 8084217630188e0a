// Record a sale: form, course and checks beside it, faults counted at the foot. Ctrl Enter records, F8 jumps to the next
// fault, Enter goes from field to field; three lines take no mouse.
import { History, Printer, TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { Output } from '../../../shared/contract/api.ts'
import { fen, yuanText } from '../../../shared/domain/money.ts'
import { ratesOffered } from '../../../shared/domain/rules.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { useHealth } from '../../app/use-health.ts'
import { useKey } from '../../app/use-key.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { todayInShanghai } from '../../components/date-text.tsx'
import { Icon } from '../../components/icon.tsx'
import { KeyHint } from '../../components/key-hint.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ErrorState, LoadingRows } from '../../components/query-states.tsx'
import { Tag } from '../../components/tag.tsx'
import { useSettled } from '../../state/use-settled.ts'
import { printWhenOpen } from '../sale/print-request.ts'
import { BuyerFields } from './buyer-fields.tsx'
import { ChecksList, CustomerKnown } from './checks-list.tsx'
import { CourseOfSale } from './course-of-sale.tsx'
import { focusField, focusNext } from './form-focus.ts'
import { LinesTable } from './lines-table.tsx'
import './record.css'
import { formFromSale } from './sale-form-content.ts'
import { isEmptyForm } from './sale-form.ts'
import { openForm, useSaleForm } from './sale-form-store.ts'
import { viewSaleForm, type SaleFormView } from './sale-form-view.ts'
import { SaleTotals } from './sale-totals.tsx'
import { useDraftAutosave, useOpenedForm } from './use-draft.ts'
import { useSaveSale } from './use-save-sale.ts'

export const RecordPage = ({ corrects }: { readonly corrects?: string }) => {
  const { data: book, error, isError, refetch } = useOperation('book.get', {})
  if (book !== undefined) return <OpenRecordPage key={corrects ?? ''} book={book} corrects={corrects} />
  return (
    <main className="page page-padded">
      {isError ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingRows rows={12} />}
    </main>
  )
}

interface Props {
  readonly book: Output<'book.get'>
  readonly corrects: string | undefined
}

const OpenRecordPage = ({ book, corrects }: Props) => {
  const { t } = useLanguage()
  const [, go] = useLocation()
  const today = todayInShanghai()
  const rate = ratesOffered(today, book.taxpayer)[0]?.rate ?? '0.13'
  const { ready, error } = useOpenedForm({ today, rate, corrects })
  const { failed } = useDraftAutosave(ready)
  const form = useSaleForm((open) => open.form)
  const savedAt = useSaleForm((open) => open.savedAt)
  const view = viewSaleForm(form, { taxId: book.taxId, taxpayer: book.taxpayer, today })
  const asked = useSettled(`${form.buyer.name.trim()}\n${form.buyer.taxId.trim()}\n${view.total}`, 300)
  const { data: known } = useOperation('sale.check', checkInput(asked))
  const { data: health } = useHealth()
  const { data: last } = useOperation('sale.last', {})
  const body = useRef<HTMLFormElement>(null)
  const { save, saving } = useSaveSale({ view, today, rate, body })

  const record = useCallback(() => void save(), [save])
  const recordAndPrint = useCallback(() => {
    void save().then((id) => {
      if (id === undefined) return
      printWhenOpen(id)
      go(`/sale/${id}`)
    })
  }, [save, go])
  const nextFault = useCallback(() => jumpToFault(view, body.current), [view])
  useKey('mod+enter', record)
  useKey('mod+p', recordAndPrint)
  useKey('f8', nextFault)
  useEffect(() => {
    if (ready) focusField('buyer.name')
  }, [ready])

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key === 'Escape' && event.target instanceof HTMLElement) return event.target.blur()
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
    if (
      event.target instanceof HTMLButtonElement ||
      body.current === null ||
      !(event.target instanceof Element)
    )
      return
    event.preventDefault()
    focusNext(body.current, event.target)
  }
  const fault = view.shown[0]
  const lastSale = last?.sale
  return (
    <main className="page record">
      <PageHead
        title={corrects === undefined ? t('record.title') : t('record.title-correct')}
        note={
          <>
            {corrects === undefined &&
              known !== undefined &&
              t('record.slip', { number: known.nextSlipNumber })}
            {corrects !== undefined && t('record.correct-note')}{' '}
            <Tag tone="och">{t('common.not-invoice')}</Tag>
          </>
        }
      >
        <span className={failed ? 'record-saved record-unsaved' : 'record-saved'} role="status">
          {failed
            ? t('record.draft-failed')
            : savedAt !== undefined &&
              !isEmptyForm(form) &&
              t('record.draft-saved', { time: savedAt.slice(11, 19) })}
        </span>
        {corrects === undefined && (
          <ActionButton
            plain
            icon={History}
            disabled={lastSale === undefined}
            onClick={() => lastSale !== undefined && openForm(formFromSale(lastSale, today, rate))}
          >
            {t('record.use-last')}
          </ActionButton>
        )}
      </PageHead>
      {error !== undefined && (
        <div className="record-error">
          <ErrorState error={error} />
        </div>
      )}
      <div className="record-split">
        <form
          ref={body}
          className="record-form"
          onKeyDown={onKeyDown}
          onSubmit={(event) => event.preventDefault()}
          noValidate
        >
          <BuyerFields
            form={form}
            shown={view.shown}
            warnings={view.warnings}
            known={known?.customer?.invoices}
          />
          <LinesTable form={form} view={view} />
          <SaleTotals form={form} view={view} />
        </form>
        <aside className="record-side">
          <CourseOfSale health={health} slipNumber={known?.nextSlipNumber} position={known?.queuePosition} />
          <ChecksList form={form} view={view} known={known} today={today} />
          <CustomerKnown name={form.buyer.name} known={known} />
        </aside>
      </div>
      <footer className="record-foot">
        <span className="record-faults" role="status">
          {fault !== undefined && (
            <>
              <Icon of={TriangleAlert} />
              {t('record.faults', { count: view.shown.length })}
              <button type="button" className="link" onClick={nextFault}>
                {t('record.jump')}
              </button>
              <KeyHint keys="F8" />
            </>
          )}
        </span>
        <span className="spread" />
        {corrects === undefined && (
          <ActionButton icon={Printer} keys="Ctrl P" disabled={saving} onClick={recordAndPrint}>
            {t('record.save-and-print')}
          </ActionButton>
        )}
        <ActionButton primary keys="Ctrl Enter" loading={saving} onClick={record}>
          {corrects === undefined ? t('record.save') : t('record.save-correction')}
        </ActionButton>
      </footer>
    </main>
  )
}

const checkInput = (asked: string) => {
  const [name = '', taxId = '', total = '0'] = asked.split('\n')
  return {
    ...(name === '' ? {} : { buyerName: name }),
    ...(taxId === '' ? {} : { buyerTaxId: taxId }),
    ...(total === '0' ? {} : { total: yuanText(fen(Number(total))) }),
  }
}

/** To the fault after the field the cursor is in, round to the first. */
const jumpToFault = (view: SaleFormView, form: HTMLElement | null): void => {
  if (form === null || view.shown.length === 0) return
  const here =
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset['path'] : undefined
  const at = view.shown.findIndex(({ path }) => path === here)
  const next = view.shown[(at + 1) % view.shown.length]
  if (next !== undefined) focusField(next.path, form)
}
