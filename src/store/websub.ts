import type { Db } from './db.ts'

/** A subscription at a hub. */
export interface Websub {
  readonly source: string
  readonly hub: string
  readonly topic: string
  readonly secret: string
  readonly askedAt: Date
  /** Why the hub refused, or could not be asked. */
  readonly refused: string | null
  /** Until when the hub has promised to push; null: not yet. */
  readonly leaseUntil: Date | null
}

/** The subscription of a source that is there and enabled; null: it has none. */
export const websubOf = async (sql: Db, source: string): Promise<Websub | null> => {
  const rows = await sql<Websub[]>`
    select w.source_id as source, w.hub, w.topic, w.secret, w.asked_at as "askedAt", w.refused, w.lease_until as "leaseUntil"
      from intake_websub w join intake_source s on s.id = w.source_id
     where w.source_id = ${source} and s.enabled and s.removed_at is null`
  return rows[0] ?? null
}

/** Notes that a hub is asked now. A secret that was made for the same hub and topic stays, and so does its lease. @returns the secret to ask with */
export const askWebsub = async (
  sql: Db,
  { source, hub, topic, secret, at }: { source: string; hub: string; topic: string; secret: string; at: Date },
): Promise<string> => {
  const rows = await sql<{ secret: string }[]>`
    insert into intake_websub as w (source_id, hub, topic, secret, asked_at) values (${source}, ${hub}, ${topic}, ${secret}, ${at})
    on conflict (source_id) do update
       set hub = excluded.hub, topic = excluded.topic, asked_at = excluded.asked_at, refused = null,
           secret = case when w.hub = excluded.hub and w.topic = excluded.topic then w.secret else excluded.secret end,
           lease_until = case when w.hub = excluded.hub and w.topic = excluded.topic then w.lease_until end
    returning secret`
  return rows[0]?.secret ?? secret
}

/** Notes until when the hub pushes. */
export const grantWebsub = async (sql: Db, { source, until }: { source: string; until: Date }): Promise<void> => {
  await sql`update intake_websub set lease_until = ${until}, refused = null where source_id = ${source}`
}

/** Notes that the hub does not push, and why. */
export const refuseWebsub = async (sql: Db, { source, reason }: { source: string; reason: string }): Promise<void> => {
  await sql`update intake_websub set lease_until = null, refused = ${reason} where source_id = ${source}`
}
