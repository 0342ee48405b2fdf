import { type Credential, credentials } from './credential.ts'
import type { Db } from './db.ts'
import { type Licence, licencesOf } from './licence.ts'
import { type ProductVersion, productVersions } from './product.ts'
import { type Subscriber, subscribers } from './subscriber.ts'

/** All accounts as they were at line `n` of the accounts log. */
export interface AccountSnapshot {
  readonly n: number
  readonly products: readonly ProductVersion[]
  readonly subscribers: readonly Subscriber[]
  readonly licences: readonly Licence[]
  readonly credentials: readonly Credential[]
}

/** Reads everything at one moment, in five queries whatever their number. */
export const accountSnapshot = async (db: Db): Promise<AccountSnapshot> => {
  const read: AccountSnapshot[] = []
  await db.begin('isolation level repeatable read read only', async transaction => {
    const sql = transaction as unknown as Db
    const [head] = await sql<{ n: number }[]>`select n from account_head`
    read.push({
      n: head?.n ?? 0,
      products: await productVersions(sql),
      subscribers: await subscribers(sql, null),
      licences: await licencesOf(sql, null),
      credentials: await credentials(sql, null),
    })
  })
  const [snapshot] = read
  if (snapshot === undefined) throw new Error('the transaction ended without its work')
  return snapshot
}
