CREATE INDEX attempt_by_submission ON attempt (submission_id, id);

CREATE INDEX audit_by_subject ON audit (subject, seq);

CREATE INDEX goods_recent ON goods (last_used_at DESC);

CREATE INDEX import_job_running ON import_job (started_at) WHERE state = 'running';

CREATE INDEX invoice_by_blue ON invoice (blue_number) WHERE blue_number IS NOT NULL;

CREATE INDEX invoice_by_code ON invoice (code) WHERE code IS NOT NULL;

CREATE INDEX invoice_by_date ON invoice (issue_date DESC, id DESC, number, code);

CREATE INDEX invoice_by_direction ON invoice (direction, issue_date DESC, id DESC, number, code);

CREATE INDEX invoice_by_item ON invoice (first_item);

CREATE INDEX invoice_by_job ON invoice (import_job) WHERE import_job IS NOT NULL;

CREATE INDEX invoice_by_month ON invoice (substr(issue_date, 1, 7), number, code, status, red, amount, tax, total, direction, issue_date);

CREATE INDEX invoice_by_number ON invoice (number);

CREATE INDEX invoice_by_party ON invoice (party_id, direction, status, total);

CREATE INDEX invoice_by_sale ON invoice (sale_id) WHERE sale_id IS NOT NULL;

CREATE INDEX invoice_original_by_file ON invoice_original (sha256);

CREATE INDEX invoice_red ON invoice (issue_date DESC, id DESC) WHERE red = 1;

CREATE INDEX invoice_with_warnings ON invoice (issue_date DESC, id DESC) WHERE warnings <> '[]';

CREATE UNIQUE INDEX outage_one_open ON outage_episode ((1)) WHERE ended_at IS NULL;

CREATE INDEX party_recent ON party (last_used_at DESC);

CREATE INDEX party_tax_id ON party (tax_id) WHERE tax_id <> '';

CREATE INDEX sale_by_date ON sale (state, sale_date DESC, slip_number DESC);

CREATE INDEX sale_by_party ON sale (party_id, sale_date DESC);

CREATE INDEX sale_by_record ON sale (created_at DESC, slip_number DESC);

CREATE INDEX submission_by_sale ON submission (sale_id);

CREATE INDEX submission_due ON submission (state, next_at, seq);

CREATE INDEX submission_lane ON submission (lane, seq);

CREATE INDEX submission_queued ON submission (due_on, seq) WHERE state = 'queued';

CREATE INDEX submission_to_verify ON submission (next_at) WHERE state = 'issued' AND verified_at IS NULL;

CREATE INDEX submission_unverified ON submission (next_at, seq) WHERE state = 'issued' AND (verified_at IS NULL OR document_at IS NULL);

CREATE INDEX submission_verified ON submission (verified_at) WHERE verified_at IS NOT NULL;

CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  submission_id TEXT NOT NULL REFERENCES submission (id),
  action TEXT NOT NULL CHECK (action IN ('submit', 'lookup', 'retry-signature', 'document', 'verify')),
  outcome TEXT NOT NULL,
  detail TEXT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  correlation_id TEXT NOT NULL,
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE TABLE book (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  book_id TEXT NOT NULL UNIQUE,
  tag TEXT NOT NULL CHECK (length(tag) = 5),
  incarnation INTEGER NOT NULL CHECK (incarnation >= 0),
  next_key_counter INTEGER NOT NULL CHECK (next_key_counter >= 1),
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  name TEXT NOT NULL,
  tax_id TEXT NOT NULL,
  address TEXT, phone TEXT, bank TEXT, account TEXT, clerk TEXT,
  taxpayer TEXT NOT NULL CHECK (taxpayer IN ('general', 'small')),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE channel_state (
  channel TEXT PRIMARY KEY,
  content TEXT NOT NULL CHECK (json_valid(content)),
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE command_ledger (
  command_id TEXT PRIMARY KEY,
  operation TEXT NOT NULL,
  input_digest TEXT NOT NULL,
  reply TEXT NOT NULL CHECK (json_valid(reply)),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('sale')),
  content TEXT NOT NULL CHECK (json_valid(content)),
  saved_at INTEGER NOT NULL
) STRICT;

CREATE TABLE goods (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  tax_code TEXT, spec TEXT, unit TEXT,
  unit_price TEXT,
  price_side TEXT NOT NULL CHECK (price_side IN ('incl', 'excl')),
  rate TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  use_count INTEGER NOT NULL DEFAULT 0,
  last_used_at INTEGER NOT NULL,
  UNIQUE (name_key)
) STRICT;

CREATE TABLE import_job (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'taken-back')),
  file_count INTEGER NOT NULL,
  started_by TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

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

CREATE TABLE original (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  size INTEGER NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('xml', 'ofd', 'pdf', 'image', 'other')),
  stored_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outage_episode (
  id TEXT PRIMARY KEY,
  entered_by TEXT NOT NULL CHECK (entered_by IN ('user', 'channel')),
  reason TEXT,
  cause TEXT,
  started_at INTEGER NOT NULL,
  until INTEGER,
  ended_at INTEGER,
  ended_by TEXT CHECK (ended_by IN ('user', 'channel'))
) STRICT;

CREATE TABLE party (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  tax_id TEXT NOT NULL DEFAULT '',
  address TEXT, phone TEXT, bank TEXT, account TEXT, email TEXT,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  use_count INTEGER NOT NULL DEFAULT 0,
  last_used_at INTEGER NOT NULL,
  last_kind TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (name_key, tax_id)
) STRICT;

CREATE TABLE sale (
  id TEXT PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,
  slip_number TEXT NOT NULL UNIQUE,
  sale_date TEXT NOT NULL CHECK (sale_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  kind TEXT NOT NULL CHECK (kind IN ('digital-ordinary', 'digital-special')),
  price_side TEXT NOT NULL CHECK (price_side IN ('incl', 'excl')),
  party_id TEXT REFERENCES party (id),
  buyer_name TEXT NOT NULL,
  buyer_tax_id TEXT, buyer_address TEXT, buyer_phone TEXT, buyer_bank TEXT, buyer_account TEXT, buyer_email TEXT,
  amount INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL CHECK (total = amount + tax),
  remark TEXT,
  first_item TEXT NOT NULL,
  line_count INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('awaiting', 'issued', 'cancelled')),
  invoice_id TEXT REFERENCES invoice (id),
  recorded_by TEXT NOT NULL,
  recorded_in_outage TEXT REFERENCES outage_episode (id),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sale_line (
  sale_id TEXT NOT NULL REFERENCES sale (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  tax_code TEXT, spec TEXT, unit TEXT,
  quantity TEXT,
  unit_price TEXT,
  unit_price_excl TEXT,
  amount INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL CHECK (total = amount + tax),
  rate TEXT NOT NULL,
  is_discount INTEGER NOT NULL CHECK (is_discount IN (0, 1)),
  PRIMARY KEY (sale_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE slip_counter (
  year INTEGER PRIMARY KEY,
  last INTEGER NOT NULL CHECK (last >= 0)
) STRICT;

CREATE TABLE submission (
  id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  channel_key TEXT NOT NULL UNIQUE CHECK (length(channel_key) <= 20),
  kind TEXT NOT NULL CHECK (kind IN ('blue')),
  sale_id TEXT NOT NULL REFERENCES sale (id),
  replaces TEXT REFERENCES submission (id),
  lane TEXT NOT NULL,
  seq INTEGER NOT NULL UNIQUE,
  -- The civil date by which it should be issued; the queue is worked through by it, then by seq.
  due_on TEXT NOT NULL CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  payload_digest TEXT NOT NULL CHECK (length(payload_digest) = 64),
  state TEXT NOT NULL CHECK (state IN
    ('held', 'queued', 'sending', 'unknown', 'pending', 'waiting', 'issued', 'rejected', 'conflict', 'parked', 'cancelled')),
  hold TEXT CHECK (hold IN ('outage', 'seller.incomplete', 'channel.missing')),
  attempts INTEGER NOT NULL DEFAULT 0,
  lookups INTEGER NOT NULL DEFAULT 0,
  must_look INTEGER NOT NULL DEFAULT 0 CHECK (must_look IN (0, 1)),
  next_at INTEGER,
  lease_until INTEGER,
  doubt_from INTEGER,
  first_absent_at INTEGER,
  last_absent_at INTEGER,
  problem TEXT,
  problem_text TEXT,
  remote_ref TEXT,
  invoice_number TEXT,
  invoice_id TEXT REFERENCES invoice (id),
  evidence TEXT CHECK (evidence IS NULL OR json_valid(evidence)),
  document_at INTEGER,
  verified_at INTEGER,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  CHECK ((state = 'held') = (hold IS NOT NULL)),
  CHECK (state <> 'issued' OR (invoice_number IS NOT NULL AND invoice_id IS NOT NULL))
) STRICT;

CREATE TRIGGER attempt_no_delete BEFORE DELETE ON attempt BEGIN SELECT RAISE(ABORT, 'attempts are append-only'); END;

CREATE TRIGGER attempt_no_update BEFORE UPDATE ON attempt BEGIN SELECT RAISE(ABORT, 'attempts are append-only'); END;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

CREATE TRIGGER invoice_line_no_delete BEFORE DELETE ON invoice_line
WHEN NOT EXISTS (SELECT 1 FROM invoice i JOIN import_job j ON j.id = i.import_job WHERE i.id = OLD.invoice_id AND j.state = 'running')
BEGIN SELECT RAISE(ABORT, 'lines of an invoice never go away'); END;

CREATE TRIGGER invoice_line_no_update BEFORE UPDATE ON invoice_line
BEGIN SELECT RAISE(ABORT, 'lines of an invoice never change'); END;

CREATE TRIGGER invoice_no_delete BEFORE DELETE ON invoice
WHEN NOT EXISTS (SELECT 1 FROM import_job j WHERE j.id = OLD.import_job AND j.state = 'running')
BEGIN SELECT RAISE(ABORT, 'an invoice never goes away'); END;

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

CREATE TRIGGER submission_identity_frozen BEFORE UPDATE OF channel_key, channel, sale_id, lane, seq, due_on ON submission
BEGIN SELECT RAISE(ABORT, 'the key of a submission never changes'); END;

CREATE TRIGGER submission_issued_final BEFORE UPDATE OF state ON submission
WHEN OLD.state = 'issued' AND NEW.state <> 'issued'
BEGIN SELECT RAISE(ABORT, 'issued is final'); END;

CREATE TRIGGER submission_no_blind_resend BEFORE UPDATE OF state ON submission
WHEN NEW.state = 'sending' AND (OLD.state <> 'queued' OR OLD.must_look = 1)
BEGIN SELECT RAISE(ABORT, 'only a queued submission that cannot have arrived is sent'); END;

CREATE TRIGGER submission_no_delete BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'a submission never goes away'); END;

CREATE TRIGGER submission_payload_frozen BEFORE UPDATE OF payload, payload_digest ON submission
WHEN OLD.hold IS NOT 'seller.incomplete' OR OLD.attempts > 0
BEGIN SELECT RAISE(ABORT, 'what was queued for sending never changes'); END;
