import { setTimeout as sleep } from 'node:timers/promises'
import { textOfBody } from '../domain/body.ts'
import type { Entry } from '../domain/entry.ts'
import type { SentVersion } from '../domain/version.ts'
import type { Db } from '../store/db.ts'
import { entriesAfter } from '../store/entry.ts'
import { follow, listen } from '../store/follow.ts'
import { readerPosition, takeTurn } from '../store/reader.ts'
import { addSearchRows, dropSearchRows, type SearchRow } from '../store/search.ts'
import { versionsOf } from '../store/version.ts'

/** Keeps the search at the head of the wire. */
export interface SearchIndex {
  /** Looks at once. */
  wake(): void
  /** Resolves when the search, by whichever process, has passed an entry. */
  caughtUp(seq: number): Promise<void>
  stop(): Promise<void>
}

const name = 'search'
const batch = 200

/**
 * A reader of the wire at its own cursor (`search`), which is moved in the transaction that adds the words: started twice, or in several
 * processes, one works at a time and nothing is missed or doubled.
 */
export const createSearchIndex = async (options: {
  readonly db: Db
  readonly onError: (error: unknown) => void
  readonly pollMs?: number
}): Promise<SearchIndex> => {
  const { db, onError, pollMs = 1_000 } = options
  const follower = follow({
    pollMs,
    onError,
    step: async () => {
      const turn = await takeTurn(db, name, indexAfter)
      return turn !== 'busy' && turn.to - turn.from === batch
    },
  })
  const unlisten = await listen(db, 'wire', follower.wake)
  return {
    wake: follower.wake,
    async caughtUp(seq) {
      follower.wake()
      while ((await readerPosition(db, name)) < seq) await sleep(5)
    },
    async stop() {
      await unlisten().catch(() => {})
      await follower.stop()
    },
  }
}

/** Adds the words of the next entries. What takes a story back has none, and a kill takes all of its item's with it. */
const indexAfter = async (sql: Db, after: number): Promise<number> => {
  const entries = await entriesAfter(sql, { after, limit: batch })
  const killed = entries.filter(entry => entry.signal === 'kill').map(entry => entry.item)
  const worded = entries.filter(entry => entry.state !== 'killed' && entry.signal !== 'withhold')
  const versions = await versionsOf(
    sql,
    worded.map(entry => ({ item: entry.item, number: entry.version })),
  )
  const byKey = new Map(versions.map(version => [`${version.item}/${version.number}`, version]))
  await dropSearchRows(sql, killed)
  await addSearchRows(
    sql,
    worded.flatMap(entry => {
      const version = byKey.get(`${entry.item}/${entry.version}`)
      return version === undefined ? [] : [searchRowOf(entry, version)]
    }),
  )
  return entries.at(-1)?.seq ?? after
}

/** What an entry is found by. */
export const searchRowOf = (entry: Entry, { content }: SentVersion): SearchRow => ({
  seq: entry.seq,
  item: entry.item,
  version: entry.version,
  language: entry.language,
  headline: content.headline,
  all: [
    ...[content.headline, content.deck ?? '', content.keywords.join(' ')],
    ...[content.people, content.organisations, content.places].flatMap(list => (list ?? []).map(each => each.name)),
    textOfBody(content.body),
  ].join('\n'),
})
