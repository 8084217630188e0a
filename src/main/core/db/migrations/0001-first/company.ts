// Part of migration 1: the book's own company, settings, numbers, customers, goods, and sales that wait to be issued. Frozen with it.

export const companyTables = `
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

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE slip_counter (
  year INTEGER PRIMARY KEY,
  last INTEGER NOT NULL CHECK (last >= 0)
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
CREATE INDEX party_recent ON party (last_used_at DESC);
CREATE INDEX party_tax_id ON party (tax_id) WHERE tax_id <> '';

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
CREATE INDEX goods_recent ON goods (last_used_at DESC);

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
CREATE INDEX sale_by_date ON sale (state, sale_date DESC, slip_number DESC);
CREATE INDEX sale_by_record ON sale (created_at DESC, slip_number DESC);
CREATE INDEX sale_by_party ON sale (party_id, sale_date DESC);

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

CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('sale')),
  content TEXT NOT NULL CHECK (json_valid(content)),
  saved_at INTEGER NOT NULL
) STRICT;
`
