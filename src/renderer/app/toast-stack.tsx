// What has just been done, bottom left of the content, inverted, with the way back. A toast under the pointer stays.
import { useEffect, useState } from 'react'
import { Glyph } from '../components/glyphs.tsx'
import { KeyHint } from '../components/key-hint.tsx'
import { dropToast, toastSeconds, useToasts, type Toast } from '../state/toasts.ts'
import { useLanguage } from './language.tsx'

export const ToastStack = () => {
  const shown = useToasts((toasts) => toasts.shown)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <ToastView key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

const ToastView = ({ toast }: { readonly toast: Toast }) => {
  const { t, coded } = useLanguage()
  const [held, setHeld] = useState(false)
  const [left, setLeft] = useState(toastSeconds)
  useEffect(() => {
    if (held) return
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000)
    return () => clearInterval(timer)
  }, [held])
  useEffect(() => {
    if (left <= 0) dropToast(toast.id)
  }, [left, toast.id])
  const { error, undo } = toast
  return (
    <div
      className={error === undefined ? 'toast' : 'toast toast-error'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <Glyph name={error === undefined ? 'tick' : 'cross'} />
      <span>{error === undefined ? toast.text : coded('error', error.code, error.params)}</span>
      {undo !== undefined && (
        <button
          type="button"
          className="toast-undo"
          onClick={() => {
            undo()
            dropToast(toast.id)
          }}
        >
          {t('common.undo')}
        </button>
      )}
      {undo !== undefined && <KeyHint keys="Ctrl Z" />}
      <span className="toast-left">{t('common.seconds', { count: left })}</span>
    </div>
  )
}
