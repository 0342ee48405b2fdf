create table blob (
  digest bytea primary key check (length(digest) = 32),
  size_bytes bigint not null check (size_bytes > 0),
  created_at timestamptz not null default now()
);

create table asset (
  id text primary key check (id ~ '^ast_[a-z0-9]+$'),
  -- The file as it came in, never altered.
  digest bytea not null references blob (digest),
  type text not null check (type in ('picture', 'video', 'graphic', 'file')),
  file_name text not null check (length(file_name) between 1 and 255),
  content_type text not null,
  width_pixels integer,
  height_pixels integer,
  duration_seconds double precision,
  -- What was read of it: src/domain/file-facts.ts.
  facts jsonb not null default '{}',
  -- Its XMP, IIM and EXIF as they stand in it, to be written back.
  packets jsonb not null default '{}',
  -- 64 bits that look alike for pictures that look alike; null: not a picture.
  fingerprint bigint,
  -- Focus and crops.
  edit jsonb not null default '{"focus": null, "crops": {}}',
  -- Counts edits, so that what was made for an older one is not taken for this one's.
  generation integer not null default 1,
  state text not null default 'waiting' check (state in ('waiting', 'ready', 'failed')),
  -- Why it failed, or what could not be made.
  remark text,
  tries integer not null default 0,
  -- While somebody works on it.
  taken_until timestamptz,
  -- Who brought it: a person, a source, or the command line.
  added_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  ready_at timestamptz
);
create index asset_waiting on asset (created_at) where state = 'waiting';
create index asset_newest on asset (created_at desc, id);
create index asset_digest on asset (digest);
create index asset_fingerprint on asset (created_at) where fingerprint is not null;

create table asset_rendition (
  asset_id text not null references asset (id) on delete cascade,
  role text not null,
  digest bytea not null references blob (digest),
  content_type text not null,
  size_bytes bigint not null,
  width_pixels integer,
  height_pixels integer,
  duration_seconds double precision,
  primary key (asset_id, role)
);
create index asset_rendition_digest on asset_rendition (digest);

-- What a subscriber took on a day, once however often it was fetched; `used` counts its rows under a lock, so that the limit is exact.
create table download_day (
  subscriber_id text not null references subscriber (id),
  day date not null,
  used integer not null default 0 check (used >= 0),
  primary key (subscriber_id, day)
);
create table download (
  subscriber_id text not null references subscriber (id),
  day date not null,
  item_id text not null references item (id),
  version integer not null,
  role text not null,
  -- Of the first fetch: a person or a credential.
  actor text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (subscriber_id, day, item_id, version, role)
);
create index download_item on download (item_id);

alter table act drop constraint act_kind_check;
alter table act add constraint act_kind_check check (kind in ('view', 'copy', 'document', 'item', 'search', 'download'));

-- Which items an upload stands in: the array of their uploads, of versions that have any.
create index version_asset on version using gin ((document::jsonb #> '{content,media,assets}')) where document like '%"assets":["ast\_%';

-- Which items a file stands in, so that it is kept as long as one does.
create index version_blob on version using gin ((jsonb_path_query_array(document::jsonb, '$.content.renditions[*].href')))
  where document like '%"href":"blob:%';

-- Keys that subscribers manage themselves: put out of use and back, and with a new secret beside the old one for a while.
alter table credential add column inactive_since timestamptz;
alter table credential add column manages boolean not null default false;
alter table credential add column previous_digest bytea check (length(previous_digest) = 32);
alter table credential add column previous_until timestamptz;
create index credential_subscriber on credential (subscriber_id);

-- With what links to files are signed where the operator gives no key: made once, the same for every process.
create table link_key (
  one boolean primary key default true check (one),
  key bytea not null check (length(key) = 32)
);

-- Files of items that came in: where they may be had, and the uploads that they became.
create table intake_file (
  item_id bigint not null references intake_item (id) on delete cascade,
  -- From 0.
  position integer not null,
  -- Addresses, the best first; empty: its bytes came with the item.
  addresses jsonb not null default '[]',
  state text not null default 'wanted' check (state in ('wanted', 'taken', 'failed')),
  asset_id text references asset (id),
  -- Why it could not be had, or not yet.
  reason text,
  tries integer not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  primary key (item_id, position)
);
create index intake_file_wanted on intake_file (next_at) where state = 'wanted';
create index intake_file_asset on intake_file (asset_id) where asset_id is not null;
-- wanted: it is not decided on before its files are here, or are known not to come; null: nobody has looked whether it has any.
alter table intake_item add column files text check (files in ('wanted', 'done'));
create index intake_item_files on intake_item (id) where files = 'wanted';
