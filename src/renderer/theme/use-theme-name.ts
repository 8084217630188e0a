// The theme in force, for canvases that cannot follow custom properties by themselves.
import { useSettings } from '../app/settings-context.tsx'
import { useMedia } from '../state/use-media.ts'
import type { ThemeName } from './tokens.ts'

export const useThemeName = (): ThemeName => {
  const { theme } = useSettings()
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  return theme === 'system' ? (systemDark ? 'dark' : 'light') : theme
}
