// The same tokens for antd: quiet controls 28 high, no wave, no button shadows, motion under 120 ms.
import { theme as antdTheme, type ThemeConfig } from 'antd'
import { tokens, type ThemeName } from './tokens.ts'

export const fontFamily =
  'Inter, "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", system-ui, sans-serif'

/** The antd theme for light or dark; `motion` off where the system asks for less of it. */
export const antdThemeFor = (name: ThemeName, motion: boolean): ThemeConfig => {
  const t = tokens[name]
  return {
    algorithm: name === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      motion,
      fontFamily,
      fontSize: 13,
      fontSizeSM: 12,
      lineHeight: 20 / 13,
      controlHeight: 28,
      controlHeightSM: 24,
      controlHeightLG: 32,
      borderRadius: 6,
      borderRadiusSM: 4,
      borderRadiusLG: 6,
      colorPrimary: t['acc-fill'],
      colorInfo: t.acc,
      colorLink: t.acc,
      colorError: t.red,
      colorWarning: t.och,
      colorSuccess: t.grn,
      colorText: t.ink,
      colorTextSecondary: t.ink2,
      colorTextTertiary: t.ink3,
      colorTextPlaceholder: t.ink3,
      colorTextDisabled: t.ink4,
      colorBorder: t.line2,
      colorSplit: t.line,
      colorBgBase: t.bg,
      colorBgContainer: t.bg,
      colorBgElevated: name === 'dark' ? t.sub : t.bg,
      colorBgLayout: t.side,
      motionDurationFast: '.06s',
      motionDurationMid: '.12s',
      motionDurationSlow: '.12s',
      boxShadowSecondary: t.float,
    },
    components: {
      Button: {
        defaultShadow: 'none',
        primaryShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
        paddingInline: 11,
        colorTextDisabled: t.ink4,
      },
      Select: { optionSelectedBg: t.sel, optionActiveBg: t.hover },
      Segmented: { itemSelectedBg: name === 'dark' ? t.line2 : t.bg, trackBg: t.side },
    },
  }
}
