import { isDeepStrictEqual } from 'node:util'
import type { Scope } from '../domain/licence.ts'
import type { Product } from '../domain/product.ts'
import type { AccountChange } from '../store/account-log.ts'
import type { Credential } from '../store/credential.ts'
import type { Db } from '../store/db.ts'
import { follow, listen } from '../store/follow.ts'
import type { Licence } from '../store/licence.ts'
import type { Subscriber } from '../store/subscriber.ts'
import { advance, loadView, productsInForce } from './catalogue-view.ts'
import { nextBoundary, pickContract, toScope } from './contract.ts'

/** The accounts as this process knows them, at most a poll behind the database. Everything but `refresh` and `stop` is answered from memory. */
export interface Catalogue {
  /** The newest version of each product that is in force, by id; the same array while nothing changed. */
  products(): readonly Product[]
  /** By name. */
  subscribers(): readonly Subscriber[]
  subscriber(id: string): Subscriber | null
  /** The contract that `scopeOf` is made of. */
  contractOf(subscriber: string, now: Date): Licence | null
  /** What the subscriber may see: by the contract in force, else by the last that ended, else by the next; null without any. */
  scopeOf(subscriber: string, now: Date): Scope | null
  /** When a contract next starts or ends, so that `scopeOf` may answer otherwise although nobody changed anything. */
  scopeChangesAt(subscriber: string, now: Date): Date | null
  /** Revoked and expired ones too. */
  credential(id: string): Credential | null
  /** Calls the listener after the view has been updated. @returns what ends it */
  onChange(listener: (change: AccountChange) => void): () => void
  /** Catches up: what was committed before the call is known after it. */
  refresh(): Promise<void>
  stop(): Promise<void>
}

/** Loads the accounts and keeps them current by tailing their log: woken by notifications, and by a poll in any case. */
export const createCatalogue = async (
  db: Db,
  options: {
    readonly onError: (error: unknown) => void
    readonly clock?: () => Date
    /** Bounds how long a change can stay unknown when its notification is lost; 500. */
    readonly pollMs?: number
  },
): Promise<Catalogue> => {
  const { onError, clock = () => new Date(), pollMs = 500 } = options
  const view = await loadView(db)
  const listeners = new Set<(change: AccountChange) => void>()
  let inForce: readonly Product[] = []
  let byName: readonly Subscriber[] | null = null

  const tell = (change: AccountChange) => {
    for (const listener of listeners) {
      try {
        listener(change)
      } catch (error) {
        onError(error)
      }
    }
  }
  const step = async (): Promise<boolean> => {
    const { changes, hasMore } = await advance(db, view)
    if (changes.length > 0) byName = null
    for (const change of changes) tell(change)
    return hasMore
  }
  // One step at a time: two would both start from the same line.
  let lastStep: Promise<unknown> = Promise.resolve()
  const nextStep = (): Promise<boolean> => {
    const mine = lastStep.then(step)
    lastStep = mine.catch(() => {})
    return mine
  }

  const follower = follow({ step: nextStep, pollMs, onError })
  const unlisten = await listen(db, 'accounts', () => follower.wake()).catch(async error => {
    await follower.stop()
    throw error
  })
  const licences = (subscriber: string) => view.licences.get(subscriber) ?? []
  const contractOf = (subscriber: string, now: Date) => pickContract(licences(subscriber), now)

  return {
    products() {
      const now = productsInForce(view.products, clock())
      if (!isDeepStrictEqual(now.map(nameOf), inForce.map(nameOf))) inForce = now
      return inForce
    },
    subscribers() {
      byName ??= [...view.subscribers.values()].sort((a, b) => a.name.localeCompare(b.name))
      return byName
    },
    subscriber: id => view.subscribers.get(id) ?? null,
    contractOf,
    scopeOf(subscriber, now) {
      const licence = contractOf(subscriber, now)
      return licence === null ? null : toScope(licence)
    },
    scopeChangesAt: (subscriber, now) => nextBoundary(licences(subscriber), now),
    credential: id => view.credentials.get(id) ?? null,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async refresh() {
      while (await nextStep());
    },
    async stop() {
      await unlisten()
      await follower.stop()
    },
  }
}

/** A version of a product never changes, so its name stands for it. */
const nameOf = ({ id, version }: Product) => [id, version]
