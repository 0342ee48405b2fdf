import { createHash } from 'node:crypto'
import { canonicalJson } from '../domain/canonical.ts'
import { type CompiledFilter, compileFilter, type Filter } from '../domain/filter.ts'
import type { Scope } from '../domain/licence.ts'
import type { Db } from '../store/db.ts'
import { selectionId } from '../store/selection.ts'

/** Scope + filter + format of a consumer: immutable, numbered, its filter compiled once. */
export interface Selection {
  readonly id: number
  readonly scope: Scope
  readonly filter: Filter
  readonly format: string
  readonly matches: CompiledFilter
}

/** Selections of this process; the same choice under the same contract is the same selection everywhere. */
export interface Selections {
  get(scope: Scope, filter: Filter, format: string): Promise<Selection>
}

const kept = 20_000

export const createSelections = (db: Db): Selections => {
  const known = new Map<string, Promise<Selection>>()
  const make = async (digest: Buffer, scope: Scope, filter: Filter, format: string): Promise<Selection> => {
    const id = await selectionId(db, { digest, scope, filter, format })
    return { id, scope, filter, format, matches: compileFilter(filter) }
  }
  return {
    get(scope, filter, format) {
      const digest = createHash('sha256').update(canonicalJson({ scope, filter, format })).digest()
      const key = digest.toString('base64')
      const found = known.get(key)
      if (found !== undefined) return found
      const made = make(digest, scope, filter, format)
      known.set(key, made)
      made.catch(() => known.delete(key))
      if (known.size > kept) known.delete(known.keys().next().value ?? key)
      return made
    },
  }
}
