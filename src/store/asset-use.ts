import type { ItemId } from '../domain/ids.ts'
import type { Db } from './db.ts'

/** An item on the wire, or an open draft, that an upload stands in. */
export interface AssetUse {
  readonly asset: string
  readonly item: ItemId | null
  readonly draft: string | null
  readonly headline: string
  /** When the item was first sent; null: a draft. */
  readonly sentAt: Date | null
}

/** Where uploads stand: items by their newest version, the last sent first, then open drafts. */
export const usesOfAssets = async (sql: Db, assets: readonly string[]): Promise<AssetUse[]> => {
  if (assets.length === 0) return []
  const wanted = sql`${[...assets]}::text[]`
  return sql<AssetUse[]>`
    with named as (
      select v.item_id, v.number, v.document::jsonb as document from version v
       where v.document like '%"assets":["ast\\_%' and v.document::jsonb #> '{content,media,assets}' ?| ${wanted})
    select a.asset, i.id as item, null as draft, n.document #>> '{content,headline}' as headline, i.first_at as "sentAt"
      from named n join item i on i.id = n.item_id and i.version = n.number
      cross join lateral jsonb_array_elements_text(n.document #> '{content,media,assets}') as a(asset)
     where a.asset = any(${wanted})
    union all
    select a.asset, d.item_id, d.id, coalesce(d.document ->> 'headline', ''), null
      from draft d cross join lateral jsonb_array_elements_text(
        case jsonb_typeof(d.document #> '{carried,media,assets}') when 'array' then d.document #> '{carried,media,assets}' else '[]' end) as a(asset)
     where d.closed_at is null and a.asset = any(${wanted})
     order by 5 desc nulls last`
}
