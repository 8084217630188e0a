// Why a file is not read. Thrown inside a reading, turned into data at its edge; nobody outside sees it as an error.
import type { RefusalReason } from '../../../shared/contract/documents.ts'

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly reason: RefusalReason

  constructor(reason: RefusalReason, detail: string, cause?: unknown) {
    super(detail, cause === undefined ? undefined : { cause })
    this.reason = reason
  }
}
