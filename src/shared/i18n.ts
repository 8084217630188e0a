// Sentences by key. A catalogue is nested JSON flattened to dotted keys; `{name}` is replaced, and
// `{count, plural, =0 {…} one {…} other {…}}` picks a form, in which `#` is the number. A missing key shows itself.

export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

export interface NestedCatalogue {
  readonly [key: string]: string | NestedCatalogue
}
export type Catalogue = ReadonlyMap<string, string>
export type TranslationParams = Readonly<Record<string, string | number | boolean>>

/** Takes nested JSON, gives dotted keys: `{error: {internal: "…"}}` becomes `error.internal`. */
export const flattenCatalogue = (nested: NestedCatalogue): Catalogue => {
  const flat = new Map<string, string>()
  const walk = (branch: NestedCatalogue, prefix: string): void => {
    for (const [key, value] of Object.entries(branch)) {
      if (typeof value === 'string') flat.set(prefix + key, value)
      else walk(value, `${prefix}${key}.`)
    }
  }
  walk(nested, '')
  return flat
}

/** The sentence under a key with its parameters filled in; the key itself where there is none. Never throws. */
export const translate = (catalogue: Catalogue, key: string, params: TranslationParams = {}): string => {
  const pattern = catalogue.get(key)
  return pattern === undefined ? key : fill(pattern, params, undefined)
}

const fill = (pattern: string, params: TranslationParams, count: string | undefined): string => {
  let text = ''
  let at = 0
  while (at < pattern.length) {
    const character = pattern.charAt(at)
    const end = character === '{' ? closingBrace(pattern, at) : -1
    if (end > at) text += placeholder(pattern.slice(at + 1, end), params, count)
    else text += character === '#' && count !== undefined ? count : character
    at = end > at ? end + 1 : at + 1
  }
  return text
}

const placeholder = (inside: string, params: TranslationParams, count: string | undefined): string => {
  const plural = /^\s*([\w.]+)\s*,\s*plural\s*,/.exec(inside)
  const name = plural?.[1] ?? inside.trim()
  const value = Object.hasOwn(params, name) ? params[name] : undefined
  if (plural === null) return value === undefined ? `{${inside}}` : String(value)
  const forms = pluralForms(inside.slice(plural[0].length))
  const form =
    forms.get(`=${value}`) ?? (Number(value) === 1 ? forms.get('one') : undefined) ?? forms.get('other')
  return form === undefined ? `{${inside}}` : fill(form, params, value === undefined ? count : String(value))
}

const pluralForms = (text: string): ReadonlyMap<string, string> => {
  const forms = new Map<string, string>()
  let at = 0
  for (;;) {
    const open = text.indexOf('{', at)
    const end = open < 0 ? -1 : closingBrace(text, open)
    if (end < 0) return forms
    forms.set(text.slice(at, open).trim(), text.slice(open + 1, end))
    at = end + 1
  }
}

const closingBrace = (text: string, open: number): number => {
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    if (text.charAt(at) === '{') depth += 1
    else if (text.charAt(at) === '}') depth -= 1
    if (depth === 0) return at
  }
  return -1
}
