// reInvoice: sets a failed order (22) or one whose signing failed (24) issuing again, under its own order and serial number.
// At most 20 times a day for each serial number: E9613 (fapiao.md §9.1 — Retry).
import { shanghaiDate } from '../../shared/domain/dates.ts'
import { codes, refusal, success, type Answer } from './answer.ts'
import { issuingFrom } from './issuing.ts'
import { statusAt } from './order-row.ts'
import type { MethodCall, Platform } from './platform.ts'

const mostRetriesADay = 20

interface RetryBody {
  readonly fpqqlsh?: unknown
  readonly orderno?: unknown
}

const retryBodyOf = (text: string): RetryBody => {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? json : {}
  } catch {
    return {}
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Takes a verified call; the serial number wins where both keys are sent. */
export const retryOrder = (platform: Platform, call: MethodCall): Answer => {
  const body = retryBodyOf(call.body.toString('utf8'))
  const serialNo = textOf(body.fpqqlsh)
  const orderNo = textOf(body.orderno)
  if (serialNo === '' && orderNo === '') return refusal(codes.keysMissing, '流水号和订单号不能全部为空')
  const row =
    serialNo === ''
      ? platform.orders.byOrderNo(orderNo, call.userTax)[0]
      : platform.orders.bySerialNo(serialNo)
  const now = platform.now()
  const isOther = call.userTax !== undefined && row?.seller_tax_no !== call.userTax
  if (row === undefined || isOther || row.visible_from > now) return refusal(codes.notFound, '发票不存在')
  switch (statusAt(row, now)) {
    case '2':
      return refusal(codes.queryFailed, '发票已生成，无需再重试开票')
    case '20':
    case '21':
      return refusal(codes.queryFailed, '开票中（重试中），请耐心等待开票结果')
    case '22':
    case '24': {
      if (row.retry_day === shanghaiDate(now) && row.retries >= mostRetriesADay)
        return refusal(codes.retriesUsedUp, `同一流水号每天最多重试${mostRetriesADay}次`)
      platform.orders.retry(row, now, issuingFrom(now, platform.issueDelayMs, call.fault))
      return success({ invoiceSerialNum: row.serial_no }, '重试成功')
    }
  }
}
