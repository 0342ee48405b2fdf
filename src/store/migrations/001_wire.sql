-- The wire: a gap-free, append-only, numbered log. Everything here is written by one statement (store/wire.ts).

create table agency (
  one boolean primary key default true check (one),
  code text not null,
  name text not null,
  -- GUIDs are made of this, never of the address served.
  domain text not null,
  contact text not null,
  created_at timestamptz not null default now()
);

-- One row: whoever holds its lock is the only one who numbers.
create table wire_head (
  one boolean primary key default true check (one),
  seq bigint not null,
  at timestamptz not null,
  digest bytea not null check (length(digest) = 32)
);
insert into wire_head (seq, at, digest) values (0, 'epoch', sha256('dateline wire 1'));

-- The n of item ids: one counter for all types, taken in blocks by each process, so with gaps.
create sequence item_number start 1001 increment by 64;

create table item (
  id text primary key,
  guid text not null unique,
  -- Last part of the story's public address, made of the first headline and kept for life.
  slug text not null unique,
  type text not null check (type in ('text', 'picture', 'video', 'graphic', 'file', 'collection')),
  group_id text,
  version integer not null,
  last_seq bigint not null,
  state text not null check (state in ('usable', 'withheld', 'killed')),
  -- The union over all entries; grows only.
  products integer[] not null,
  embargoed boolean not null,
  embargo_until timestamptz,
  first_at timestamptz not null,
  released_at timestamptz,
  -- First release plus the public delay; null while under embargo.
  visible_from timestamptz,
  -- When corrections, withholds and kills were sent, in order: recalls[i] is the time of the entry recall_seqs[i].
  recalls timestamptz[] not null default '{}',
  recall_seqs bigint[] not null default '{}'
);
create index item_embargo on item (embargo_until) where embargoed and embargo_until is not null and state = 'usable';
create index item_group on item (group_id) where group_id is not null;

-- Partitioned by seq range; store/partitions.ts keeps partitions ahead of the head.
create table entry (
  seq bigint not null,
  -- Whole milliseconds, so that JavaScript sees the very same time; never decreases with seq.
  at timestamptz not null,
  item_id text not null references item (id),
  version integer not null,
  signal text not null check (signal in ('new', 'update', 'correction', 'advisory', 'withhold', 'kill', 'release')),
  type text not null,
  language text not null,
  category text not null,
  priority smallint not null check (priority between 1 and 6),
  -- Membership when sent: products[i] in the version product_versions[i] of its rule.
  products integer[] not null,
  product_versions integer[] not null,
  item_products integer[] not null,
  embargoed boolean not null,
  -- sha256(digest of the entry before || seq || at in milliseconds || signal || version digest): the chain, from entry 1.
  digest bytea not null check (length(digest) = 32),
  primary key (seq)
) partition by range (seq);
create table entry_1 partition of entry for values from (1) to (1000001);
create table entry_1000001 partition of entry for values from (1000001) to (2000001);
create table entry_2000001 partition of entry for values from (2000001) to (3000001);
create index entry_item on entry (item_id, seq);
create index entry_at on entry (at);
create index entry_takeback on entry (seq) where signal in ('withhold', 'kill');

create table version (
  item_id text not null references item (id),
  number integer not null check (number > 0),
  seq bigint not null,
  sent_at timestamptz not null,
  -- Canonical JSON, the very bytes that were digested; null once erased.
  document text,
  salt bytea not null,
  -- sha256(salt || document)
  digest bytea not null check (length(digest) = 32),
  primary key (item_id, number)
);

create table idempotency (
  key text primary key check (length(key) <= 200),
  request_digest bytea not null,
  seq bigint not null,
  item_id text not null,
  version integer not null,
  at timestamptz not null
);

-- Teasers and notices: what the public may see. No bodies here.
create table teaser (
  item_id text primary key references item (id),
  slug text not null unique,
  language text not null,
  category text not null,
  priority smallint not null,
  headline text not null,
  dateline text,
  summary text not null,
  summary_kind text not null check (summary_kind in ('editor', 'extract')),
  correction text,
  published_at timestamptz not null,
  updated_at timestamptz not null,
  visible_from timestamptz
);
create index teaser_front on teaser (language, published_at desc);

create table public_notice (
  item_id text primary key references item (id),
  slug text not null unique,
  language text not null,
  kind text not null check (kind in ('withheld', 'killed')),
  line text not null,
  replaced_by text,
  at timestamptz not null
);
