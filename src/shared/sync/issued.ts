// After the number is known: the data original is fetched and a later lookup verifies. Neither ever changes the state:
// issued is final, and what does not agree is shown beside it. Each is tried apart, so one never holds up the other.
import { pollMs } from './backoff.ts'
import { allSame, compareAgain } from './compare.ts'
import type { DocumentOutcome, KeyFinding } from './outcome.ts'
import type { Step, StepContext } from './step.ts'
import type { Submission } from './submission.ts'

/** Tries after which a missing document, or a verification that does not come, is only asked for rarely. */
export const patientTries = 12

export const isVerificationOpen = (row: Submission): boolean =>
  row.state === 'issued' && row.verifiedAt === undefined

/** The address of the data original, while it is not kept yet. */
export const wantedDocument = (row: Submission): string | undefined =>
  row.state === 'issued' && row.documentAt === undefined ? row.evidence?.found?.documentUrl : undefined

/** A lookup of an issued row: verifies it, or brings the address of its document. */
export const onVerified = (row: Submission, finding: KeyFinding, context: StepContext): Step | undefined => {
  if (row.state !== 'issued') return undefined
  const recorded = row.evidence?.found
  if (finding.type !== 'found' || recorded === undefined) return notVerified(row, finding.type, context)
  const fields = compareAgain(recorded, finding.invoice)
  if (!allSame(fields)) {
    return {
      change: {
        problem: 'verify.differs',
        evidence: { ...row.evidence, comparison: fields },
        lookups: row.lookups + 1,
        nextAt: Math.ceil(context.now + context.scale.backoffCapMs),
      },
      ...(row.problem === 'verify.differs'
        ? {}
        : {
            attempt: { action: 'verify', outcome: 'different', detail: finding.invoice.number },
            audit: {
              event: 'invoice.differs',
              content: {
                number: finding.invoice.number,
                fields: fields.flatMap(({ field, same }) => (same ? [] : [field])).join(' '),
              },
            },
          }),
    }
  }
  const { documentUrl } = finding.invoice
  const waitsForDocument = row.documentAt === undefined
  return {
    change: {
      ...(row.verifiedAt === undefined ? { verifiedAt: context.now } : {}),
      ...(row.problem?.startsWith('verify.') === true ? { problem: undefined } : {}),
      ...(documentUrl !== undefined && documentUrl !== recorded.documentUrl
        ? { evidence: { ...row.evidence, found: { ...recorded, documentUrl } } }
        : {}),
      ...(waitsForDocument ? next(row, context) : { nextAt: undefined }),
    },
    ...(row.verifiedAt === undefined
      ? {
          attempt: { action: 'verify', outcome: 'same' },
          audit: { event: 'submission.verified', content: { number: recorded.number } },
        }
      : {}),
  }
}

/** The answer to fetching the data original. */
export const onDocument = (
  row: Submission,
  outcome: Exclude<DocumentOutcome, { type: 'fetched' }> | { readonly type: 'kept'; readonly sha256: string },
  context: StepContext,
): Step | undefined => {
  if (row.state !== 'issued' || row.documentAt !== undefined) return undefined
  if (outcome.type === 'kept') {
    return {
      change: {
        documentAt: context.now,
        ...(row.problem === 'document.missing' ? { problem: undefined } : {}),
      },
      attempt: { action: 'document', outcome: 'kept', detail: outcome.sha256 },
    }
  }
  const given = row.lookups + 1 >= patientTries
  return {
    change: {
      ...(given && row.problem === undefined ? { problem: 'document.missing' } : {}),
      ...next(row, context),
    },
    ...(row.lookups === 0 || row.lookups + 1 === patientTries
      ? { attempt: { action: 'document', outcome: outcome.type } }
      : {}),
  }
}

const notVerified = (row: Submission, type: string, context: StepContext): Step => ({
  change: {
    ...(row.lookups + 1 >= patientTries && row.problem === undefined && row.verifiedAt === undefined
      ? { problem: 'verify.absent' }
      : {}),
    ...next(row, context),
  },
  ...(row.lookups === 0 ? { attempt: { action: 'verify', outcome: type } } : {}),
})

const next = (row: Submission, { now, scale, random }: StepContext): { lookups: number; nextAt: number } => ({
  lookups: row.lookups + 1,
  nextAt:
    row.lookups + 1 >= patientTries
      ? Math.ceil(now + scale.backoffCapMs)
      : now + pollMs(scale.baseMs, scale.pollCapMs, row.lookups, random),
})
