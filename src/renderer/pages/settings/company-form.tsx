// The company the book belongs to. A field is saved when it is left; the toast takes it back. What the channel still needs is
// said at the field.
import { Input, Segmented } from 'antd'
import { useId, useState } from 'react'
import type { Input as OperationInput, Output } from '../../../shared/contract/api.ts'
import { callErrorData } from '../../api/call-error.ts'
import { useCommand } from '../../api/use-operation.ts'
import { useLanguage } from '../../app/language.tsx'
import { Glyph } from '../../components/glyphs.tsx'
import { Section } from '../../components/section.tsx'
import { toast, toastError } from '../../state/toasts.ts'

type Book = Output<'book.get'>
type TextField = 'name' | 'taxId' | 'address' | 'phone' | 'bank' | 'account' | 'clerk'

const fields: readonly TextField[] = ['name', 'taxId', 'address', 'phone', 'bank', 'account', 'clerk']

export const CompanyForm = ({ book }: { readonly book: Book }) => {
  const { t, coded } = useLanguage()
  const update = useCommand('book.update')
  const [fault, setFault] = useState<{ readonly field: string; readonly code: string } | undefined>()

  const save = (field: TextField | 'taxpayer', value: string, before: string): void => {
    const change = { [field]: value } as OperationInput<'book.update'>
    setFault(undefined)
    update
      .runOrThrow(change)
      .then(() =>
        toast(t('settings.saved-field', { field: coded('field', field) }), () => {
          const back = { [field]: before } as OperationInput<'book.update'>
          void update.run(back).then((done) => {
            if (done !== undefined) toast(t('settings.undone', { field: coded('field', field) }))
          })
        }),
      )
      .catch((error: unknown) => {
        const issue = callErrorData(error).issues?.[0]
        if (issue === undefined) toastError(error)
        else setFault({ field, code: issue.code })
      })
  }

  const { missingForIssue } = book
  return (
    <Section
      title={t('settings.company')}
      note={t('settings.company-note')}
      aside={
        missingForIssue.length === 0 ? (
          <span className="fact-good">
            <Glyph name="tick" tone="grn" /> {t('settings.complete')}
          </span>
        ) : (
          <span className="och">
            {t('settings.missing', {
              fields: missingForIssue.map((field) => coded('field', field)).join(t('settings.comma')),
            })}
          </span>
        )
      }
    >
      <div className="settings-form">
        {fields.map((field) => (
          <TextLine
            key={`${field} ${book[field] ?? ''}`}
            name={coded('field', field)}
            value={book[field] ?? ''}
            missing={missingForIssue.includes(field)}
            fault={fault?.field === field ? coded('issue', fault.code) : undefined}
            save={(value) => save(field, value, book[field] ?? '')}
          />
        ))}
        <span className="settings-label">{coded('field', 'taxpayer')}</span>
        <Segmented
          value={book.taxpayer}
          options={[
            { value: 'general', label: t('settings.general') },
            { value: 'small', label: t('settings.small') },
          ]}
          onChange={(value) => save('taxpayer', value, book.taxpayer)}
        />
      </div>
    </Section>
  )
}

interface LineProps {
  readonly name: string
  readonly value: string
  readonly missing: boolean
  readonly fault: string | undefined
  readonly save: (value: string) => void
}

const TextLine = ({ name, value, missing, fault, save }: LineProps) => {
  const { t } = useLanguage()
  const id = useId()
  const [typed, setTyped] = useState(value)
  const done = (): void => {
    if (typed.trim() !== value) save(typed.trim())
  }
  return (
    <>
      <label className="settings-label" htmlFor={id}>
        {name}
      </label>
      <div>
        <Input
          id={id}
          value={typed}
          status={fault !== undefined ? 'error' : missing ? 'warning' : ''}
          aria-describedby={missing || fault !== undefined ? `${id}-note` : undefined}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={done}
          onPressEnter={done}
        />
        {(fault !== undefined || missing) && (
          <p id={`${id}-note`} className={fault === undefined ? 'small och' : 'small settings-fault'}>
            {fault ?? t('settings.missing-one')}
          </p>
        )}
      </div>
    </>
  )
}
