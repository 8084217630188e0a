// A labelled field: the label at the left, faults under it with what can be done about them.
import type { ReactNode } from 'react'
import type { FieldIssue } from '../../../shared/errors.ts'
import { useLanguage } from '../../app/language.tsx'

interface Props {
  readonly label: string
  /** id of the control. */
  readonly htmlFor: string
  readonly issues?: readonly FieldIssue[]
  /** Grey words under the field while nothing is wrong. */
  readonly hint?: ReactNode
  /** One-click fixes beside the faults. */
  readonly fixes?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

export const FormField = ({ label, htmlFor, issues = [], hint, fixes, wide = false, children }: Props) => {
  const { coded } = useLanguage()
  const wrong = issues.length > 0
  return (
    <div className={`form-field${wide ? ' form-field-wide' : ''}${wrong ? ' form-field-wrong' : ''}`}>
      <label htmlFor={htmlFor}>{label}</label>
      <div className="form-field-control">
        {children}
        <div className="form-field-words" aria-live="polite">
          {issues.map(({ path, code, params }) => (
            <p key={`${path} ${code}`} className="form-field-fault">
              {coded('issue', code, params)}
            </p>
          ))}
          {fixes}
          {!wrong && hint !== undefined && hint !== false && <p className="form-field-hint">{hint}</p>}
        </div>
      </div>
    </div>
  )
}
