// The settings of the book, for components that only need to know how things are shown.
import { createContext, type ReactNode, useContext } from 'react'
import type { Output } from '../../shared/contract/api.ts'

export type Settings = Output<'settings.get'>

export const defaultSettings: Settings = {
  locale: 'zh-CN',
  theme: 'system',
  largeText: false,
  negativeStyle: 'minus',
}

const SettingsContext = createContext<Settings>(defaultSettings)

export const SettingsProvider = ({
  settings,
  children,
}: {
  readonly settings: Settings
  readonly children: ReactNode
}) => <SettingsContext value={settings}>{children}</SettingsContext>

export const useSettings = (): Settings => useContext(SettingsContext)
