// A dialog on the browser's own <dialog>: focus is kept inside, Esc closes, and no style is injected at run time.
// Its mask leaves the state bar in sight. The first thing that can take focus has it, so the harmless button comes first.
import { type ReactNode, useEffect, useId, useRef } from 'react'

interface Props {
  readonly open: boolean
  readonly title: ReactNode
  readonly onClose: () => void
  /** Buttons; the verb of the act on the primary one. */
  readonly actions: ReactNode
  readonly width?: number
  readonly children?: ReactNode
}

export const Dialog = ({ open, title, onClose, actions, width = 440, children }: Props) => {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = element.current
    if (!open || dialog === null) return
    dialog.showModal()
    return () => dialog.close()
  }, [open])
  if (!open) return null
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      style={{ width }}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={titleId} className="dialog-title">
        {title}
      </h2>
      <div className="dialog-body">{children}</div>
      <footer className="dialog-actions">{actions}</footer>
    </dialog>
  )
}
