// requestBillingNew: checks an order, stores it durably under its order number, answers its serial number. A second order
// under the same number is refused with E9106 and changes nothing.
import { hash } from 'node:crypto'
import { codes, refusal, success, type Answer } from './answer.ts'
import { billingOrderFrom } from './billing-order.ts'
import { checkOrder } from './check-order.ts'
import { defaultHoldMs, issuingFrom } from './issuing.ts'
import type { MethodCall, Platform } from './platform.ts'

const duplicateAnswer = refusal(codes.duplicateOrder, '订单编号或流水号不能重复')

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Takes a verified call, resolves with the answer once the order is on disk. */
export const submitOrder = async (platform: Platform, call: MethodCall): Promise<Answer> => {
  const { fault } = call
  const body = call.body.toString('utf8')
  const order = billingOrderFrom(parsed(body))
  if (typeof order === 'string') return refusal('E9129', order)
  const checked = checkOrder(order)
  if ('code' in checked) return checked
  const { fields } = order
  const sellerTaxNo = fields['salerTaxNum'] ?? ''
  if (call.userTax !== undefined && call.userTax !== sellerTaxNo)
    return refusal(codes.notAuthorised, '销方税号(salerTaxNum)与授权税号(userTax)不一致')

  const acceptedAt = Math.floor(platform.now())
  const hiddenMs = fault?.do === 'invisible' ? (fault.ms ?? defaultHoldMs) : 0
  const stored = await platform.orders.store({
    sellerTaxNo,
    orderNo: fields['orderNo'] ?? '',
    payloadDigest: hash('sha256', call.body, 'hex'),
    body,
    buyerName: fields['buyerName'] ?? '',
    amountFen: checked.sums.amount,
    taxFen: checked.sums.tax,
    totalFen: checked.sums.total,
    acceptedAt,
    visibleFrom: Math.ceil(acceptedAt + hiddenMs),
    ...issuingFrom(acceptedAt, platform.issueDelayMs, fault),
  })
  if (stored.kind === 'duplicate' || fault?.do === 'duplicate') return duplicateAnswer
  return success({ invoiceSerialNum: stored.serialNo }, '同步成功')
}
