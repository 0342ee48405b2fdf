import type { Db } from './db.ts'
import { inTransaction } from './transaction.ts'

/** What a line of the accounts log is about. */
export type AccountKind = 'product' | 'subscriber' | 'licence' | 'credential' | 'user' | 'staff'

/** A line of the accounts log: something changed, look it up again. */
export interface AccountChange {
  /** Contiguous from 1, in commit order. */
  readonly n: number
  readonly kind: AccountKind
  /** The id of what changed. */
  readonly ref: string
  readonly subscriber: string | null
}

/** A line before it has its number. */
export interface AccountNews {
  readonly kind: AccountKind
  readonly ref: string
  readonly subscriber: string | null
}

/**
 * Makes a change and writes its line in the same transaction. The row lock on the head is taken first, so that all such changes
 * follow each other: `n` has no gaps, and what `work` reads cannot change under it.
 * @param by who did it, for the record
 */
export const changeAccounts = async <T>(
  db: Db,
  by: string,
  work: (sql: Db) => Promise<{ result: T; news: AccountNews }>,
): Promise<T> => {
  const done: { value: T }[] = []
  await inTransaction(db, async transaction => {
    // A transaction of postgres.js is a Sql in all that queries need.
    const sql = transaction as unknown as Db
    await sql`select n from account_head for update`
    const { result, news } = await work(sql)
    await appendChange(sql, by, news)
    done.push({ value: result })
  })
  const [first] = done
  if (first === undefined) throw new Error('the transaction ended without its work')
  return first.value
}

const appendChange = (sql: Db, by: string, { kind, ref, subscriber }: AccountNews) => sql`
  with head as (
    update account_head set n = n + 1 returning n
  ), line as (
    insert into account_change (n, kind, ref, subscriber_id, by) select n, ${kind}, ${ref}, ${subscriber}, ${by} from head
  )
  select pg_notify('accounts', n::text) from head`

/** Lines with n > `after`, in order, at most `limit`. */
export const changesAfter = (sql: Db, after: number, limit: number): Promise<AccountChange[]> => sql<AccountChange[]>`
  select n, kind, ref, subscriber_id as subscriber from account_change where n > ${after} order by n limit ${limit}`
