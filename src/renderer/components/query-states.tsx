// What stands in place of content: nothing yet, nothing at all, or what went wrong. A failed part never blanks the page.
import { type ReactNode, useEffect, useState } from 'react'
import { callErrorData } from '../api/call-error.ts'
import { useLanguage } from '../app/language.tsx'

/** One sentence why it is empty, and one action. No picture. */
export const EmptyState = ({
  children,
  action,
}: {
  readonly children: ReactNode
  readonly action?: ReactNode
}) => (
  <div className="empty-state">
    <p>{children}</p>
    {action}
  </div>
)

/** Nothing for 150 ms, then grey bars at true row height. */
export const LoadingRows = ({
  rows = 6,
  height = 32,
}: {
  readonly rows?: number
  readonly height?: number
}) => {
  const { t } = useLanguage()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <div className="loading-rows" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="loading-row" style={{ height }}>
          <span style={{ width: `${38 + ((row * 23) % 46)}%` }} />
        </div>
      ))}
    </div>
  )
}

/** Red heading, cause, try again; code and correlation id behind 详情, to copy. */
export const ErrorState = ({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) => {
  const { t, coded } = useLanguage()
  const [open, setOpen] = useState(false)
  const { code, params, correlationId } = callErrorData(error)
  const details = [code, correlationId].filter((part) => part !== undefined).join(' · ')
  return (
    <div className="error-state" role="alert">
      <p className="error-state-title">{t('common.not-read')}</p>
      <p className="small second">{coded('error', code, params)}</p>
      <p className="error-state-actions">
        {retry !== undefined && (
          <button type="button" className="link" onClick={retry}>
            {t('common.retry')}
          </button>
        )}
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('common.details')}
        </button>
      </p>
      {open && (
        <p className="error-state-details">
          <code>{details}</code>
          <button type="button" className="link" onClick={() => void navigator.clipboard.writeText(details)}>
            {t('common.copy')}
          </button>
        </p>
      )}
    </div>
  )
}

interface Answer<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isError: boolean
  refetch(): unknown
}

interface AnswerProps<T> {
  readonly of: Answer<T>
  readonly rows?: number
  readonly children: (data: T) => ReactNode
}

/** Shows an answer: its content when there is any (old rows stay during refresh), else bars or the error. */
export const Answered = <T,>({ of, rows, children }: AnswerProps<T>) => {
  if (of.data !== undefined) return children(of.data)
  if (of.isError) return <ErrorState error={of.error} retry={() => void of.refetch()} />
  return <LoadingRows {...(rows === undefined ? {} : { rows })} />
}
