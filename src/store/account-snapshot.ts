import { type Credential, credentials } from './credential.ts'
import type { Db } from './db.ts'
import { type Licence, licencesOf } from './licence.ts'
import { type ProductVersion, productVersions } from './product.ts'
import { type Subscriber, subscribers } from './subscriber.ts'
import { inTransaction } from './transaction.ts'

/** All accounts as they were at line `n` of the accounts log. */
export interface AccountSnapshot {
  readonly n: number
  readonly products: readonly ProductVersion[]
  readonly subscribers: readonly Subscriber[]
  readonly licences: readonly Licence[]
  readonly credentials: readonly Credential[]
}

/** Reads everything at one moment, in five queries whatever their number. */
export const accountSnapshot = (db: Db): Promise<AccountSnapshot> =>
  inTransaction(
    db,
    async transaction => {
      const sql = transaction as unknown as Db
      const [head] = await sql<{ n: number }[]>`select n from account_head`
      return {
        n: head?.n ?? 0,
        products: await productVersions(sql),
        subscribers: await subscribers(sql, null),
        licences: await licencesOf(sql, null),
        credentials: await credentials(sql, null),
      }
    },
    'isolation level repeatable read read only',
  )
