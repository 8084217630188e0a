// How a Chinese name is found from a Latin keyboard: its whole pinyin and its initials, lower case, without tones.
import { pinyin } from 'pinyin-pro'
import { companyNameKey } from '../../../shared/domain/company-name.ts'

export interface LatinForms {
  readonly pinyin: string
  readonly initials: string
}

/** 样例云帆 is `yangliyunfan` and `ylyf`; Latin letters and digits stay. */
export const latinForms = (name: string): LatinForms => {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter((syllable) => syllable !== '')
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') }
}

/** What a search text looks for: a part of the name, or, where it is Latin only, also of the pinyin and the initials. */
export const searchTerms = (text: string): { readonly name: string; readonly latin: string } => ({
  name: likeText(companyNameKey(text)),
  latin: likeText(/^[a-z0-9\s']+$/i.test(text) ? text.toLowerCase().replace(/[^a-z0-9]/g, '') : ''),
})

/** Text for LIKE … ESCAPE '\' in which nothing is a wildcard. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
