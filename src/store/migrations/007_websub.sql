-- Feeds that a hub pushes to us (W3C WebSub), or was asked to.
create table intake_websub (
  source_id text primary key references intake_source (id),
  hub text not null,
  topic text not null,
  -- With which the hub signs what it sends; ours, made for this subscription alone.
  secret text not null,
  asked_at timestamptz not null default clock_timestamp(),
  -- Why the hub refused, or could not be asked.
  refused text,
  -- Until when the hub has promised to push; null: not yet.
  lease_until timestamptz
);
