import { textOfBody } from '../domain/body.ts'
import type { ItemId } from '../domain/ids.ts'
import type { SentVersion } from '../domain/version.ts'
import { wordsOf } from '../domain/words.ts'
import type { Db } from '../store/db.ts'
import { type VersionKey, versionsOf } from '../store/version.ts'

/** Versions that were asked for, in memory. */
export interface Loaded {
  /** @throws RangeError for a key that was not asked for or is not on the wire */
  get(item: ItemId, number: number): SentVersion
  /** Folded words of the headline alone, or of the whole version. */
  words(item: ItemId, number: number, part: 'headline' | 'all'): readonly string[]
}

/** Versions of this process, read once and kept while there is room; immutable, so never stale. */
export interface Versions {
  load(keys: readonly VersionKey[]): Promise<Loaded>
}

interface Kept {
  readonly version: SentVersion
  readonly sizeBytes: number
  headlineWords?: readonly string[]
  allWords?: readonly string[]
}

const keyOf = (item: ItemId, number: number): string => `${item}/${number}`

/** @param maxBytes about how much text is kept */
export const createVersions = (db: Db, maxBytes = 64 << 20): Versions => {
  const kept = new Map<string, Kept>()
  let heldBytes = 0
  const keep = (version: SentVersion): Kept => {
    const key = keyOf(version.item, version.number)
    const found = kept.get(key)
    if (found !== undefined) return found
    // Two bytes a UTF-16 unit, and as much again for the words once somebody searches them.
    const made = { version, sizeBytes: 1000 + 4 * textOfBody(version.content.body).length }
    kept.set(key, made)
    heldBytes += made.sizeBytes
    return made
  }
  const makeRoom = () => {
    for (const [key, { sizeBytes }] of kept) {
      if (heldBytes <= maxBytes) return
      kept.delete(key)
      heldBytes -= sizeBytes
    }
  }
  return {
    async load(keys) {
      const loaded = new Map<string, Kept>()
      const missing = new Map<string, VersionKey>()
      for (const key of keys) {
        const name = keyOf(key.item, key.number)
        const found = kept.get(name)
        if (found === undefined) missing.set(name, key)
        else loaded.set(name, found)
      }
      for (const version of await versionsOf(db, [...missing.values()])) {
        loaded.set(keyOf(version.item, version.number), keep(version))
      }
      makeRoom()
      return loadedFrom(loaded)
    },
  }
}

const loadedFrom = (loaded: ReadonlyMap<string, Kept>): Loaded => {
  const find = (item: ItemId, number: number): Kept => {
    const found = loaded.get(keyOf(item, number))
    if (found === undefined) throw new RangeError(`version ${number} of ${item} is not loaded`)
    return found
  }
  return {
    get: (item, number) => find(item, number).version,
    words(item, number, part) {
      const found = find(item, number)
      const { headline, deck, keywords, body } = found.version.content
      if (part === 'headline') {
        found.headlineWords ??= wordsOf(headline)
        return found.headlineWords
      }
      found.allWords ??= wordsOf([headline, deck ?? '', keywords.join(' '), textOfBody(body)].join('\n'))
      return found.allWords
    },
  }
}
