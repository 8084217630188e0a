// The token desk: POST /accessToken, form-encoded client credentials (fapiao.md §9.1 — Token). A token lives 24 hours and
// outlives restarts; the desk gives at most `limit` of them in 30 days.
import { randomBytes } from 'node:crypto'
import { codes } from './answer.ts'
import type { Identity, LedgerDb } from './ledger-file.ts'

const lifeMs = 86_400_000
const windowMs = 30 * lifeMs

export interface TokenDesk {
  /** The JSON body that answers a token request. */
  grant(form: URLSearchParams): object
  isValid(token: string): boolean
}

const refused = (code: string, describe: string): object => ({
  error: code,
  error_description: describe,
  code,
  describe,
})

export const openTokenDesk = (
  db: LedgerDb,
  identity: Identity,
  now: () => number,
  limit: number,
): TokenDesk => {
  const expiries = new Map<string, number>()
  const load = db.prepare<[number], { token: string; expires_at: number }>(
    'SELECT token, expires_at FROM tokens WHERE expires_at > ?',
  )
  for (const row of load.all(now())) expiries.set(row.token, row.expires_at)
  const countSince = db.prepare<[number], { n: number }>(
    'SELECT count(*) AS n FROM tokens WHERE issued_at > ?',
  )
  const insert = db.prepare('INSERT INTO tokens VALUES (?, ?, ?)')
  return {
    isValid: (token) => (expiries.get(token) ?? 0) > now(),
    grant(form) {
      if (form.get('client_id') !== identity.appKey) return refused(codes.clientId, 'client_id 不正确')
      if (form.get('client_secret') !== identity.appSecret)
        return refused(codes.clientSecret, 'client_secret 不正确')
      if (form.get('grant_type') !== 'client_credentials')
        return refused(codes.grantType, '应用类型与 grant_type 不符')
      const at = now()
      if ((countSince.get(at - windowMs)?.n ?? 0) >= limit)
        return refused(codes.tokenLimit, `30 天内获取 accessToken 次数已达上限 ${limit} 次`)
      const token = randomBytes(16).toString('hex')
      insert.run(token, at, at + lifeMs)
      expiries.set(token, at + lifeMs)
      return { access_token: token, expires_in: lifeMs / 1000 }
    },
  }
}
