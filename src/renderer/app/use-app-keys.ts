// Keys that work on every page: where to go, undo, the palette, the list of keys. `G` and a letter go to a page.
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { openPalette, showKeys } from '../state/screen.ts'
import { undoNewest } from '../state/toasts.ts'
import { typing, useKey } from './use-key.ts'

export const useAppKeys = (): void => {
  const [, go] = useLocation()
  useKey('mod+k', openPalette)
  useKey('n', () => go('/record'))
  useKey('i', () => go('/import'))
  useKey('g>o', () => go('/'))
  useKey('g>b', () => go('/invoices'))
  useKey('g>q', () => go('/queue'))
  useKey('g>t', () => go('/outage'))
  useKey('?', () => showKeys(true))
  // Inside a text field Ctrl Z belongs to the text.
  useKey('ctrl+z, meta+z', () => void undoNewest())
  useEffect(() => {
    document.addEventListener('keydown', leaveField)
    return () => document.removeEventListener('keydown', leaveField)
  }, [])
}

/** Esc steps out of a field, so that single letters are keys again; a list or dialog open there takes it first. */
const leaveField = (event: KeyboardEvent): void => {
  const { key, target, defaultPrevented, isComposing } = event
  if (key !== 'Escape' || defaultPrevented || isComposing) return
  if (target instanceof HTMLElement && target.matches(typing) && target.closest('dialog') === null)
    target.blur()
}
