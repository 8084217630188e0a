// A number edited in place: plain text while it is typed, formatted when it is left.
import { useLayoutEffect, useRef, useState } from 'react'

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
  const field = useRef<HTMLInputElement>(null)
  const isEdited = typed !== undefined
  // Selected before the next key can come: a frame later the first digit of fast fingers would be overwritten.
  useLayoutEffect(() => {
    if (isEdited && document.activeElement === field.current) field.current?.select()
  }, [isEdited])
  return (
    <input
      ref={field}
      className={`cell-input right ${className}`}
      data-path={path}
      aria-label={label}
      aria-invalid={wrong}
      inputMode="decimal"
      autoComplete="off"
      {...(placeholder === undefined ? {} : { placeholder })}
      value={typed ?? show(text)}
      title={typed === undefined && text.length > 10 ? text : undefined}
      onFocus={() => {
        setTyped(text)
        onUse()
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
