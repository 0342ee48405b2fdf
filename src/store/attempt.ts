import type { Db } from './db.ts'
import { inTransaction } from './transaction.ts'

/** Who tries to sign in, and from where. */
export interface Attempt {
  readonly account: string
  readonly address: string
  readonly at: Date
}

/** The attempts of the window before this one. */
export interface AttemptCount {
  /** On this account from this address. */
  readonly pair: number
  /** On this account from anywhere. */
  readonly account: number
  /** From this address on any account. */
  readonly address: number
  /** The oldest of this pair, and of this address: the moment a limit begins to loosen. */
  readonly oldestOfPair: Date | null
  readonly oldestOfAddress: Date | null
}

/**
 * Counts the attempts since `since` and, where `allows` says so, records this one, before its password is looked at. Attempts on one
 * account or from one address are counted one after another in all processes, so that a hundred at once are not all the first.
 */
export const reserveAttempt = async (
  db: Db,
  { account, address, at }: Attempt,
  since: Date,
  allows: (count: AttemptCount) => boolean,
): Promise<AttemptCount> => {
  const counted: AttemptCount[] = []
  await inTransaction(db, async transaction => {
    const sql = transaction as unknown as Db
    // Always the account first: two who wait for each other's lock cannot be.
    await sql`select pg_advisory_xact_lock(1, hashtext(${account}))`
    await sql`select pg_advisory_xact_lock(2, hashtext(${address}))`
    const [count] = await sql<AttemptCount[]>`
      select (count(*) filter (where account = ${account} and address = ${address}))::int as pair,
             (count(*) filter (where account = ${account}))::int as account,
             (count(*) filter (where address = ${address}))::int as address,
             min(at) filter (where account = ${account} and address = ${address}) as "oldestOfPair",
             min(at) filter (where address = ${address}) as "oldestOfAddress"
        from attempt where at > ${since} and (account = ${account} or address = ${address})`
    if (count === undefined) throw new Error('a count gave no row')
    counted.push(count)
    if (!allows(count)) return
    await sql`insert into attempt (account, address, at) values (${account}, ${address}, ${at})`
    await sql`delete from attempt where at < ${new Date(at.getTime() - keptMs)}`
  })
  const [count] = counted
  if (count === undefined) throw new Error('the transaction ended without its count')
  return count
}

/** An hour; every window is shorter. */
const keptMs = 3_600_000

/** A right password clears what was counted against this account from this address. */
export const forgiveAttempts = async (sql: Db, { account, address }: Omit<Attempt, 'at'>): Promise<void> => {
  await sql`delete from attempt where account = ${account} and address = ${address}`
}
