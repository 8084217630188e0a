// Recording the open form. Nothing is sent while a fault is shown; what the core refuses stands at the fields.
import { type RefObject, useCallback, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { call } from '../../api/client.ts'
import { CallError, callErrorData } from '../../api/call-error.ts'
import { useLanguage } from '../../app/language.tsx'
import { toast, toastError } from '../../state/toasts.ts'
import { focusField } from './form-focus.ts'
import { emptySaleForm } from './sale-form.ts'
import { change, openForm, useSaleForm } from './sale-form-store.ts'
import { refusedAtForm, saleInput, type SaleFormView } from './sale-form-view.ts'

interface Props {
  readonly view: SaleFormView
  readonly today: string
  readonly rate: string
  readonly body: RefObject<HTMLElement | null>
}

/** `save` gives the id of the recorded sale, or undefined when something is still wrong. */
export const useSaveSale = ({ view, today, rate, body }: Props) => {
  const { t } = useLanguage()
  const [, go] = useLocation()
  const [saving, setSaving] = useState(false)
  const busy = useRef(false)

  const save = useCallback(async (): Promise<string | undefined> => {
    if (busy.current) return undefined
    const { form, draftId, corrects } = useSaleForm.getState()
    const fault = view.errors[0]
    if (fault !== undefined) {
      change({ do: 'attempt' })
      requestAnimationFrame(() => body.current !== null && focusField(fault.path, body.current))
      return undefined
    }
    busy.current = true
    setSaving(true)
    try {
      const id = corrects === undefined ? await record(draftId) : await correct(corrects)
      openForm(emptySaleForm(today, rate))
      if (corrects !== undefined) go(`/sale/${corrects}`)
      requestAnimationFrame(() => focusField('buyer.name'))
      return id
    } catch (error) {
      const issues = refusedAtForm(form, callErrorData(error).issues ?? [])
      change({ do: 'attempt', refused: issues })
      if (issues.length === 0 || !(error instanceof CallError)) toastError(error)
      else requestAnimationFrame(() => focusField(issues[0]?.path ?? 'buyer.name'))
      return undefined
    } finally {
      busy.current = false
      setSaving(false)
    }

    async function record(draft: string): Promise<string | undefined> {
      const { sales } = await call('sale.record', { sales: [saleInput(form)], draftId: draft })
      const sale = sales[0]
      if (sale !== undefined) {
        toast(
          sale.state === 'held'
            ? t('record.recorded-held', { number: sale.slipNumber })
            : t('record.recorded', { number: sale.slipNumber }),
        )
      }
      return sale?.id
    }

    async function correct(saleId: string): Promise<string | undefined> {
      const { submissionId } = await call('sale.get', { id: saleId })
      const row = await call('outbox.act', { id: submissionId, action: 'correct', sale: saleInput(form) })
      toast(t('record.corrected', { number: row.slipNumber }))
      return row.saleId
    }
  }, [view, today, rate, body, t, go])

  return { save, saving }
}
