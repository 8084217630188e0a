// Everything that can stand in a time line or the audit trail, as a closed list. Each is the i18n key `timeline.<event>`.
// An event that is not here does not compile, so the locales can be checked against the list.

export const auditEvents = [
  'book.created',
  'book.updated',
  'settings.changed',
  'channel.configured',
  'practice.faults-set',
  'practice.faults-cleared',
  'sale.recorded',
  'sale.issued',
  'sale.cancelled',
  'sale.corrected',
  'invoice.imported',
  'invoice.issued',
  'invoice.completed',
  'invoice.credited',
  'invoice.credited-in-part',
  'invoice.voided',
  'invoice.original-added',
  'invoice.differs',
  'import.done',
  'import.taken-back',
  'submission.queued',
  'submission.held',
  'submission.released',
  'submission.accepted',
  'submission.unknown',
  'submission.pending',
  'submission.waiting',
  'submission.absent',
  'submission.requeued',
  'submission.issued',
  'submission.rejected',
  'submission.conflict',
  'submission.parked',
  'submission.retried',
  'submission.looked-up',
  'submission.cancelled',
  'submission.adopted',
  'submission.corrected',
  'submission.verified',
  'submission.document-kept',
  'submission.document-missing',
  'queue.paused',
  'queue.resumed',
  'outage.started',
  'outage.ended',
] as const
export type AuditEvent = (typeof auditEvents)[number]

/** Attempts in a time line; their outcome is in the detail. */
export const attemptEvents = [
  'attempt.submit',
  'attempt.lookup',
  'attempt.retry-signature',
  'attempt.document',
  'attempt.verify',
] as const
export type AttemptEvent = (typeof attemptEvents)[number]

export const timelineEvents = [...auditEvents, ...attemptEvents] as const
export type TimelineEvent = (typeof timelineEvents)[number]
