-- Changes of accounts, licences, keys and products: a numbered log of their own, tailed by every process.
create table account_head (
  one boolean primary key default true check (one),
  n bigint not null
);
insert into account_head (n) values (0);

create table account_change (
  n bigint primary key,
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind in ('product', 'subscriber', 'licence', 'credential', 'user', 'staff')),
  -- The id of what changed, and the subscriber it belongs to.
  ref text not null,
  subscriber_id text,
  by text not null
);

create table product (
  id integer not null check (id > 0),
  version integer not null check (version > 0),
  code text not null,
  names jsonb not null,
  rule jsonb not null,
  since timestamptz not null default now(),
  primary key (id, version)
);

create table subscriber (
  id text primary key check (id ~ '^sub_[a-z0-9]+$'),
  name text not null unique,
  email text not null,
  created_at timestamptz not null default now()
);

create table licence (
  id text primary key check (id ~ '^lic_[a-z0-9]+$'),
  subscriber_id text not null references subscriber (id),
  products integer[] not null,
  types text[] not null,
  languages text[],
  starts_at timestamptz not null,
  -- Equal to the start: cancelled before it began.
  ends_at timestamptz check (ends_at >= starts_at),
  archive_days integer check (archive_days > 0),
  delay_minutes integer not null default 0 check (delay_minutes >= 0),
  embargo_trust boolean not null default false,
  -- HAS sizes and quotas, told to clients by `subscription`; null: no limit.
  sizes jsonb not null default '{}',
  download_limit integer check (download_limit > 0),
  created_at timestamptz not null default now()
);
create index licence_subscriber on licence (subscriber_id, starts_at);

-- Machine credentials: Bearer for /v1, Basic for /abone (name and secret).
create table credential (
  id text primary key check (id ~ '^[1-9][0-9]{6}$'),
  subscriber_id text not null references subscriber (id),
  name text not null,
  secret_digest bytea not null check (length(secret_digest) = 32),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  revoked_why text,
  -- When the subscriber's contact was told by mail.
  revocation_mailed_at timestamptz,
  last_used_at timestamptz
);
create sequence credential_number start 3001001;

create table person (
  id text primary key check (id ~ '^(stf|usr)_[a-z0-9]+$'),
  email text not null,
  name text not null,
  -- argon2id, PHC string
  password_hash text not null,
  role text not null check (role in ('writer', 'editor', 'admin', 'reader', 'master')),
  -- null: a person of the agency
  subscriber_id text references subscriber (id),
  language text not null default 'en',
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  check ((subscriber_id is null) = (role in ('writer', 'editor', 'admin')))
);
create unique index person_email on person (lower(email), (subscriber_id is null));

create table session (
  token_digest bytea primary key,
  person_id text not null references person (id),
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  address text not null,
  agent text not null
);
create index session_person on session (person_id);

-- Failed attempts to sign in, for the rate limit; kept for an hour.
create table attempt (
  at timestamptz not null default now(),
  account text not null,
  address text not null
);
create index attempt_at on attempt (at);
create index attempt_account on attempt (account, at);
create index attempt_address on attempt (address, at);

-- Single-use 60-second tickets with which a browser opens a stream.
create table ticket (
  token_digest bytea primary key,
  credential_id text not null references credential (id),
  expires_at timestamptz not null
);
