// Reads the platform's envelope {code, describe, result} and says what kind of answer it is. Pure; knows the codes of
// fapiao.md §9.1 (wwbgo/NuoNuoSdk) and, where a code does not say enough, the words of §8.5 and §8.6.
import type { PersonProblem } from '../../../../shared/sync/outcome.ts'

export interface Envelope {
  readonly code: string
  readonly describe: string
  readonly result: unknown
}

/** JSON text of any sort, or undefined. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Text of a field that may come as a text or a number; empty where it is neither. */
export const fieldText = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''

/** The envelope in a body, or undefined where there is none. */
export const envelopeFrom = (body: string): Envelope | undefined => {
  const json = parseJson(body)
  if (!isRecord(json)) return undefined
  const code = fieldText(json['code'])
  return code === '' ? undefined : { code, describe: fieldText(json['describe']), result: json['result'] }
}

export type Meaning =
  | { readonly type: 'ok' }
  /** E9106 订单编号或流水号不能重复. */
  | { readonly type: 'duplicate' }
  /** E9500 发票不存在. */
  | { readonly type: 'absent' }
  /** A field of the order is wrong; it was not taken. */
  | { readonly type: 'field' }
  /** The order is there and cannot be asked for again now. */
  | { readonly type: 'no-retry' }
  /** The gateway does not know the token. */
  | { readonly type: 'token' }
  | { readonly type: 'person'; readonly problem: PersonProblem }
  | { readonly type: 'down' }
  | { readonly type: 'unknown' }

const meanings: Readonly<Record<string, Meaning>> = {
  E0000: { type: 'ok' },
  E9106: { type: 'duplicate' },
  E9500: { type: 'absent' },
  E9130: { type: 'field' },
  E9131: { type: 'field' },
  E9154: { type: 'field' },
  E9613: { type: 'no-retry' },
  '070101': { type: 'person', problem: 'credentials.refused' },
  '070304': { type: 'person', problem: 'credentials.refused' },
  '070305': { type: 'person', problem: 'credentials.refused' },
  '070306': { type: 'person', problem: 'token.limit' },
  '070307': { type: 'person', problem: 'credentials.refused' },
}

/** Account and terminal codes: which of them means what is not published, so their words decide. */
const accountCodes: ReadonlySet<string> = new Set(['E9301', 'E9302', 'E9338'])

const fieldCode = /^E91(0[4-9]|1\d|2\d)$/
const gatewayCode = /^07\d{4}$/
const tokenWords = /token|令牌/i
const credentialWords = /签名|sign|密钥|secret|app ?key|client|未授权|授权失败|时间戳|timestamp/i
const creditWords = /额度.{0,12}(不足|不够|不能满足|用完|用尽|超限)|超(出|过).{0,8}额度/
const loginWords =
  /登录.{0,8}(失效|过期|超时|认证)|未登录|重新登录|请登录|先登录|待认证|实名认证|人脸|刷脸|扫码/
const maintenanceWords = /维护|停机|暂停服务|(系统|税局|平台|服务).{0,6}升级/
/** Causes of a failed order that mean the bureau was down (fapiao.md §8.6). */
const bureauWords = /网络(超时|异常)|系统(异常|繁忙)|(税局|税务局|局端).{0,10}(异常|超时|繁忙|无响应|连接)/

/** What a code with its words means. A code outside the table is `unknown` unless its words leave no doubt. */
export const meaningOf = (code: string, describe: string): Meaning => {
  const known = Object.hasOwn(meanings, code) ? meanings[code] : undefined
  if (known !== undefined) return known
  if (fieldCode.test(code)) return { type: 'field' }
  if (gatewayCode.test(code)) {
    if (tokenWords.test(describe)) return { type: 'token' }
    if (credentialWords.test(describe)) return { type: 'person', problem: 'credentials.refused' }
  }
  const words = meaningOfWords(describe)
  if (words.type === 'unknown' && accountCodes.has(code)) return { type: 'person', problem: 'rights.missing' }
  return words
}

const meaningOfWords = (text: string): Meaning => {
  if (maintenanceWords.test(text)) return { type: 'down' }
  if (creditWords.test(text)) return { type: 'person', problem: 'credit.exhausted' }
  if (loginWords.test(text)) return { type: 'person', problem: 'login.expired' }
  return { type: 'unknown' }
}

/**
 * True where a stored order failed for a cause that will pass: the bureau was down, or somebody must log in first
 * (fapiao.md §8.6 counts both as no rejection).
 */
export const isPassingCause = (cause: string): boolean =>
  maintenanceWords.test(cause) || bureauWords.test(cause) || loginWords.test(cause)
