// The key of an action, as a small bordered cap. macOS shows ⌘ for Ctrl.

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** `Ctrl K` on this system. */
export const keyName = (keys: string): string => (isMac ? keys.replace(/Ctrl ?/, '⌘') : keys)

export const KeyHint = ({ keys }: { readonly keys: string }) => (
  <kbd className="key-hint">{keyName(keys)}</kbd>
)
