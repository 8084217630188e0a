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

interface Props<T> extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'onSelect' | 'value'> {
  readonly value: string
  readonly options: readonly T[]
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
  const { value, options, optionKey, renderOption, listLabel, listWidth, onText, onChoose, onUse, ...rest } =
    props
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
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
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
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
        </ul>
      )}
    </>
  )
}
