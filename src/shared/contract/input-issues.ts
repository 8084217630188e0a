// What may be wrong with the shape of an input before any rule of the trade is asked. Keys `issue.<code>`.
// Zod's own codes stay behind the border: locales, callers and tests know only these.
import type { z } from 'zod'
import type { FieldIssue } from '../errors.ts'

export const inputIssueCodes = [
  'input.missing',
  'input.wrong-type',
  'input.too-long',
  'input.too-short',
  'input.format',
  'input.wrong-value',
  'input.unknown-field',
  'ref.duplicate',
] as const
export type InputIssueCode = (typeof inputIssueCodes)[number]

/** Takes what Zod found, gives one issue a field; the path is dotted. */
export const inputIssues = (error: z.ZodError): readonly FieldIssue[] =>
  error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.')
    if (issue.code !== 'unrecognized_keys') return [{ path, code: codeOf(issue) }]
    return issue.keys.map((key): FieldIssue => ({
      path: path === '' ? key : `${path}.${key}`,
      code: 'input.unknown-field' satisfies InputIssueCode,
    }))
  })

const codeOf = (issue: z.core.$ZodIssue): InputIssueCode => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'input.missing' : 'input.wrong-type'
    case 'too_big':
      return 'input.too-long'
    case 'too_small':
      return 'input.too-short'
    case 'invalid_format':
      return 'input.format'
    default:
      return 'input.wrong-value'
  }
}
