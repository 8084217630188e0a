// A text field with suggestions from memory below it: ↑↓ choose, Enter takes, Esc closes, typing on keeps what is typed.
// The list stands in the browser's top layer, so no table or scroll edge cuts it off.
import {
  type InputHTMLAttributes,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'

import { useT } from '../../app/language.tsx'
import { focusNext } from './form-focus.ts'

interface Props<T> extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'onSelect' | 'value'> {
  readonly value: string
  readonly options: readonly T[]
  /** The options belong to what is typed now, not to the letters before. */
  readonly settled: boolean
  readonly optionKey: (option: T) => string
  readonly renderOption: (option: T) => ReactNode
  readonly listLabel: string
  readonly listWidth?: number
  readonly onText: (text: string) => void
  readonly onChoose: (option: T) => void
  /** Asks for suggestions only while the field is used. */
  readonly onUse: (used: boolean) => void
}

export const SuggestInput = <T,>(props: Props<T>) => {
  const {
    value,
    options,
    settled,
    optionKey,
    renderOption,
    listLabel,
    listWidth,
    onText,
    onChoose,
    onUse,
    ...rest
  } = props
  const t = useT()
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const awaited = useRef(false)
  const id = useId()
  const shown = open && options.length > 0
  const current = Math.min(active, options.length - 1)

  useEffect(() => {
    const element = list.current
    const field = input.current
    if (!shown || element === null || field === null) return
    const box = field.getBoundingClientRect()
    const zoom = Number(getComputedStyle(field).getPropertyValue('--zoom')) || 1
    element.showPopover()
    const below = window.innerHeight - box.bottom
    const height = element.offsetHeight * zoom
    element.style.left = `${box.left / zoom}px`
    element.style.top = `${(below < height + 8 && box.top > height ? box.top - height - 2 : box.bottom + 2) / zoom}px`
  }, [shown, options.length])

  const close = (): void => {
    setOpen(false)
    setActive(0)
  }
  // Enter pressed before the suggestions came: they are waited for, so that fast fingers get what they would have seen.
  useEffect(() => {
    if (!awaited.current || !settled) return
    awaited.current = false
    const option = options[0]
    const field = input.current
    setOpen(false)
    if (option !== undefined) onChoose(option)
    else if (field !== null && field.form !== null) focusNext(field.form, field)
  }, [settled, options, onChoose])
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && open && !settled && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      event.stopPropagation()
      awaited.current = true
      return
    }
    if (event.key === 'ArrowDown' && !shown) {
      setOpen(true)
      event.preventDefault()
    } else if (!shown) {
      return
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setActive((current + (event.key === 'ArrowDown' ? 1 : options.length - 1)) % options.length)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      const option = options[current]
      if (option === undefined) return
      event.preventDefault()
      event.stopPropagation()
      close()
      onChoose(option)
    }
  }
  return (
    <>
      <input
        {...rest}
        ref={input}
        value={value}
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(shown ? { 'aria-activedescendant': `${id}-${current}` } : {})}
        autoComplete="off"
        onChange={(event) => {
          onText(event.target.value)
          setOpen(event.target.value.trim() !== '')
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          onUse(true)
          event.target.select()
        }}
        onBlur={(event) => {
          awaited.current = false
          close()
          onUse(false)
          rest.onBlur?.(event)
        }}
      />
      {shown && (
        <ul
          ref={list}
          id={`${id}-list`}
          popover="manual"
          role="listbox"
          aria-label={listLabel}
          className="suggestions"
          style={listWidth === undefined ? undefined : { width: listWidth }}
        >
          {options.map((option, index) => (
            <li
              key={optionKey(option)}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              className={index === current ? 'suggestion suggestion-current' : 'suggestion'}
              onPointerDown={(event) => {
                event.preventDefault()
                close()
                onChoose(option)
              }}
            >
              {renderOption(option)}
            </li>
          ))}
          <li role="presentation" className="suggestion-keys">
            {t('record.suggestion-keys')}
          </li>
        </ul>
      )}
    </>
  )
}
