import type { ItemId } from '../domain/ids.ts'
import type { Db } from './db.ts'
import type { Who } from './draft.ts'

/** Something that goes out by itself, or went out so: a scheduled draft, or an item whose embargo ends. */
export interface GoesOut {
  readonly kind: 'draft' | 'embargo'
  readonly draft: string | null
  readonly item: ItemId | null
  /** null: of a scheduled draft that has no such thing. */
  readonly seq: number | null
  readonly at: Date
  /** When it went; null: it is to come. */
  readonly sentAt: Date | null
  readonly headline: string
  readonly language: string
  readonly by: Who | null
  readonly desk: string | null
}

/** What goes out by itself, in the order of its times; what went out so since a moment is told with when it went. */
export const goingOut = (sql: Db, { since, limit }: { since: Date; limit: number }): Promise<GoesOut[]> => sql<
  GoesOut[]
>`
  select * from (
    select 'draft' as kind, d.id as draft, d.item_id as item, d.sent_seq::int as seq, d.send_at as at, d.closed_at as "sentAt",
           d.document->>'headline' as headline, d.document->>'language' as language,
           case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as by, k.name as desk
      from draft d left join person p on p.id = d.send_by left join desk k on k.id = d.desk_id
     where d.stage = 'scheduled' and d.send_at is not null and (d.closed_at is null or (d.sent_seq is not null and d.closed_at > ${since}))
    union all
    select 'embargo', null, i.id, i.last_seq::int, i.embargo_until, null, v.document::json->'content'->>'headline', v.document::json->'content'->>'language', null, null
      from item i join version v on v.item_id = i.id and v.number = i.version
     where i.embargoed and i.embargo_until is not null and i.state = 'usable' and v.document is not null
  ) as g order by at, draft limit ${limit}`
