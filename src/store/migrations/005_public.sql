-- What the public website's own login may do: read three views over tables without bodies, and hand in an enquiry.
do $$
begin
  if not exists (select from pg_roles where rolname = 'dateline_site') then
    create role dateline_site nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end
$$;

create view public_teaser with (security_barrier = true) as
  select item_id, (select i.guid from item i where i.id = item_id) as guid, slug, language, category, priority, headline, dateline,
         summary, summary_kind, correction,
         greatest(published_at, visible_from) as published_at, greatest(updated_at, visible_from) as updated_at
    from teaser
   where visible_from <= now();
-- What the view calls published_at: a river is read by it, newest first.
create index teaser_river on teaser (language, greatest(published_at, visible_from));
create index teaser_category on teaser (language, category, greatest(published_at, visible_from));

create view visible_notice with (security_barrier = true) as
  select n.item_id, (select i.guid from item i where i.id = n.item_id) as guid, n.slug, n.language,
         (select e.category from entry e where e.item_id = n.item_id order by e.seq desc limit 1) as category,
         n.kind, n.line, n.at,
         (select t.slug from teaser t where t.item_id = n.replaced_by and t.visible_from <= now()) as replaced_by
    from public_notice n;

create view public_setting with (security_barrier = true) as
  select code, name, domain, contact from agency;

revoke all on schema public from public;
grant usage on schema public to dateline_site;
grant select on public_teaser, visible_notice, public_setting to dateline_site;
grant insert (organisation, name, email, country, message, language, about) on enquiry to dateline_site;
