-- The desks of the agency, as its newsroom is divided: politics, sports, pictures.
create table desk (
  id text primary key check (id ~ '^dsk_[a-z0-9]+$'),
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz
);
create unique index desk_name on desk (lower(name)) where closed_at is null;
create table desk_member (
  desk_id text not null references desk (id),
  person_id text not null references person (id),
  primary key (desk_id, person_id)
);
create index desk_member_person on desk_member (person_id);

alter table draft
  -- Where it stands on its way to the wire.
  add column stage text not null default 'writing' check (stage in ('writing', 'review', 'ready', 'scheduled')),
  add column stage_at timestamptz not null default clock_timestamp(),
  add column desk_id text references desk (id),
  add column assignee_id text references person (id),
  -- When it is sent by itself, what is sent then, as it was confirmed, and who confirmed it.
  add column send_at timestamptz,
  add column send_filing jsonb,
  add column send_by text references person (id),
  -- The story in whose text this picture stands: it is sent before it.
  add column parent_id text references draft (id),
  -- Its words, folded, for the desk's search, and the revision that they are of: they follow the saves.
  add column words tsvector,
  add column words_revision integer,
  add constraint draft_scheduled check ((stage = 'scheduled') = (send_at is not null) and (send_at is null) = (send_filing is null));
create index draft_stage on draft (stage, desk_id) where closed_at is null;
create index draft_assignee on draft (assignee_id) where closed_at is null and assignee_id is not null;
create index draft_due on draft (send_at) where closed_at is null and send_at is not null;
create index draft_words on draft using gin (words) where closed_at is null;
create index draft_unread on draft (updated_at) where closed_at is null and words_revision is distinct from revision;
create index draft_parent on draft (parent_id) where parent_id is not null;
create index draft_item on draft (item_id) where item_id is not null;
create index draft_sent on draft (sent_seq) where sent_seq is not null;
create index draft_author on draft (author_id, created_at desc);

-- What was done with a draft, by whom: the trail.
create table draft_event (
  id bigint generated always as identity primary key,
  draft_id text not null references draft (id),
  at timestamptz not null default clock_timestamp(),
  -- null: the system, as when a schedule was due.
  person_id text references person (id),
  kind text not null,
  note text,
  detail jsonb
);
create index draft_event_draft on draft_event (draft_id, id);
-- Who is named in a note, and when they saw it.
create table mention (
  event_id bigint not null references draft_event (id),
  person_id text not null references person (id),
  seen_at timestamptz,
  primary key (event_id, person_id)
);
create index mention_unseen on mention (person_id) where seen_at is null;

-- Texts of a draft that another stands in the place of now: `kept` from time to time and whenever another person goes on,
-- `aside` what somebody typed whose turn had been taken over.
create table draft_text (
  id bigint generated always as identity primary key,
  draft_id text not null references draft (id),
  at timestamptz not null default clock_timestamp(),
  person_id text not null references person (id),
  kind text not null check (kind in ('kept', 'aside')),
  revision integer not null,
  signal text not null,
  document jsonb not null,
  note text,
  line text
);
create index draft_text_draft on draft_text (draft_id, id);

-- Who has a draft open at the moment, a row a tab; one of them writes. A crash empties it, and the tabs fill it again.
create unlogged table presence (
  draft_id text not null,
  tab text not null check (length(tab) between 1 and 64),
  person_id text not null,
  since timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  writes boolean not null,
  primary key (draft_id, tab)
);
create unique index presence_writer on presence (draft_id) where writes;

-- Beginnings of stories, and standing background to be put into one.
create table template (
  id text primary key check (id ~ '^tpl_[a-z0-9]+$'),
  kind text not null check (kind in ('template', 'snippet')),
  name text not null check (length(name) between 1 and 200),
  language text not null,
  desk_id text references desk (id),
  -- Fields of a draft.
  document jsonb not null,
  updated_by text not null references person (id),
  updated_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz
);
create index template_open on template (kind, lower(name)) where closed_at is null;

-- What waits for a second person before it goes out: a flash or a kill, where the agency asks for it.
create table second_look (
  id text primary key check (id ~ '^slk_[a-z0-9]+$'),
  draft_id text references draft (id),
  item_id text references item (id),
  signal text not null,
  -- What would be published: the filing, the type of a new item, the item's last seq, the idempotency key.
  request jsonb not null,
  asked_by text not null references person (id),
  asked_at timestamptz not null default clock_timestamp(),
  decided_by text references person (id),
  decided_at timestamptz,
  outcome text check (outcome in ('sent', 'refused', 'withdrawn')),
  note text,
  sent_seq bigint,
  check ((decided_at is null) = (outcome is null))
);
create index second_look_open on second_look (asked_at) where decided_at is null;
-- Nothing waits twice.
create unique index second_look_draft on second_look (draft_id) where decided_at is null and draft_id is not null;
create unique index second_look_item on second_look (item_id, signal) where decided_at is null and draft_id is null;
create index second_look_of_item on second_look (item_id) where item_id is not null;

-- Names and words that desks have used, for completing them.
create table used_name (
  kind text not null check (kind in ('person', 'organisation', 'place', 'keyword')),
  name text not null,
  -- Folded, to be found by any spelling of its letters.
  folded text not null,
  uri text,
  uses integer not null default 1,
  used_at timestamptz not null default clock_timestamp(),
  primary key (kind, name)
);
create index used_name_folded on used_name (kind, folded text_pattern_ops);

-- Which version of which item an item is a translation of.
create table translation (
  item_id text primary key references item (id),
  of_item text not null references item (id),
  of_version integer not null
);
create index translation_of on translation (of_item);

-- The end of a story's use: the public sees it no more, but for a line at its address.
alter table teaser add column expires_at timestamptz;
create or replace view public_teaser with (security_barrier = true) as
  select item_id, (select i.guid from item i where i.id = item_id) as guid, slug, language, category, priority, headline, dateline,
         summary, summary_kind, correction,
         greatest(published_at, visible_from) as published_at, greatest(updated_at, visible_from) as updated_at
    from teaser
   where visible_from <= now() and (expires_at is null or expires_at > now());
create view expired_teaser with (security_barrier = true) as
  select slug, language, expires_at from teaser where visible_from <= expires_at and expires_at <= now();
create or replace view visible_notice with (security_barrier = true) as
  select n.item_id, (select i.guid from item i where i.id = n.item_id) as guid, n.slug, n.language,
         (select e.category from entry e where e.item_id = n.item_id order by e.seq desc limit 1) as category,
         n.kind, n.line, n.at,
         (select t.slug from teaser t where t.item_id = n.replaced_by and t.visible_from <= now() and (t.expires_at is null or t.expires_at > now())) as replaced_by
    from public_notice n;
grant select on expired_teaser to dateline_site;
