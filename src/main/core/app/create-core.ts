// A book open for calls: everything a handler needs, in one value. Nothing of it lives in module variables, so two books
// can be open in one process.
import type { Role } from '../../../shared/contract/api.ts'
import { defaultRole } from '../access/roles.ts'
import { openBook } from '../book/book-folder.ts'
import { isImportRunning } from '../book/invoice-filter.ts'
import type { BookDb } from '../db/open.ts'
import { takeBackUnfinishedImports } from '../documents/import-take-back.ts'
import { createPreviews, type Previews } from '../documents/preview.ts'
import { openStaging, type Staging } from '../documents/staging.ts'
import type { SyncProcess } from '../outage/health.ts'
import { createEvents, type Events } from './events.ts'
import type { Ports } from './ports.ts'

/** What is known of the audit trail since the book was opened. */
export interface AuditKnowledge {
  readonly ok: boolean
  /** Instant of the last check of the whole chain, ms; absent while only its end was looked at. */
  readonly checkedAt?: number
}

export interface Core {
  readonly folder: string
  readonly db: BookDb
  readonly ports: Ports
  /** The role of a caller whose call names none. */
  readonly role: Role
  readonly events: Events
  readonly staging: Staging
  readonly previews: Previews
  /** Replies are parsed by their schema before they leave; tests and development. */
  readonly checkReplies: boolean
  /** What the host knows of the sync process; undefined where it runs none. */
  syncProcess(): SyncProcess | undefined
  auditKnowledge(): AuditKnowledge
  learnAudit(knowledge: AuditKnowledge): void
  close(): void
}

export interface CoreOptions {
  readonly folder: string
  readonly ports: Ports
  readonly role?: Role
  readonly checkReplies?: boolean
  readonly syncProcess?: () => SyncProcess | undefined
}

/** Opens the book in `folder`. Throws AppError as openBook does. */
export const openCore = (options: CoreOptions): Core => {
  const { ports } = options
  const { folder, db, auditTail } = openBook(options.folder)
  let knowledge: AuditKnowledge = { ok: auditTail.ok }
  if (!auditTail.ok) ports.log.warn('audit chain broken', { brokenAt: auditTail.brokenAt ?? 0 })
  const events = createEvents((error) => ports.log.error('event listener failed', error))
  const previews = createPreviews({
    db,
    folder,
    ports,
    log: ports.log,
    changed: () => events.publish(['imports']),
  })
  tidyImports({ folder, db, ports, events })
  return {
    folder,
    db,
    ports,
    role: options.role ?? defaultRole,
    events,
    staging: openStaging(folder, ports),
    previews,
    checkReplies: options.checkReplies ?? false,
    syncProcess: options.syncProcess ?? (() => undefined),
    auditKnowledge: () => knowledge,
    learnAudit: (learned) => {
      knowledge = learned
    },
    close: () => {
      previews.close()
      db.close()
    },
  }
}

/** What an ended process left half imported is taken back; until then the lists do not show it. */
const tidyImports = ({
  folder,
  db,
  ports,
  events,
}: Pick<Core, 'folder' | 'db' | 'ports' | 'events'>): void => {
  if (!isImportRunning(db.read)) return
  const now = ports.clock.now()
  const act = { now, actor: 'system', correlationId: ports.random.uuid(now) }
  takeBackUnfinishedImports({ db, folder, act }).then(
    (jobs) => {
      if (jobs > 0) events.publish(['invoices', 'imports'])
    },
    (error: unknown) => ports.log.error('unfinished import not taken back', error),
  )
}
