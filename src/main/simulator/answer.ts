// What the platform says: the envelope {code, describe, result}, always with HTTP 200, and the codes it says it with.
// Codes marked "ours" stand in for texts the public reference leaves without a number.

export interface Answer {
  readonly code: string
  readonly describe: string
  /** Already JSON, so that a long result is written once. */
  readonly resultJson?: string
}

export const codes = {
  ok: 'E0000',
  duplicateOrder: 'E9106',
  amountsDoNotAdd: 'E9130',
  taxOutOfTolerance: 'E9131',
  policyField: 'E9154',
  notAuthorised: 'E9301',
  loginExpired: 'E9302',
  creditExhausted: 'E9338',
  notFound: 'E9500',
  queryFailed: 'E9601',
  keysMissing: 'E9611',
  retriesUsedUp: 'E9613',
  /** ours: the bureau behind the platform is in maintenance */
  maintenance: 'E9999',
  appKey: '070101',
  /** ours */
  method: '070102',
  /** ours */
  signature: '070201',
  /** ours */
  timestamp: '070202',
  /** ours */
  requestForm: '070203',
  /** ours */
  token: '070301',
  clientId: '070304',
  clientSecret: '070305',
  tokenLimit: '070306',
  grantType: '070307',
} as const

/** A successful answer around `result`. */
export const success = (result: unknown, describe = '成功'): Answer => ({
  code: codes.ok,
  describe,
  resultJson: JSON.stringify(result),
})

/** A refusal with a code and a Chinese sentence. */
export const refusal = (code: string, describe: string): Answer => ({ code, describe })

/** The bytes of the envelope. */
export const envelope = (answer: Answer): Buffer =>
  Buffer.from(
    `{"code":"${answer.code}","describe":${JSON.stringify(answer.describe)},"result":${answer.resultJson ?? 'null'}}`,
  )
