// Keys of the app. Single letters are off inside inputs and while an input method composes; Ctrl keys work everywhere.
// While a dialog is open only its own keys count.
import { useHotkeys } from 'react-hotkeys-hook'

interface KeyOptions {
  readonly enabled?: boolean
  /** Also while a dialog or the palette is open. */
  readonly inDialog?: boolean
}

/** Where single letters are text. */
export const typing = 'input, textarea, select, [contenteditable="true"], [role="combobox"]'

/**
 * Acts on a key such as `n`, `mod+k` (Ctrl, ⌘ on macOS), `g>o` (one after the other), `up`, `enter`, `f8`.
 * Several are separated by commas.
 */
export const useKey = (
  keys: string,
  act: (event: KeyboardEvent) => void,
  { enabled = true, inDialog = false }: KeyOptions = {},
): void => {
  const everywhere = keys.includes('mod+') || /^f\d/.test(keys)
  // Signs such as ? and / sit on different keys of different keyboards: what is written counts, not which key it was.
  const written = keys === '?' || keys === '/'
  useHotkeys(
    keys,
    (event) => {
      if (event.isComposing || event.keyCode === 229) return
      if (!inDialog && document.querySelector('dialog[open]') !== null) return
      if (!everywhere && event.target instanceof Element && event.target.matches(typing)) return
      event.preventDefault()
      act(event)
    },
    {
      enabled,
      enableOnFormTags: everywhere,
      enableOnContentEditable: everywhere,
      sequenceTimeoutMs: 1200,
      useKey: written,
    },
    [act, enabled, inDialog, everywhere],
  )
}
