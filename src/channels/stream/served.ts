import type { ApiUser, Authenticator } from '../../accounts/api-user.ts'
import type { Catalogue } from '../../accounts/catalogue.ts'
import type { Filter } from '../../domain/filter.ts'
import { isLapsed, type Scope } from '../../domain/licence.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Selections } from '../../wire/selections.ts'
import type { Connection, ScopeState } from './services.ts'

/** A connection with whom it serves. */
interface Served {
  readonly user: ApiUser
  readonly connection: Connection
  readonly filter: Filter
  readonly format: string
  /** How often its contract was looked up: of two lookups under way the later one counts. */
  turn: number
  /** When time alone changes the contract; checked by the sweep. */
  changesAt: Date | null
}

/** Keeps every connection true to its contract: within a second of a change it goes on under the new scope, or is closed with a reason. */
export interface ServedConnections {
  /** How many streams a credential has open. */
  count(credential: string): number
  add(served: { user: ApiUser; connection: Connection; filter: Filter; format: string }): Promise<void>
  remove(connection: Connection): void
  stop(): void
}

const sweepMs = 1_000

/** @throws Refusal `not-entitled` where the subscriber has no contract at all */
export const scopeFor = (catalogue: Catalogue, user: ApiUser, now: Date): Scope => {
  const scope = catalogue.scopeOf(user.subscriber, now)
  if (scope === null) throw new Refusal('not-entitled', `${user.name} has no licence`)
  return scope
}

export const createServed = (options: {
  readonly catalogue: Catalogue
  readonly authenticator: Authenticator
  readonly selections: Selections
  readonly clock: () => Date
  readonly onError: (error: unknown) => void
}): ServedConnections => {
  const { catalogue, authenticator, selections, clock, onError } = options
  const all = new Map<Connection, Served>()
  /** The same by credential: whether a key is good is asked once for all that it has open. */
  const byCredential = new Map<string, Set<Served>>()

  const follow = async (served: Served) => {
    const { user, connection, filter, format } = served
    const turn = ++served.turn
    const now = clock()
    const scope = scopeFor(catalogue, user, now)
    served.changesAt = catalogue.scopeChangesAt(user.subscriber, now)
    const selection = await selections.get(scope, filter, format)
    // A later change may have been quicker.
    if (turn !== served.turn) return
    await connection.follow(selection, stateOf(scope, now))
  }
  const check = (served: Served, isChanged: boolean) => {
    try {
      authenticator.check(served.user)
      if (isChanged) follow(served).catch(error => refuse(served, error))
    } catch (error) {
      refuse(served, error)
    }
  }
  const refuse = (served: Served, error: unknown) => {
    if (error instanceof Refusal)
      return served.connection.end(error.code === 'not-entitled' ? 'not-entitled' : 'revoked', error.message)
    onError(error)
    served.connection.end('error', 'please reconnect')
  }
  const forget = catalogue.onChange(change => {
    if (change.subscriber === null) return
    for (const served of all.values()) {
      if (served.user.subscriber === change.subscriber) check(served, change.kind === 'licence')
    }
  })
  const isGood = ({ user }: Served): boolean => {
    try {
      authenticator.check(user)
      return true
    } catch {
      return false
    }
  }
  const timer = setInterval(() => {
    const now = clock()
    for (const group of byCredential.values()) {
      const [first] = group
      const good = first === undefined || isGood(first)
      for (const served of group) {
        const isChanged = served.changesAt !== null && served.changesAt <= now
        if (isChanged || !good) check(served, isChanged)
      }
    }
  }, sweepMs)

  return {
    count: credential => byCredential.get(credential)?.size ?? 0,
    async add(asked) {
      const served: Served = { ...asked, turn: 0, changesAt: null }
      all.set(asked.connection, served)
      const { credential } = asked.user
      byCredential.set(credential, (byCredential.get(credential) ?? new Set()).add(served))
      await follow(served)
    },
    remove(connection) {
      const served = all.get(connection)
      if (served === undefined) return
      all.delete(connection)
      const { credential } = served.user
      const group = byCredential.get(credential)
      group?.delete(served)
      if (group?.size === 0) byCredential.delete(credential)
    },
    stop() {
      clearInterval(timer)
      forget()
    },
  }
}

const stateOf = (scope: Scope, now: Date): ScopeState => ({
  state: now < scope.from ? 'not-started' : isLapsed(scope, now) ? 'lapsed' : 'active',
  until: scope.until,
})
