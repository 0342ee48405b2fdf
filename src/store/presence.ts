import type { Db } from './db.ts'
import type { Who } from './draft.ts'
import { inTransaction, type Transaction } from './transaction.ts'

/** After so many seconds without a word from it a tab has gone. */
const presenceSeconds = 15

/** Somebody who has a draft open, in one tab. */
export interface Present {
  readonly tab: string
  readonly person: Who
  readonly since: Date
  /** Has the lease: what this tab types is saved, the others read. */
  readonly writes: boolean
}

interface Tab {
  readonly draft: string
  readonly tab: string
  readonly person: string
}

/** Says that a tab is there. It writes where it may and nobody else does. @param was the tab before, as of a page that was loaded again: its place is taken
 *  @returns everybody who is there */
export const claimPresence = (
  db: Db,
  {
    draft,
    tab,
    person,
    mayWrite = true,
    was = null,
  }: Tab & { readonly mayWrite?: boolean; readonly was?: string | null },
): Promise<Present[]> =>
  underDraft(db, draft, async sql => {
    const gone = await sql`
      delete from presence
       where draft_id = ${draft} and (seen_at < clock_timestamp() - make_interval(secs => ${presenceSeconds}) or (tab = ${was} and person_id = ${person}))
      returning tab`
    const rows = await sql<{ isNew: boolean; became: boolean }[]>`
      with free as (
        select ${mayWrite} and not exists (select 1 from presence where draft_id = ${draft} and writes) as is
      ), before as (
        select writes from presence where draft_id = ${draft} and tab = ${tab}
      )
      insert into presence (draft_id, tab, person_id, writes) select ${draft}, ${tab}, ${person}, free.is from free
      on conflict (draft_id, tab) do update
         set seen_at = clock_timestamp(), writes = (presence.writes and ${mayWrite}) or excluded.writes
       where presence.person_id = excluded.person_id
      returning not exists (select 1 from before) as "isNew", writes is distinct from (select writes from before) as became`
    if (gone.length > 0 || rows[0]?.isNew || rows[0]?.became) await tell(sql, draft)
    return presentAt(sql, draft)
  })

/** Gives a tab the lease, whoever had it. @returns who had it; null: nobody did */
export const takePresence = (db: Db, { draft, tab, person }: Tab): Promise<Who | null> =>
  underDraft(db, draft, async sql => {
    const [former] = await sql<{ id: string; name: string }[]>`
      with former as (
        update presence set writes = false where draft_id = ${draft} and writes and tab <> ${tab} returning person_id, seen_at
      )
      select p.id, p.name from former f join person p on p.id = f.person_id
       where f.seen_at >= clock_timestamp() - make_interval(secs => ${presenceSeconds})`
    await sql`
      insert into presence (draft_id, tab, person_id, writes) values (${draft}, ${tab}, ${person}, true)
      on conflict (draft_id, tab) do update set seen_at = clock_timestamp(), writes = true where presence.person_id = excluded.person_id`
    await tell(sql, draft)
    return former ?? null
  })

/** Gives up the place of a tab, and its lease. */
export const leavePresence = async (sql: Db, { draft, tab, person }: Tab): Promise<void> => {
  await sql`
    with gone as (
      delete from presence where draft_id = ${draft} and tab = ${tab} and person_id = ${person} returning draft_id
    )
    select pg_notify('desk', draft_id) from gone`
}

/** Everybody who has a draft open, the first to come first. */
export const presentAt = (sql: Db | Transaction, draft: string): Promise<Present[]> => sql<Present[]>`
  select n.tab, n.since, n.writes, json_build_object('id', p.id, 'name', p.name) as person
    from presence n join person p on p.id = n.person_id
   where n.draft_id = ${draft} and n.seen_at >= clock_timestamp() - make_interval(secs => ${presenceSeconds})
   order by n.since, n.tab`

const tell = async (sql: Transaction, draft: string): Promise<void> => {
  await sql`select pg_notify('desk', ${draft})`
}

/** One at a time for each draft, so that of two who come together one writes. */
const underDraft = <T>(db: Db, draft: string, work: (sql: Transaction) => Promise<T>): Promise<T> =>
  inTransaction(db, async sql => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`dateline presence ${draft}`}, 0))`
    return work(sql)
  })
