// The few sentences that the window's frame says itself, outside the page.
import chinese from '../../../../resources/locales/desktop/zh-CN.json' with { type: 'json' }
import english from '../../../../resources/locales/desktop/en.json' with { type: 'json' }
import { flattenCatalogue, translate, type TranslationParams } from '../../../shared/i18n.ts'

export type DesktopSentence = 'keys-plain' | 'keys-locked' | 'book-stopped' | 'book-failed'

/** Takes the system's language (`zh-CN`, `en-US`), gives title and detail. */
export const desktopSentence = (
  systemLocale: string,
  sentence: DesktopSentence,
  params?: TranslationParams,
): { readonly message: string; readonly detail: string } => {
  const catalogue = flattenCatalogue(systemLocale.toLowerCase().startsWith('en') ? english : chinese)
  return {
    message: translate(catalogue, `desktop.${sentence}.title`, params),
    detail: translate(catalogue, `desktop.${sentence}.detail`, params),
  }
}
