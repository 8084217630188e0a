// State of the screen that no page owns: which overlays are open.
import { create } from 'zustand'

interface Screen {
  readonly paletteOpen: boolean
  readonly keysOpen: boolean
}

export const useScreen = create<Screen>(() => ({ paletteOpen: false, keysOpen: false }))

export const openPalette = (): void => useScreen.setState({ paletteOpen: true })
export const closePalette = (): void => useScreen.setState({ paletteOpen: false })
export const showKeys = (open: boolean): void => useScreen.setState({ keysOpen: open })
