// Part of migration 1: outages, submissions with their attempts, the audit trail and the command ledger. Frozen with it.

export const queueTables = `
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
CREATE UNIQUE INDEX outage_one_open ON outage_episode ((1)) WHERE ended_at IS NULL;

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
CREATE INDEX submission_due ON submission (state, next_at, seq);
CREATE INDEX submission_by_sale ON submission (sale_id);
CREATE INDEX submission_unverified ON submission (next_at, seq) WHERE state = 'issued' AND (verified_at IS NULL OR document_at IS NULL);
-- Apart, because in a replay many rows are verified and only wait for their document.
CREATE INDEX submission_to_verify ON submission (next_at) WHERE state = 'issued' AND verified_at IS NULL;
CREATE INDEX submission_queued ON submission (due_on, seq) WHERE state = 'queued';
CREATE INDEX submission_lane ON submission (lane, seq);
CREATE INDEX submission_verified ON submission (verified_at) WHERE verified_at IS NOT NULL;

CREATE TRIGGER submission_identity_frozen BEFORE UPDATE OF channel_key, channel, sale_id, lane, seq, due_on ON submission
BEGIN SELECT RAISE(ABORT, 'the key of a submission never changes'); END;
-- While the company's own data is incomplete nothing can be sent yet, so the payload is completed with it.
CREATE TRIGGER submission_payload_frozen BEFORE UPDATE OF payload, payload_digest ON submission
WHEN OLD.hold IS NOT 'seller.incomplete' OR OLD.attempts > 0
BEGIN SELECT RAISE(ABORT, 'what was queued for sending never changes'); END;
CREATE TRIGGER submission_no_delete BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'a submission never goes away'); END;
CREATE TRIGGER submission_issued_final BEFORE UPDATE OF state ON submission
WHEN OLD.state = 'issued' AND NEW.state <> 'issued'
BEGIN SELECT RAISE(ABORT, 'issued is final'); END;
CREATE TRIGGER submission_no_blind_resend BEFORE UPDATE OF state ON submission
WHEN NEW.state = 'sending' AND (OLD.state <> 'queued' OR OLD.must_look = 1)
BEGIN SELECT RAISE(ABORT, 'only a queued submission that cannot have arrived is sent'); END;

CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  submission_id TEXT NOT NULL REFERENCES submission (id),
  action TEXT NOT NULL CHECK (action IN ('submit', 'lookup', 'retry-signature', 'document', 'verify')),
  outcome TEXT NOT NULL,
  detail TEXT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_by_submission ON attempt (submission_id, id);
CREATE TRIGGER attempt_no_update BEFORE UPDATE ON attempt BEGIN SELECT RAISE(ABORT, 'attempts are append-only'); END;
CREATE TRIGGER attempt_no_delete BEFORE DELETE ON attempt BEGIN SELECT RAISE(ABORT, 'attempts are append-only'); END;

-- What the engine remembers of a channel between runs: breaker, pace, learned settle time, last success.
CREATE TABLE channel_state (
  channel TEXT PRIMARY KEY,
  content TEXT NOT NULL CHECK (json_valid(content)),
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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
CREATE INDEX audit_by_subject ON audit (subject, seq);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

CREATE TABLE command_ledger (
  command_id TEXT PRIMARY KEY,
  operation TEXT NOT NULL,
  input_digest TEXT NOT NULL,
  reply TEXT NOT NULL CHECK (json_valid(reply)),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
