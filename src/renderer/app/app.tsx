// The window: settings first, because they decide language and theme, then the frame with the page in it.
import { useOperation } from '../api/use-operation.ts'
import { ErrorState } from '../components/query-states.tsx'
import type { Locale } from '../../shared/i18n.ts'
import { Appearance } from '../theme/appearance.tsx'
import { Layout } from './layout.tsx'
import { LanguageProvider } from './language.tsx'
import { defaultSettings, SettingsProvider } from './settings-context.tsx'

const systemLocale = (): Locale => (navigator.language.startsWith('zh') ? 'zh-CN' : 'en')

export const App = () => {
  const { data, error, isError, refetch } = useOperation('settings.get', {})
  const settings = data ?? { ...defaultSettings, locale: systemLocale() }
  if (data === undefined && !isError) return null
  return (
    <LanguageProvider locale={settings.locale}>
      <SettingsProvider settings={settings}>
        <Appearance locale={settings.locale} theme={settings.theme} largeText={settings.largeText}>
          {data === undefined ? (
            <main className="lonely-error">
              <ErrorState error={error} retry={() => void refetch()} />
            </main>
          ) : (
            <Layout />
          )}
        </Appearance>
      </SettingsProvider>
    </LanguageProvider>
  )
}
