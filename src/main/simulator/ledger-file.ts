// The simulator's own memory: one SQLite file with its orders, tokens, secrets and counters. Whatever it has answered is
// durable here first (WAL, synchronous=FULL), so a killed simulator goes on with the same secrets, numbers and orders.
import { randomBytes, randomInt } from 'node:crypto'
import Database from 'better-sqlite3'

export type LedgerDb = Database.Database

const schema = `
CREATE TABLE IF NOT EXISTS identity (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  app_key TEXT NOT NULL,
  app_secret TEXT NOT NULL,
  seed INTEGER NOT NULL,
  number_base INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS tokens (
  token TEXT PRIMARY KEY,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS sellers (
  tax_no TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS orders (
  id INTEGER PRIMARY KEY,
  seller_tax_no TEXT NOT NULL,
  order_no TEXT NOT NULL,
  serial_no TEXT NOT NULL UNIQUE,
  payload_digest TEXT NOT NULL,
  body TEXT NOT NULL,
  buyer_name TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  tax_fen INTEGER NOT NULL,
  total_fen INTEGER NOT NULL,
  accepted_at INTEGER NOT NULL,
  visible_from INTEGER NOT NULL,
  signing_from INTEGER NOT NULL,
  settles_at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('invoice', 'sign-failed', 'issue-failed')),
  fail_cause TEXT NOT NULL,
  invoice_number TEXT UNIQUE,
  issued_at INTEGER,
  retry_day TEXT NOT NULL DEFAULT '',
  retries INTEGER NOT NULL DEFAULT 0,
  UNIQUE (order_no, seller_tax_no),
  CHECK ((outcome = 'invoice') = (invoice_number IS NOT NULL)),
  CHECK ((outcome = 'invoice') = (issued_at IS NOT NULL))
) STRICT;
CREATE INDEX IF NOT EXISTS orders_by_month ON orders (seller_tax_no, issued_at);
`

export interface Identity {
  readonly appKey: string
  readonly appSecret: string
  readonly seed: number
  /** The 15-digit sequence of an order's invoice number is this plus the order's id. */
  readonly numberBase: number
}

/** Opens or creates the file. A second simulator on the same file is safe, but pointless. */
export const openLedgerFile = (file: string): LedgerDb => {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('wal_autocheckpoint = 4000')
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 5000')
  db.pragma('trusted_schema = OFF')
  if (process.platform === 'darwin') db.pragma('fullfsync = ON')
  db.exec(schema)
  return db
}

interface IdentityRow {
  app_key: string
  app_secret: string
  seed: number
  number_base: number
}

/**
 * Secrets, seed and number base: made up once, then always the same. A seed given at a later start replaces the stored one.
 * The number base is random, so that a book used with two ledgers does not meet the same number twice.
 */
export const identityOf = (db: LedgerDb, seed: number | undefined): Identity =>
  db
    .transaction((): Identity => {
      db.prepare('INSERT OR IGNORE INTO identity VALUES (1, ?, ?, ?, ?)').run(
        String(randomInt(10_000_000, 100_000_000)),
        randomBytes(8).toString('hex').toUpperCase(),
        seed ?? randomInt(1, 2 ** 31),
        randomInt(1, 100_000_000) * 10_000_000,
      )
      if (seed !== undefined) db.prepare('UPDATE identity SET seed = ?').run(seed)
      const row = db.prepare<[], IdentityRow>('SELECT * FROM identity').get()
      if (row === undefined) throw new Error('The ledger file holds no identity.')
      return {
        appKey: row.app_key,
        appSecret: row.app_secret,
        seed: row.seed,
        numberBase: row.number_base,
      }
    })
    .immediate()
