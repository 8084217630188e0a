// Building blocks of the border: money as decimal yuan text, instants as ISO 8601 with +08:00, civil dates YYYY-MM-DD.
import { z } from 'zod'
import { directions, invoiceKinds, invoiceStatuses, saleKinds } from '../domain/invoice.ts'
import { holds, submissionActions, submissionStates } from '../sync/submission.ts'

export const yuan = z
  .string()
  .regex(/^-?\d{1,13}\.\d{2}$/)
  .describe('yuan, two decimals')
export const decimal = z
  .string()
  .regex(/^-?\d{1,16}(\.\d{1,13})?$/)
  .describe('decimal text')
export const civilDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('YYYY-MM-DD, Asia/Shanghai')
export const month = z.string().regex(/^\d{4}-\d{2}$/)
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?\+08:00$/)
  .describe('ISO 8601, +08:00')
export const id = z.uuid()
export const digest = z.string().regex(/^[0-9a-f]{64}$/)

export const invoiceKind = z.enum(invoiceKinds)
export const saleKind = z.enum(saleKinds)
export const direction = z.enum(directions)
export const invoiceStatus = z.enum(invoiceStatuses)
export const submissionState = z.enum(submissionStates)
export const submissionHold = z.enum(holds)
export const submissionAction = z.enum(submissionActions)
export const priceSide = z.enum(['incl', 'excl'])

export const party = z.strictObject({
  name: z.string(),
  taxId: z.string().optional(),
  address: z.string().optional(),
  phone: z.string().optional(),
  bank: z.string().optional(),
  account: z.string().optional(),
})

export const sums = z.strictObject({ count: z.int(), amount: yuan, tax: yuan, total: yuan })

export const nothing = z.strictObject({})
