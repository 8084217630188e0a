// Keys of a list: rows, screens, ends; peek, open, select. Off while something is typed, composed or asked in a dialog;
// Enter and Space belong to a button that has the focus.
import { useEffect, useRef } from 'react'

export interface ListKeys {
  move(rows: number, extend: boolean): void
  toEnd(which: 'first' | 'last', extend: boolean): void
  screen(direction: 1 | -1, extend: boolean): void
  peek?(): void
  open(): void
  select?(extend: boolean): void
  selectAll?(): void
  copy?(): boolean
  /** True when there was something to leave. */
  back?(): boolean
}

const typing = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]'

export const useListKeys = (keys: ListKeys): void => {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented || event.altKey) return
      if (document.querySelector('dialog[open]') !== null) return
      const { target } = event
      if (target instanceof Element && target.matches(typing)) return
      const onControl = target instanceof Element && target.closest('button, a, input, [role="tab"]') !== null
      if (act(event, latest.current, onControl)) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Does what the key says; true when it meant something here. */
const act = (event: KeyboardEvent, keys: ListKeys, onControl: boolean): boolean => {
  const control = event.ctrlKey || event.metaKey
  const { shiftKey: extend } = event
  if (control) {
    if (event.key === 'a' && keys.selectAll !== undefined) keys.selectAll()
    else if (event.key === 'c' && keys.copy !== undefined) return keys.copy()
    else if (event.key === 'Home') keys.toEnd('first', extend)
    else if (event.key === 'End') keys.toEnd('last', extend)
    else return false
    return true
  }
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      keys.move(1, extend && event.key.startsWith('Arrow'))
      return true
    case 'ArrowUp':
    case 'k':
    case 'K':
      keys.move(-1, extend && event.key.startsWith('Arrow'))
      return true
    case 'PageDown':
      keys.screen(1, extend)
      return true
    case 'PageUp':
      keys.screen(-1, extend)
      return true
    case 'Home':
      keys.toEnd('first', extend)
      return true
    case 'End':
      keys.toEnd('last', extend)
      return true
    case 'x':
    case 'X':
      keys.select?.(extend)
      return keys.select !== undefined
    case ' ':
      if (onControl || keys.peek === undefined) return false
      keys.peek()
      return true
    case 'Enter':
      if (onControl) return false
      keys.open()
      return true
    case 'Escape':
      return keys.back?.() ?? false
    default:
      return false
  }
}
