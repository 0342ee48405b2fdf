-- What an editor saves; a draft of a new item, or of the next version of one on the wire.
create table draft (
  id text primary key check (id ~ '^dra_[a-z0-9]+$'),
  item_id text references item (id),
  -- The item's last_seq when the draft was begun, so that a later version is noticed.
  base_seq bigint,
  signal text not null,
  document jsonb not null,
  note text,
  line text,
  -- Counts saves; a save must name the one it saw.
  revision integer not null default 1,
  author_id text not null references person (id),
  updated_by text not null references person (id),
  updated_at timestamptz not null default clock_timestamp(),
  created_at timestamptz not null default clock_timestamp(),
  -- Set when it was broadcast or thrown away.
  closed_at timestamptz,
  sent_seq bigint
);
create index draft_open on draft (updated_at desc) where closed_at is null;

create table enquiry (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  organisation text not null check (length(organisation) between 1 and 200),
  name text not null check (length(name) between 1 and 200),
  email text not null check (length(email) between 3 and 320),
  country text not null check (length(country) <= 100),
  message text not null check (length(message) <= 5000),
  language text not null check (length(language) between 2 and 8),
  -- The story from whose page the form was opened.
  about text check (length(about) <= 200),
  mailed_at timestamptz,
  handled_at timestamptz,
  handled_by text references person (id)
);
create index enquiry_open on enquiry (at) where handled_at is null;
