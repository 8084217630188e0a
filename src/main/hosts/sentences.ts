// Sentences for people outside the window: the command line and what a host prints. zh-CN unless the system speaks English.
import chineseCli from '../../../resources/locales/cli/zh-CN.json' with { type: 'json' }
import englishCli from '../../../resources/locales/cli/en.json' with { type: 'json' }
import english from '../../../resources/locales/en.json' with { type: 'json' }
import chinese from '../../../resources/locales/zh-CN.json' with { type: 'json' }
import { flattenCatalogue, type Catalogue, type Locale, type NestedCatalogue } from '../../shared/i18n.ts'

/** The language of this terminal, from PIAOBU_LOCALE, LC_ALL, LC_MESSAGES or LANG. */
export const terminalLocale = (env: NodeJS.ProcessEnv): Locale => {
  const wish = env['PIAOBU_LOCALE'] || env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return wish.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

export const catalogueIn = (locale: Locale): Catalogue =>
  locale === 'en' ? both(english, englishCli) : both(chinese, chineseCli)

export const catalogueFor = (env: NodeJS.ProcessEnv): Catalogue => catalogueIn(terminalLocale(env))

const both = (window: NestedCatalogue, terminal: NestedCatalogue): Catalogue =>
  new Map([...flattenCatalogue(window), ...flattenCatalogue(terminal)])
