// The draft of the open form: fetched once when the window opens, saved half a second after the last key, so that a
// reload or a crash costs nothing.
import { useEffect, useState } from 'react'
import { call } from '../../api/client.ts'
import { draftContent, formFromDraft, formFromSale } from './sale-form-content.ts'
import { emptySaleForm, isEmptyForm } from './sale-form.ts'
import { draftSaved, openForm, useSaleForm } from './sale-form-store.ts'

const restMs = 500

interface Wanted {
  readonly today: string
  readonly rate: string
  /** The rejected sale to correct, when the page was opened for one. */
  readonly corrects: string | undefined
}

/** Opens the form the page is for: the one left open, the stored draft, a sale to correct, or a fresh one. */
export const useOpenedForm = ({
  today,
  rate,
  corrects,
}: Wanted): { readonly ready: boolean; readonly error: unknown } => {
  const restored = useSaleForm((open) => open.restored)
  const correcting = useSaleForm((open) => open.corrects)
  const [error, setError] = useState<unknown>(undefined)
  const ready = restored && correcting === corrects
  useEffect(() => {
    if (ready) return
    let gone = false
    const open = async (): Promise<void> => {
      if (corrects !== undefined) {
        const sale = await call('sale.get', { id: corrects })
        if (!gone) openForm(formFromSale(sale, sale.saleDate, rate), { corrects })
        return
      }
      const { draft } = await call('draft.get', {})
      if (gone) return
      const form = draft === undefined ? undefined : formFromDraft(draft.content, rate)
      if (draft === undefined || form === undefined) openForm(emptySaleForm(today, rate))
      else openForm(form, { draftId: draft.id, savedAt: draft.savedAt })
    }
    open().catch((problem: unknown) => {
      if (gone) return
      setError(problem)
      if (corrects === undefined) openForm(emptySaleForm(today, rate))
    })
    return () => {
      gone = true
    }
  }, [ready, corrects, rate, today])
  return { ready, error }
}

/** Saves what was typed. A form opened to correct a sale is not a draft of a new one and is not saved. */
export const useDraftAutosave = (ready: boolean): { readonly failed: boolean } => {
  const form = useSaleForm((open) => open.form)
  const draftId = useSaleForm((open) => open.draftId)
  const corrects = useSaleForm((open) => open.corrects)
  const [failed, setFailed] = useState(false)
  const [stored, setStored] = useState<unknown>(undefined)
  useEffect(() => {
    if (!ready || corrects !== undefined || form === stored) return
    if (stored === undefined) {
      setStored(form)
      return
    }
    const timer = setTimeout(() => {
      const saving = isEmptyForm(form)
        ? call('draft.discard', { id: draftId }).then(() => undefined)
        : call('draft.save', { id: draftId, content: draftContent(form) }).then(({ savedAt }) =>
            draftSaved(draftId, savedAt),
          )
      saving.then(
        () => setFailed(false),
        () => setFailed(!isEmptyForm(form)),
      )
      setStored(form)
    }, restMs)
    return () => clearTimeout(timer)
  }, [form, draftId, ready, corrects, stored])
  return { failed }
}
