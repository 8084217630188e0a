// Language, theme, large text, how credits are written: saved at once, with the way back in the toast.
import { Segmented, Switch } from 'antd'
import type { ReactNode } from 'react'
import type { Input } from '../../../shared/contract/api.ts'
import { useCommand } from '../../api/use-operation.ts'
import { languageFor, useLanguage } from '../../app/language.tsx'
import { useSettings, type Settings } from '../../app/settings-context.tsx'
import { Section } from '../../components/section.tsx'
import { toast } from '../../state/toasts.ts'

type Change = Input<'settings.set'>

export const LookForm = () => {
  const { t } = useLanguage()
  const settings = useSettings()
  const set = useCommand('settings.set')
  const change = (wish: Change, back: Change): void => {
    void set.run(wish).then((done) => {
      // Said in the language chosen, which the page will have by then.
      if (done !== undefined) toast(languageFor(done.locale).t('common.saved'), () => void set.run(back))
    })
  }
  return (
    <Section title={t('settings.look')}>
      <div className="look-form">
        <Row name={t('settings.language')}>
          <Segmented<Settings['locale']>
            value={settings.locale}
            options={[
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(locale) => change({ locale }, { locale: settings.locale })}
          />
        </Row>
        <Row name={t('settings.theme')}>
          <Segmented<Settings['theme']>
            value={settings.theme}
            options={[
              { value: 'system', label: t('settings.theme-system') },
              { value: 'light', label: t('settings.theme-light') },
              { value: 'dark', label: t('settings.theme-dark') },
            ]}
            onChange={(theme) => change({ theme }, { theme: settings.theme })}
          />
        </Row>
        <Row name={t('settings.negative')}>
          <Segmented<Settings['negativeStyle']>
            value={settings.negativeStyle}
            options={[
              { value: 'minus', label: '−5,535.10' },
              { value: 'parentheses', label: '(5,535.10)' },
            ]}
            onChange={(negativeStyle) => change({ negativeStyle }, { negativeStyle: settings.negativeStyle })}
          />
        </Row>
        <Row name={t('settings.large-text')}>
          <span className="small quiet">{t('settings.large-text-note')}</span>{' '}
          <Switch
            size="small"
            checked={settings.largeText}
            aria-label={t('settings.large-text')}
            onChange={(largeText) => change({ largeText }, { largeText: settings.largeText })}
          />
        </Row>
      </div>
    </Section>
  )
}

const Row = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="look-row">
    <span>{name}</span>
    <span>{children}</span>
  </div>
)
