// One field of an order against what the platform says about it: required, longest, form. The first broken rule refuses the
// order with a code of E9104–E9129 and a sentence naming the field (fapiao.md §9.1).
import { refusal, type Answer } from './answer.ts'
import type { Fields } from './billing-order.ts'

export interface FieldRule {
  readonly field: string
  readonly title: string
  readonly code: string
  readonly required?: boolean
  /** Longest, in characters. */
  readonly longest?: number
  readonly form?: RegExp
  readonly formText?: string
}

/** The refusal for the first rule broken, with `place` ("第1行 ") before the field's name. */
export const checkFields = (fields: Fields, rules: readonly FieldRule[], place = ''): Answer | undefined => {
  for (const rule of rules) {
    const value = fields[rule.field] ?? ''
    const name = `${place}${rule.title}(${rule.field})`
    if (value.trim() === '') {
      if (rule.required === true) return refusal(rule.code, `${name}不能为空`)
      continue
    }
    if (rule.longest !== undefined && value.length > rule.longest && [...value].length > rule.longest)
      return refusal(rule.code, `${name}长度不能超过${rule.longest}`)
    if (rule.form !== undefined && !rule.form.test(value))
      return refusal(rule.code, `${name}${rule.formText ?? '格式不正确'}`)
  }
  return undefined
}
