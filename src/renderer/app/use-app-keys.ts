// Keys that work on every page: where to go, undo, the palette, the list of keys. `G` and a letter go to a page.
import { useLocation } from 'wouter'
import { openPalette, showKeys } from '../state/screen.ts'
import { undoNewest } from '../state/toasts.ts'
import { useKey } from './use-key.ts'

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
}
