import type { Filter } from '../domain/filter.ts'
import type { Scope } from '../domain/licence.ts'
import type { Db } from './db.ts'

/** The id of the selection with this digest, made if it is new. */
export const selectionId = async (
  sql: Db,
  { digest, scope, filter, format }: { digest: Buffer; scope: Scope; filter: Filter; format: string },
): Promise<number> => {
  const found = await sql<{ id: number }[]>`select id from selection where digest = ${digest}`
  if (found[0] !== undefined) return found[0].id
  // The update of nothing makes `returning` answer also where another process was quicker.
  const made = await sql<{ id: number }[]>`
    insert into selection (digest, scope, filter, format)
    values (${digest}, ${sql.json(JSON.parse(JSON.stringify(scope)))}, ${sql.json(JSON.parse(JSON.stringify(filter)))}, ${format})
    on conflict (digest) do update set format = excluded.format
    returning id`
  if (made[0] === undefined) throw new Error('selection was not stored')
  return made[0].id
}

/** A scope as it comes out of JSON: with its dates. */
export const scopeFromJson = (json: Omit<Scope, 'from' | 'until'> & { from: string; until: string | null }): Scope => ({
  ...json,
  from: new Date(json.from),
  until: json.until === null ? null : new Date(json.until),
})
