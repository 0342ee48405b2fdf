import type { Db } from './db.ts'

/** An organisation that subscribes. */
export interface Subscriber {
  readonly id: string
  readonly name: string
  /** Whom to tell about keys and contracts. */
  readonly email: string
}

/** The subscribers named, or all; by name. */
export const subscribers = (sql: Db, ids: readonly string[] | null): Promise<Subscriber[]> => sql<Subscriber[]>`
  select id, name, email from subscriber
   where ${ids === null ? sql`true` : sql`id = any(${[...ids]}::text[])`} order by name`

/** Writes a new subscriber; null where the name is taken. */
export const insertSubscriber = async (sql: Db, { id, name, email }: Subscriber): Promise<Subscriber | null> => {
  const rows = await sql<Subscriber[]>`
    insert into subscriber (id, name, email) values (${id}, ${name}, ${email})
    on conflict (name) do nothing returning id, name, email`
  return rows[0] ?? null
}
