import { setTimeout as sleep } from 'node:timers/promises'
import { open } from '../accounts/sealed.ts'
import type { Db } from '../store/db.ts'
import { lookFailed, lookSucceeded } from '../store/intake-health.ts'
import { type IntakeSource, sourceSecrets } from '../store/intake-source.ts'
import { noKey } from './sources.ts'
import { take } from './take.ts'
import type { Looked, OpenSource } from './way.ts'
import type { Ways } from './ways.ts'

/** What looking at sources needs around it. */
export interface Looker {
  readonly db: Db
  readonly ways: Ways
  /** With which credentials are sealed; null: there is none. */
  readonly key: () => Buffer | null
  readonly clock: () => Date
  /** 0 to 1. */
  readonly random: () => number
}

/** A look that has not ended by then is given up. */
const longestLookMs = 300_000

/**
 * Looks at a source once, stores what it gives, and notes how it went and when it is due again: after a failure twice as late as after the one
 * before, an hour at most unless the other side asks for more.
 * @param signal aborted when the process stops; a look that ends by it leaves no trace of failure
 */
export const lookAt = async (looker: Looker, source: IntakeSource, signal: AbortSignal): Promise<Looked> => {
  const { db, clock } = looker
  const looked = await lookOnce(looker, source, signal)
  const at = clock()
  const everyMs = source.everySeconds * 1_000
  if (looked.kind === 'looked') {
    const nextAt = new Date(at.getTime() + (looked.again === true ? 0 : everyMs))
    await lookSucceeded(db, { id: source.id, at, state: looked.state, nextAt, trouble: looked.trouble ?? null })
  } else if (!signal.aborted) {
    const waitMs = Math.max(
      backOffMs(everyMs, source.failures, looker.random()),
      Math.min(looked.retryAfterMs ?? 0, dayMs),
    )
    await lookFailed(db, { id: source.id, at, reason: looked.reason, nextAt: new Date(at.getTime() + waitMs) })
  }
  return looked
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const leastWaitMs = 2_000

/** How long to wait after so many failures one after another: twice as long each time, an hour at most, and a quarter more or less, so that not all come at once. */
export const backOffMs = (everyMs: number, failures: number, random: number): number => {
  const waitMs = Math.max(everyMs, leastWaitMs) * 2 ** Math.min(failures, 20)
  return Math.round(Math.min(hourMs, waitMs * (0.75 + random / 2)))
}

const lookOnce = async ({ db, ways, key }: Looker, source: IntakeSource, signal: AbortSignal): Promise<Looked> => {
  const way = ways[source.kind]
  if (way === null) return failed(`a source of the kind ${source.kind} is not looked at: what it gives is sent to us`)
  const opened = await openSource(db, source, key)
  if ('reason' in opened) return failed(opened.reason)
  const ending = new AbortController()
  const until = AbortSignal.any([signal, ending.signal])
  try {
    const look = way.look(
      opened,
      async (arrival, state) => {
        // A way that goes on after its time must not write over what the next one does.
        until.throwIfAborted()
        const { isNew } = await take(db, source.id, arrival, { state })
        return isNew ? 'new' : 'known'
      },
      until,
    )
    return await Promise.race([look, givenUp(until)])
  } catch (error) {
    return failed(hidden(reasonOf(error), opened.secret))
  } finally {
    ending.abort()
  }
}

/** Where the way does not heed the signal. */
const givenUp = async (until: AbortSignal): Promise<Looked> => {
  await sleep(longestLookMs, undefined, { signal: until, ref: false }).catch(() =>
    sleep(5_000, undefined, { ref: false }),
  )
  return failed(`the look did not end within ${longestLookMs / 60_000} minutes`)
}

const failed = (reason: string): Looked => ({ kind: 'failed', reason, retryAfterMs: null })

/** A source with its credential in the clear; or why that cannot be had, in a sentence. */
export const openSource = async (
  db: Db,
  source: IntakeSource,
  keyOf: () => Buffer | null,
): Promise<OpenSource | { readonly reason: string }> => {
  const { id, name, kind, settings, state, defaults } = source
  const opened = { id, name, kind, settings, state, defaults }
  const sealed = (await sourceSecrets(db, id))?.secret ?? null
  if (sealed === null) return { ...opened, secret: null }
  const key = keyOf()
  if (key === null) return { reason: noKey }
  const secret = open(key, id, sealed)
  return secret === null
    ? { reason: 'its credential was sealed with another SECRET_KEY: enter it again' }
    : { ...opened, secret }
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error && error.cause.message !== '' ? ` (${error.cause.message})` : ''
  return `${error.message}${cause}`.slice(0, 1_000)
}

/** Whatever an error of somebody else's says, the credential is not in it. */
const hidden = (reason: string, secret: string | null): string =>
  secret === null || secret === '' ? reason : reason.replaceAll(secret, '(hidden)')
