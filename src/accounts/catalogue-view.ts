import type { Product } from '../domain/product.ts'
import { type AccountChange, type AccountKind, changesAfter } from '../store/account-log.ts'
import { accountSnapshot } from '../store/account-snapshot.ts'
import { type Credential, credentials } from '../store/credential.ts'
import type { Db } from '../store/db.ts'
import { type Licence, licencesOf } from '../store/licence.ts'
import { type ProductVersion, productVersions } from '../store/product.ts'
import { type Subscriber, subscribers } from '../store/subscriber.ts'

/** Accounts in memory, as of line `n` of their log. */
export interface View {
  n: number
  /** All versions of all products, by id and version. */
  products: readonly ProductVersion[]
  readonly subscribers: Map<string, Subscriber>
  /** By subscriber; in order of their start and making. */
  readonly licences: Map<string, readonly Licence[]>
  readonly credentials: Map<string, Credential>
}

/** Reads all accounts once. */
export const loadView = async (db: Db): Promise<View> => {
  const snapshot = await accountSnapshot(db)
  return {
    n: snapshot.n,
    products: snapshot.products,
    subscribers: byId(snapshot.subscribers),
    licences: grouped(snapshot.licences, each => each.subscriber),
    credentials: byId(snapshot.credentials),
  }
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map(row => [row.id, row]))

const grouped = <T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, readonly T[]> => {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

/** Lines looked at in one step. */
const batch = 1000

/** Reads the lines after the view's and what they name, once each, and brings the view up to date. @returns the lines, and whether there may be more */
export const advance = async (db: Db, view: View): Promise<{ changes: AccountChange[]; hasMore: boolean }> => {
  const changes = await changesAfter(db, view.n, batch)
  const last = changes.at(-1)
  if (last === undefined) return { changes, hasMore: false }
  const refs = (kind: AccountKind) => unique(changes.filter(each => each.kind === kind).map(each => each.ref))
  const holders = unique(changes.flatMap(each => (each.kind === 'licence' && each.subscriber) || []))
  const [newProducts, newSubscribers, newLicences, newCredentials] = await Promise.all([
    ifAny(refs('product'), () => productVersions(db)),
    ifAny(refs('subscriber'), ids => subscribers(db, ids)),
    ifAny(holders, ids => licencesOf(db, ids)),
    ifAny(refs('credential'), ids => credentials(db, ids)),
  ])
  // Applied at one go, so that nobody sees half of it.
  if (newProducts.length > 0) view.products = newProducts
  for (const row of newSubscribers) view.subscribers.set(row.id, row)
  for (const [id, licences] of grouped(newLicences, each => each.subscriber)) view.licences.set(id, licences)
  for (const row of newCredentials) view.credentials.set(row.id, row)
  view.n = last.n
  return { changes, hasMore: changes.length === batch }
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]

const ifAny = async <K, T>(keys: readonly K[], read: (keys: readonly K[]) => Promise<T[]>): Promise<T[]> =>
  keys.length === 0 ? [] : read(keys)

/** The newest version of each product that is in force; in the order of `versions`, which goes by id and version. */
export const productsInForce = (versions: readonly ProductVersion[], now: Date): Product[] => [
  ...new Map(versions.filter(each => each.since <= now).map(each => [each.id, each])).values(),
]
