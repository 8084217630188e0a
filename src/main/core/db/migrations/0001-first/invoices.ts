// Part of migration 1: invoices with their lines, the sums kept by month, and the originals they came from. Frozen with it.

export const invoiceTables = `
CREATE TABLE import_job (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'taken-back')),
  file_count INTEGER NOT NULL,
  started_by TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX import_job_running ON import_job (started_at) WHERE state = 'running';

-- A QR code holds one sum and no parties: what it does not say stays NULL (names empty) until the file arrives.
CREATE TABLE invoice (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  direction TEXT NOT NULL CHECK (direction IN ('issued', 'received', 'other')),
  kind TEXT NOT NULL,
  kind_title TEXT,
  code TEXT,
  number TEXT NOT NULL,
  issue_date TEXT NOT NULL CHECK (issue_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  issue_time TEXT,
  month TEXT NOT NULL GENERATED ALWAYS AS (substr(issue_date, 1, 7)) STORED,
  seller_name TEXT NOT NULL,
  seller_tax_id TEXT, seller_address TEXT, seller_phone TEXT, seller_bank TEXT, seller_account TEXT,
  buyer_name TEXT NOT NULL,
  buyer_tax_id TEXT, buyer_address TEXT, buyer_phone TEXT, buyer_bank TEXT, buyer_account TEXT,
  party_id TEXT REFERENCES party (id),
  amount INTEGER,
  tax INTEGER,
  total INTEGER,
  red INTEGER NOT NULL CHECK (red IN (0, 1)),
  blue_number TEXT,
  red_confirmation_number TEXT,
  check_code TEXT, machine_number TEXT,
  clerk TEXT, payee TEXT, reviewer TEXT,
  remark TEXT,
  qr_text TEXT,
  first_item TEXT,
  line_count INTEGER,
  status TEXT NOT NULL DEFAULT 'normal' CHECK (status IN ('normal', 'voided', 'credited', 'credited-in-part')),
  warnings TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(warnings)),
  source TEXT NOT NULL CHECK (source IN ('import', 'qr', 'platform')),
  sale_id TEXT REFERENCES sale (id),
  original_count INTEGER NOT NULL DEFAULT 0,
  import_job TEXT REFERENCES import_job (id),
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
-- The list is walked in this order; number and code are in it so that a search by them reads no row it does not show.
CREATE INDEX invoice_by_date ON invoice (issue_date DESC, id DESC, number, code);
CREATE INDEX invoice_by_direction ON invoice (direction, issue_date DESC, id DESC, number, code);
-- Sums by month of what a number finds: in the order of the months, and without reading a row.
CREATE INDEX invoice_by_month ON invoice (substr(issue_date, 1, 7), number, code, status, red, amount, tax, total, direction, issue_date);
CREATE INDEX invoice_red ON invoice (issue_date DESC, id DESC) WHERE red = 1;
CREATE INDEX invoice_with_warnings ON invoice (issue_date DESC, id DESC) WHERE warnings <> '[]';
CREATE INDEX invoice_by_number ON invoice (number);
CREATE INDEX invoice_by_code ON invoice (code) WHERE code IS NOT NULL;
CREATE INDEX invoice_by_party ON invoice (party_id, direction, status, total);
CREATE INDEX invoice_by_item ON invoice (first_item);
CREATE INDEX invoice_by_sale ON invoice (sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX invoice_by_blue ON invoice (blue_number) WHERE blue_number IS NOT NULL;
CREATE INDEX invoice_by_job ON invoice (import_job) WHERE import_job IS NOT NULL;

CREATE TABLE invoice_line (
  invoice_id TEXT NOT NULL REFERENCES invoice (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  tax_code TEXT, spec TEXT, unit TEXT,
  quantity TEXT, unit_price TEXT,
  amount INTEGER NOT NULL,
  rate_text TEXT,
  tax INTEGER NOT NULL,
  tax_masked INTEGER NOT NULL DEFAULT 0 CHECK (tax_masked IN (0, 1)),
  PRIMARY KEY (invoice_id, position)
) STRICT, WITHOUT ROWID;

-- An issued line never changes; lines of an import that is taken back go with their invoice.
CREATE TRIGGER invoice_line_no_update BEFORE UPDATE ON invoice_line
BEGIN SELECT RAISE(ABORT, 'lines of an invoice never change'); END;
CREATE TRIGGER invoice_line_no_delete BEFORE DELETE ON invoice_line
WHEN NOT EXISTS (SELECT 1 FROM invoice i JOIN import_job j ON j.id = i.import_job WHERE i.id = OLD.invoice_id AND j.state = 'running')
BEGIN SELECT RAISE(ABORT, 'lines of an invoice never go away'); END;
CREATE TRIGGER invoice_no_delete BEFORE DELETE ON invoice
WHEN NOT EXISTS (SELECT 1 FROM import_job j WHERE j.id = OLD.import_job AND j.state = 'running')
BEGIN SELECT RAISE(ABORT, 'an invoice never goes away'); END;

-- Sums per month, kept in the transaction that writes the invoice. Voided invoices do not count.
CREATE TABLE month_total (
  direction TEXT NOT NULL,
  month TEXT NOT NULL,
  count INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL,
  red_count INTEGER NOT NULL,
  red_total INTEGER NOT NULL,
  voided_count INTEGER NOT NULL,
  PRIMARY KEY (direction, month)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER month_total_insert AFTER INSERT ON invoice BEGIN
  INSERT INTO month_total VALUES (
    NEW.direction, NEW.month, NEW.status <> 'voided', iif(NEW.status = 'voided', 0, coalesce(NEW.amount, 0)),
    iif(NEW.status = 'voided', 0, coalesce(NEW.tax, 0)), iif(NEW.status = 'voided', 0, coalesce(NEW.total, 0)),
    NEW.red AND NEW.status <> 'voided', iif(NEW.red AND NEW.status <> 'voided', coalesce(NEW.total, 0), 0),
    NEW.status = 'voided')
  ON CONFLICT DO UPDATE SET
    count = count + excluded.count, amount = amount + excluded.amount, tax = tax + excluded.tax,
    total = total + excluded.total, red_count = red_count + excluded.red_count,
    red_total = red_total + excluded.red_total, voided_count = voided_count + excluded.voided_count;
END;
CREATE TRIGGER month_total_delete AFTER DELETE ON invoice BEGIN
  UPDATE month_total SET
    count = count - (OLD.status <> 'voided'), voided_count = voided_count - (OLD.status = 'voided'),
    amount = amount - iif(OLD.status = 'voided', 0, coalesce(OLD.amount, 0)),
    tax = tax - iif(OLD.status = 'voided', 0, coalesce(OLD.tax, 0)),
    total = total - iif(OLD.status = 'voided', 0, coalesce(OLD.total, 0)),
    red_count = red_count - (OLD.red AND OLD.status <> 'voided'),
    red_total = red_total - iif(OLD.red AND OLD.status <> 'voided', coalesce(OLD.total, 0), 0)
  WHERE direction = OLD.direction AND month = OLD.month;
END;
-- Only an invoice known from its QR code alone may be completed, once, by the file that arrives later.
CREATE TRIGGER invoice_sums_frozen BEFORE UPDATE OF direction, issue_date, amount, tax, total, red ON invoice
WHEN OLD.source <> 'qr' AND (OLD.direction <> NEW.direction OR OLD.issue_date <> NEW.issue_date
  OR OLD.amount IS NOT NEW.amount OR OLD.tax IS NOT NEW.tax OR OLD.total IS NOT NEW.total OR OLD.red <> NEW.red)
BEGIN SELECT RAISE(ABORT, 'direction, date and sums of an invoice never change'); END;
CREATE TRIGGER month_total_change AFTER UPDATE OF status, direction, issue_date, amount, tax, total, red ON invoice BEGIN
  UPDATE month_total SET
    count = count - (OLD.status <> 'voided'), voided_count = voided_count - (OLD.status = 'voided'),
    amount = amount - iif(OLD.status = 'voided', 0, coalesce(OLD.amount, 0)),
    tax = tax - iif(OLD.status = 'voided', 0, coalesce(OLD.tax, 0)),
    total = total - iif(OLD.status = 'voided', 0, coalesce(OLD.total, 0)),
    red_count = red_count - (OLD.red AND OLD.status <> 'voided'),
    red_total = red_total - iif(OLD.red AND OLD.status <> 'voided', coalesce(OLD.total, 0), 0)
  WHERE direction = OLD.direction AND month = OLD.month;
  INSERT INTO month_total VALUES (NEW.direction, NEW.month, 0, 0, 0, 0, 0, 0, 0) ON CONFLICT DO NOTHING;
  UPDATE month_total SET
    count = count + (NEW.status <> 'voided'), voided_count = voided_count + (NEW.status = 'voided'),
    amount = amount + iif(NEW.status = 'voided', 0, coalesce(NEW.amount, 0)),
    tax = tax + iif(NEW.status = 'voided', 0, coalesce(NEW.tax, 0)),
    total = total + iif(NEW.status = 'voided', 0, coalesce(NEW.total, 0)),
    red_count = red_count + (NEW.red AND NEW.status <> 'voided'),
    red_total = red_total + iif(NEW.red AND NEW.status <> 'voided', coalesce(NEW.total, 0), 0)
  WHERE direction = NEW.direction AND month = NEW.month;
END;

-- Originals: bytes live under originals/ in the book folder, named by their digest.
CREATE TABLE original (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  size INTEGER NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('xml', 'ofd', 'pdf', 'image', 'other')),
  stored_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE invoice_original (
  invoice_id TEXT NOT NULL REFERENCES invoice (id),
  sha256 TEXT NOT NULL REFERENCES original (sha256),
  file_name TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('import', 'platform')),
  differs TEXT CHECK (differs IS NULL OR json_valid(differs)),
  import_job TEXT REFERENCES import_job (id),
  added_by TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (invoice_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_original_by_file ON invoice_original (sha256);
`
