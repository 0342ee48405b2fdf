-- What comes in: sources, the bytes they gave, and the items that were read in them.
create table intake_source (
  id text primary key check (id ~ '^src_[a-z0-9]+$'),
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('folder', 'http', 'feed', 'has', 'dateline', 'imap', 'smtp', 'timeline')),
  enabled boolean not null default true,
  -- Of its kind; src/intake/settings.ts says what may be in it.
  settings jsonb not null default '{}',
  -- Its credential at the other side, or the key of its signatures: sealed with AES-256-GCM (src/accounts/sealed.ts).
  secret bytea,
  -- SHA-256 of the key with which it may hand in.
  key_digest bytea check (length(key_digest) = 32),
  every_seconds integer not null default 60 check (every_seconds between 1 and 86400),
  defaults jsonb not null default '{}',
  routing jsonb not null default '{"mode": "desk"}',
  -- In whose name drafts are made.
  person_id text references person (id),
  -- Where its way in has got to: a cursor, an ETag. Written with what was taken, in one transaction.
  state jsonb,
  stalled_after_minutes integer check (stalled_after_minutes > 0),
  created_at timestamptz not null default now(),
  -- Its items stay; its name is free again.
  removed_at timestamptz,
  next_poll_at timestamptz not null default now(),
  last_poll_at timestamptz,
  last_ok_at timestamptz,
  last_arrival_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  -- One after another, up to now.
  failures integer not null default 0
);
create unique index intake_source_name on intake_source (name) where removed_at is null;
create index intake_source_due on intake_source (next_poll_at) where enabled and removed_at is null;

-- What happened, by the hour, for rates of errors; kept for a month.
create table intake_hour (
  source_id text not null references intake_source (id),
  hour timestamptz not null,
  looks integer not null default 0,
  failed_looks integer not null default 0,
  arrivals integer not null default 0,
  quarantined integer not null default 0,
  items integer not null default 0,
  held integer not null default 0,
  primary key (source_id, hour)
);

-- Bytes as they came, stored before anybody tries to understand them. Numbers of a source grow in the order in which they were taken.
create table intake_raw (
  id bigint generated always as identity primary key,
  source_id text not null references intake_source (id),
  digest bytea not null check (length(digest) = 32),
  bytes bytea not null,
  name text,
  content_type text,
  headers jsonb not null default '{}',
  received_at timestamptz not null default clock_timestamp(),
  -- With which its sender may ask again.
  request_key text check (length(request_key) <= 200),
  -- What somebody put in place of the bytes; those stay.
  repaired bytea,
  repaired_by text,
  repaired_at timestamptz,
  status text not null default 'pending' check (status in ('pending', 'taken', 'quarantined', 'dismissed')),
  -- Why it is in quarantine; of what was taken, what in it was refused.
  reason text,
  format text,
  format_version text,
  refused jsonb not null default '[]',
  reads integer not null default 0,
  read_at timestamptz,
  unique (source_id, digest)
);
create index intake_raw_pending on intake_raw (source_id, id) where status = 'pending';
create index intake_raw_quarantined on intake_raw (id) where status = 'quarantined';
create unique index intake_raw_request on intake_raw (source_id, request_key) where request_key is not null;

-- One item of a raw document.
create table intake_item (
  id bigint generated always as identity primary key,
  raw_id bigint not null references intake_raw (id),
  -- From 0.
  position integer not null,
  source_id text not null references intake_source (id),
  -- As its source names and counts it.
  source_item_id text,
  source_version text,
  version_created timestamptz,
  -- What was read (src/formats/reading.ts).
  document jsonb not null,
  -- Of what a reader of it would see; equal for a version that says nothing new.
  digest bytea not null check (length(digest) = 32),
  format text not null,
  signal text not null,
  type text not null,
  language text,
  category text,
  priority smallint,
  headline text not null,
  words tsvector not null,
  -- arrived: read, and not yet decided on.
  status text not null check (status in ('arrived', 'waiting', 'held', 'drafted', 'sent', 'dismissed', 'superseded', 'unchanged')),
  holds jsonb not null default '[]',
  -- The earlier one of the same source that it is a version of.
  earlier_id bigint,
  draft_id text references draft (id),
  item_id text references item (id),
  seq bigint,
  at timestamptz not null default clock_timestamp(),
  decided_at timestamptz,
  decided_by text,
  unique (raw_id, position)
);
create index intake_item_arrived on intake_item (source_id, id) where status = 'arrived';
create index intake_item_shown on intake_item (status, id);
create index intake_item_source on intake_item (source_id, id);
create index intake_item_known on intake_item (source_id, source_item_id, id) where source_item_id is not null;
create index intake_item_wire on intake_item (item_id) where item_id is not null;
create index intake_item_draft on intake_item (draft_id) where draft_id is not null;
create index intake_item_words on intake_item using gin (words);
