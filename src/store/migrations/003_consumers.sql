-- One cursor on the wire each.
create table consumer (
  id text primary key check (id ~ '^con_[a-z0-9]+$'),
  subscriber_id text not null references subscriber (id),
  credential_id text references credential (id),
  kind text not null check (kind in ('stream', 'pull', 'has')),
  name text not null,
  -- The last entry that this consumer is known to have passed.
  cursor bigint not null default 0,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  unique (credential_id, kind, name)
);
create index consumer_subscriber on consumer (subscriber_id);

-- Scope + filter + format, immutable and shared by all who have the same.
create table selection (
  id bigint generated always as identity primary key,
  digest bytea not null unique,
  scope jsonb not null,
  filter jsonb not null,
  format text not null
);

-- Who had what: a range is opened before anything in it is sent and bounds what may have been sent.
create table ledger (
  id bigint generated always as identity primary key,
  consumer_id text not null references consumer (id),
  selection_id bigint not null references selection (id),
  -- Entries with from_seq < seq <= to_seq, as the selection chose them.
  from_seq bigint not null,
  -- Written ahead of sending; a crash leaves it too high, never too low.
  to_seq bigint not null,
  -- Known to have been written out; 0 until the first report.
  sent_seq bigint not null,
  -- Known to have arrived: by the next cursor, a 2xx or a receipt.
  confirmed_seq bigint not null,
  opened_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  check (to_seq >= from_seq)
);
create index ledger_consumer on ledger (consumer_id, to_seq);
-- Who was sent this entry: asked at every recall, of all ranges there ever were.
create index ledger_range on ledger using gist (int8range(from_seq, to_seq, '(]'));

-- Deliberate acts: somebody opened, copied or fetched a version.
create table act (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind in ('view', 'copy', 'document', 'item', 'search')),
  subscriber_id text not null references subscriber (id),
  -- A person or a credential.
  actor text not null,
  item_id text not null references item (id),
  version integer not null
);
create index act_item on act (item_id, subscriber_id);
create index act_subscriber on act (subscriber_id, at);

-- Cursors of readers inside Dateline itself (the search index and the like).
create table reader (
  name text primary key,
  seq bigint not null
);

-- Search over entries: one row an entry that has words, written by the reader `search` of the wire. Each vector holds folded words with
-- their places and stems without (store/search.ts).
create table search_version (
  seq bigint primary key,
  item_id text not null references item (id),
  version integer not null,
  language text not null,
  headline_words tsvector not null,
  all_words tsvector not null
);
-- Without the list of entries not yet sorted in, which every search would read from end to end; nobody waits for the writer.
create index search_all on search_version using gin (all_words) with (fastupdate = off);
