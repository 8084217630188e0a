// Rows and contexts for tests of the machine.
import { fen } from '../../../src/shared/domain/money.ts'
import { timeScale } from '../../../src/shared/sync/scale.ts'
import type { StepContext } from '../../../src/shared/sync/step.ts'
import type { ExpectedInvoice, FoundInvoice, Submission } from '../../../src/shared/sync/submission.ts'

export const settleMs = 1_000
export const scale = timeScale(settleMs)

export const queuedRow: Submission = {
  id: '0190a0b0-0000-7000-8000-000000000001',
  channel: 'nuonuo',
  channelKey: 'PABCDE000000000001',
  saleId: '0190a0b0-0000-7000-8000-000000000002',
  lane: '0190a0b0-0000-7000-8000-000000000002',
  seq: 1,
  state: 'queued',
  attempts: 0,
  lookups: 0,
  mustLook: false,
}

export const expected: ExpectedInvoice = {
  kind: 'digital-ordinary',
  buyerName: '样例买方（北京）有限公司',
  buyerTaxId: '91110108MAEX0Q3K4N',
  sellerTaxId: '91110108MAEX0Q3K5M',
  amount: fen(10_000),
  tax: fen(600),
  total: fen(10_600),
}

export const foundInvoice: FoundInvoice = {
  number: '26112000000000000001',
  kind: 'digital-ordinary',
  issuedAt: 1_000_000,
  buyerName: '样例买方(北京)有限公司',
  buyerTaxId: '91110108maex0q3k4n',
  sellerTaxId: '91110108MAEX0Q3K5M',
  amount: fen(10_000),
  tax: fen(600),
  total: fen(10_600),
  documentUrl: 'https://files.example.cn/1.xml',
}

export const at = (now: number, startedAt = now): StepContext => ({
  now,
  startedAt,
  scale,
  settleMs,
  random: 0.5,
})
