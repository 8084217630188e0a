// One spelling for text that people, scanners and exports write in several: full-width forms, odd spaces.
// Each function is idempotent and never drops a character that carries meaning.

/** Full-width ASCII (０ Ａ （ ， ：) to its half-width form and the ideographic space to a plain one. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')

/** Without any space, including no-break, ideographic and zero-width ones. */
export const withoutSpaces = (text: string): string => text.replace(/[\s\u200b-\u200d\u2060\ufeff]/g, '')

/** Every sort of bracket people put around a part of a name or title, as full-width ones. */
export const fullWidthBrackets = (text: string): string =>
  text.replace(/[(﹙〔[［【]/g, '（').replace(/[)﹚〕\]］】]/g, '）')
