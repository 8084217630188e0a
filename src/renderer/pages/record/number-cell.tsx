// A number edited in place: plain text while it is typed, formatted when it is left.
import { useState } from 'react'

interface Props {
  readonly path: string
  readonly label: string
  readonly text: string
  readonly show: (text: string) => string
  readonly wrong: boolean
  readonly className?: string
  readonly placeholder?: string
  readonly onText: (text: string) => void
  readonly onUse: () => void
  readonly onLeave: () => void
}

export const NumberCell = ({
  path,
  label,
  text,
  show,
  wrong,
  className = '',
  placeholder,
  onText,
  onUse,
  onLeave,
}: Props) => {
  const [typed, setTyped] = useState<string | undefined>(undefined)
  return (
    <input
      className={`cell-input right ${className}`}
      data-path={path}
      aria-label={label}
      aria-invalid={wrong}
      inputMode="decimal"
      autoComplete="off"
      {...(placeholder === undefined ? {} : { placeholder })}
      value={typed ?? show(text)}
      title={typed === undefined && text.length > 10 ? text : undefined}
      onFocus={(event) => {
        setTyped(text)
        onUse()
        const field = event.target
        requestAnimationFrame(() => field.select())
      }}
      onChange={(event) => {
        setTyped(event.target.value)
        onText(event.target.value)
      }}
      onBlur={() => {
        setTyped(undefined)
        onLeave()
      }}
    />
  )
}
