// The open form. It outlives the page, so that looking something up does not cost what was typed; the draft row in the
// book outlives the window.
import { v7 as uuid } from 'uuid'
import { create } from 'zustand'
import { changeSaleForm, emptySaleForm, type SaleForm, type SaleFormAction } from './sale-form.ts'

interface OpenForm {
  readonly form: SaleForm
  readonly draftId: string
  /** The rejected sale this form corrects. */
  readonly corrects: string | undefined
  /** The draft of an earlier window has been looked for. */
  readonly restored: boolean
  /** ISO instant at which the book last stored the draft. */
  readonly savedAt: string | undefined
}

export const useSaleForm = create<OpenForm>(() => ({
  form: emptySaleForm('', '0.13'),
  draftId: uuid(),
  corrects: undefined,
  restored: false,
  savedAt: undefined,
}))

/** Does one thing to the form. */
export const change = (action: SaleFormAction): void =>
  useSaleForm.setState(({ form }) => ({ form: changeSaleForm(form, action) }))

/** Opens another form: a fresh one, a restored draft, or a sale to correct. */
export const openForm = (
  form: SaleForm,
  rest: { readonly draftId?: string; readonly savedAt?: string; readonly corrects?: string } = {},
): void =>
  useSaleForm.setState({
    form: changeSaleForm(form, { do: 'replace', form }),
    draftId: rest.draftId ?? uuid(),
    savedAt: rest.savedAt,
    corrects: rest.corrects,
    restored: true,
  })

export const draftSaved = (draftId: string, savedAt: string): void =>
  useSaleForm.setState((open) => (open.draftId === draftId ? { savedAt } : open))
