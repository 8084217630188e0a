// What the platform says about a seller's account: credit line of the month and login state (fapiao.md §8.5, §9.1 —
// getCreditLine, getCertificationStatus). Faults in force show here too, so that a caller who asks first is told the truth.
import { shanghaiDate, shanghaiTime } from '../../shared/domain/dates.ts'
import { fen, yuanText } from '../../shared/domain/money.ts'
import { refusal, success, type Answer } from './answer.ts'
import type { MethodCall, Platform } from './platform.ts'

interface MonthRow {
  n: number
  amount: number
  tax: number
}

/** Available, used and total credit of the current month, tax-exclusive yuan. */
export const creditLine = (platform: Platform, call: MethodCall): Answer => {
  const now = platform.now()
  const monthStart = Date.parse(`${shanghaiDate(now).slice(0, 7)}-01T00:00:00+08:00`)
  const month = platform.db
    .prepare<[string | null, string | null, number, number], MonthRow>(
      `SELECT count(*) AS n, ifnull(sum(amount_fen), 0) AS amount, ifnull(sum(tax_fen), 0) AS tax FROM orders
       WHERE (? IS NULL OR seller_tax_no = ?) AND issued_at >= ? AND settles_at <= ?`,
    )
    .get(call.userTax ?? null, call.userTax ?? null, monthStart, now) ?? { n: 0, amount: 0, tax: 0 }
  const isExhausted = platform.faults().isInForce('credit-exhausted')
  const total = isExhausted ? month.amount : Math.max(platform.creditLineFen, month.amount)
  return success({
    requestStatus: '1',
    message: 'OK',
    taxNum: call.userTax ?? '',
    extensionNumber: '',
    account: '138****0000',
    availableCreditLine: yuanText(fen(total - month.amount)),
    usedCreditLine: yuanText(fen(month.amount)),
    totalCreditLine: yuanText(fen(total)),
    availableCount: 0,
    usedCount: 0,
    invoicedBlueCount: month.n,
    invoicedAmount: yuanText(fen(month.amount)),
    invoicedTax: yuanText(fen(month.tax)),
    amountUpdateTime: `${shanghaiDate(now)} ${shanghaiTime(now)}`,
  })
}

const queryTypeOf = (text: string): unknown => {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null && 'queryType' in json ? json.queryType : undefined
  } catch {
    return undefined
  }
}

/** queryType 0 and 1: real-name state (1 done, 2 scan wanted); 2: login state (1 in, 0 out). */
export const certificationStatus = (platform: Platform, call: MethodCall): Answer => {
  const queryType = queryTypeOf(call.body.toString('utf8'))
  if (queryType !== '0' && queryType !== '1' && queryType !== '2')
    return refusal('E9128', '操作类型(queryType)只能为0、1、2')
  const isOut = platform.faults().isInForce('login-expired')
  const isLogin = queryType === '2'
  return success({
    eleAccount: '138****0000',
    certificationStatus: isLogin ? (isOut ? '0' : '1') : isOut ? '2' : '1',
    extensionNumber: '',
    ...(isLogin ? { loginType: '0' } : {}),
  })
}
