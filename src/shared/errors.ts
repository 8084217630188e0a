// The closed catalogue of what can go wrong. A code is the i18n key `error.<code>`; sentences live in resources/locales.

export const errorCodes = [
  'input.invalid',
  'operation.unknown',
  'access.denied',
  'command.replayed-differently',
  'internal',
  'book.missing',
  'book.exists',
  'book.open-elsewhere',
  'book.from-future',
  'book.damaged',
  'book.unsafe-place',
  'book.busy',
  'sqlite.too-old',
  'node.too-old',
  'disk.full',
  'sync.running-elsewhere',
  'invoice.missing',
  'invoice.duplicate',
  'sale.missing',
  'sale.duplicate-ref',
  'sale.invalid',
  'sale.not-editable',
  'party.missing',
  'goods.missing',
  'draft.missing',
  'submission.missing',
  'submission.action-not-allowed',
  'outage.already-started',
  'outage.not-started',
  'file.missing',
  'file.too-large',
  'file.not-invoice',
  'file.unsupported',
  'file.damaged',
  'file.hostile',
  'accounting.instance',
  'import.preview-missing',
  'channel.unknown',
  'channel.incomplete',
  'secrets.locked',
  'practice.only',
  'simulator.unreachable',
  'audit.broken',
  'seller.incomplete',
] as const

export type ErrorCode = (typeof errorCodes)[number]

export type ErrorParams = Readonly<Record<string, string | number | boolean>>

/** What is wrong with one field of the input. `path` is dotted (`lines.2.rate`), `code` an i18n key `issue.<code>`. */
export interface FieldIssue {
  readonly path: string
  readonly code: string
  readonly params?: ErrorParams
}

/** An error as it travels over a border. */
export interface ErrorData {
  readonly code: ErrorCode
  readonly params?: ErrorParams
  readonly issues?: readonly FieldIssue[]
  readonly correlationId?: string
}

/** Thrown by code with effects. Borders turn it into ErrorData. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly params: ErrorParams | undefined
  readonly issues: readonly FieldIssue[] | undefined

  constructor(
    code: ErrorCode,
    options: { params?: ErrorParams; issues?: readonly FieldIssue[]; cause?: unknown } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.params = options.params
    this.issues = options.issues
  }
}

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && (errorCodes as readonly string[]).includes(value)
