// The language of the window. Every sentence comes from resources/locales by a literal key, checked by the compiler;
// only codes of the closed catalogues (errors, states, events …) are looked up by name, through `coded`.
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import en from '../../../resources/locales/en.json'
import zhCN from '../../../resources/locales/zh-CN.json'
import {
  flattenCatalogue,
  type Catalogue,
  type Locale,
  translate,
  type TranslationParams,
} from '../../shared/i18n.ts'
import { chinesePages, englishPages } from './page-sentences.ts'

const chinese = { ...zhCN, ...chinesePages }
const english = { ...en, ...englishPages }

type Sections = typeof chinese
export type MessageKey = {
  [Section in keyof Sections & string]: `${Section}.${keyof Sections[Section] & string}`
}[keyof Sections & string]

/** Groups whose keys are codes from the contract or the domain. */
export type CodeGroup =
  | 'error'
  | 'issue'
  | 'warning'
  | 'state'
  | 'hold'
  | 'needs'
  | 'needs-do'
  | 'needs-button'
  | 'cause'
  | 'sync'
  | 'alarm'
  | 'waits'
  | 'forbidden'
  | 'timeline'
  | 'problem'
  | 'outcome'
  | 'attempt'
  | 'kind'
  | 'kind-short'
  | 'field'
  | 'role'
  | 'action'
  | 'action-effect'
  | 'actor'

const catalogues: Readonly<Record<Locale, Catalogue>> = {
  'zh-CN': flattenCatalogue(chinese),
  en: flattenCatalogue(english),
}

export interface Language {
  readonly locale: Locale
  /** The sentence under a literal key. */
  t(key: MessageKey, params?: TranslationParams): string
  /** The sentence of a code; the group's `other` sentence, or the code itself, where the code is not known. */
  coded(group: CodeGroup, code: string, params?: TranslationParams): string
  /** True when the code has a sentence of its own. */
  knows(group: CodeGroup, code: string): boolean
}

export const languageFor = (locale: Locale): Language => {
  const catalogue = catalogues[locale]
  return {
    locale,
    t: (key, params) => translate(catalogue, key, params),
    coded: (group, code, params) => {
      const own = `${group}.${code}`
      const other = `${group}.other`
      if (catalogue.has(own)) return translate(catalogue, own, params)
      return catalogue.has(other) ? translate(catalogue, other, { ...params, code }) : code
    },
    knows: (group, code) => catalogue.has(`${group}.${code}`),
  }
}

const LanguageContext = createContext<Language>(languageFor('zh-CN'))

export const LanguageProvider = ({
  locale,
  children,
}: {
  readonly locale: Locale
  readonly children: ReactNode
}) => {
  const language = useMemo(() => languageFor(locale), [locale])
  return <LanguageContext value={language}>{children}</LanguageContext>
}

export const useLanguage = (): Language => useContext(LanguageContext)
/** The sentence function of the window's language. */
export const useT = (): Language['t'] => useLanguage().t
