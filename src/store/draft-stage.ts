import type { Stage } from '../domain/stage.ts'
import type { Db } from './db.ts'
import { type DraftEvent, type DraftEventKind, recordDraftEvent } from './draft-event.ts'
import { inTransaction } from './transaction.ts'

/** Something done with a draft, as its trail tells it. */
interface Deed {
  readonly draft: string
  readonly by: string
  readonly note?: string | null
  /** Ids of people whom the note names. */
  readonly mentions?: readonly string[]
  /** The event that this takes back. */
  readonly undoes?: number | undefined
}

const detailOf = (from: string | null, to: string | null, { undoes }: Deed): DraftEvent['detail'] =>
  undoes === undefined ? { from, to } : { from, to, undoes }

/** Records a change in one transaction with it, so that the trail tells of every change and of nothing else. @returns the event's id; null where nothing changed */
const changed = (
  db: Db,
  deed: Deed,
  kind: DraftEventKind,
  change: (sql: Db) => Promise<DraftEvent['detail'] | null>,
): Promise<number | null> =>
  inTransaction(db, async transaction => {
    const sql = transaction as unknown as Db
    const detail = await change(sql)
    if (detail === null) return null
    const { draft, by, note = null, mentions = [] } = deed
    return recordDraftEvent(sql, { draft, by, kind, note, mentions, detail })
  })

/** Moves an open draft from the stage it was seen in to another. @returns the event's id; null where it stands elsewhere meanwhile, or is closed */
export const moveStage = (db: Db, deed: Deed & { readonly from: Stage; readonly to: Stage }): Promise<number | null> =>
  changed(db, deed, deed.to === 'writing' && deed.note ? 'sent-back' : 'stage', async sql => {
    const { draft, from, to } = deed
    const rows = await sql`
      update draft set stage = ${to}, stage_at = clock_timestamp()
       where id = ${draft} and stage = ${from} and stage <> 'scheduled' and closed_at is null returning id`
    return rows.length === 0 ? null : detailOf(from, to, deed)
  })

/** Gives an open draft to somebody, or to nobody. @param deed `from`: whose it was seen to be; left out: whosever @returns the event's id; null where nothing changed */
export const assignDraft = (
  db: Db,
  deed: Deed & { readonly to: string | null; readonly from?: string | null },
): Promise<number | null> =>
  changed(db, deed, 'assigned', async sql => {
    const { draft, to, from } = deed
    const rows = await sql<{ before: string | null }[]>`
      with seen as (select id, assignee_id as before from draft where id = ${draft} and closed_at is null for update)
      update draft d set assignee_id = ${to} from seen s
       where d.id = s.id and d.assignee_id is distinct from ${to} ${from === undefined ? sql`` : sql`and s.before is not distinct from ${from}`}
      returning s.before`
    return rows[0] === undefined ? null : detailOf(rows[0].before, to, deed)
  })

/** Moves an open draft to a desk, or to none. @param deed `from`: where it was seen; left out: wherever @returns the event's id; null where nothing changed */
export const moveToDesk = (
  db: Db,
  deed: Deed & { readonly to: string | null; readonly from?: string | null },
): Promise<number | null> =>
  changed(db, deed, 'desk', async sql => {
    const { draft, to, from } = deed
    const rows = await sql<{ before: string | null }[]>`
      with seen as (select id, desk_id as before from draft where id = ${draft} and closed_at is null for update)
      update draft d set desk_id = ${to} from seen s
       where d.id = s.id and d.desk_id is distinct from ${to} ${from === undefined ? sql`` : sql`and s.before is not distinct from ${from}`}
      returning s.before`
    return rows[0] === undefined ? null : detailOf(rows[0].before, to, deed)
  })
