// Gives antd and our CSS the look the settings ask for: theme, language pack, nonce, large text.
import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { type ReactNode, useLayoutEffect, useMemo } from 'react'
import type { Locale } from '../../shared/i18n.ts'
import { useMedia } from '../state/use-media.ts'
import { antdThemeFor } from './antd-theme.ts'
import { applyTokens, type ThemeName } from './tokens.ts'

interface Props {
  readonly locale: Locale
  readonly theme: 'system' | ThemeName
  readonly largeText: boolean
  readonly children: ReactNode
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content

export const Appearance = ({ locale, theme, largeText, children }: Props) => {
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  const lessMotion = useMedia('(prefers-reduced-motion: reduce)')
  const name: ThemeName = theme === 'system' ? (systemDark ? 'dark' : 'light') : theme
  const antd = useMemo(() => antdThemeFor(name, !lessMotion), [name, lessMotion])
  useLayoutEffect(() => {
    const root = document.documentElement
    applyTokens(name, root)
    root.lang = locale
    root.dataset['large'] = String(largeText)
    dayjs.locale(locale === 'zh-CN' ? 'zh-cn' : 'en')
  }, [name, locale, largeText])
  return (
    <ConfigProvider
      locale={locale === 'zh-CN' ? zhCN : enUS}
      theme={antd}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
    >
      {children}
    </ConfigProvider>
  )
}
