// The `order` of requestBillingNew as it came: every value is a text, as the platform's field list demands.

export type Fields = Readonly<Record<string, string>>

export interface BillingOrder {
  readonly fields: Fields
  readonly lines: readonly Fields[]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Texts of a JSON object, or (as a text) the name of the first field that is none; `listField` may hold a list. */
const textsOf = (json: Record<string, unknown>, listField?: string): Fields | string => {
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(json)) {
    if (typeof value === 'string') fields[name] = value
    else if (name !== listField && value !== null) return name
  }
  return fields
}

/** The order in a request body, or a Chinese sentence about what is not readable. */
export const billingOrderFrom = (body: unknown): BillingOrder | string => {
  if (!isRecord(body) || !isRecord(body['order'])) return '请求体 order 不能为空'
  const { order } = body
  const fields = textsOf(order, 'invoiceDetail')
  if (typeof fields === 'string') return `${fields} 应为字符串`
  const detail = order['invoiceDetail'] ?? []
  if (!Array.isArray(detail)) return '发票明细 invoiceDetail 应为数组'
  const lines: Fields[] = []
  for (const line of detail) {
    if (!isRecord(line)) return '发票明细 invoiceDetail 的每一行应为对象'
    const texts = textsOf(line)
    if (typeof texts === 'string') return `发票明细 ${texts} 应为字符串`
    lines.push(texts)
  }
  return { fields, lines }
}
