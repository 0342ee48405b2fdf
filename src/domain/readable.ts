import type { Entry } from './entry.ts'
import { covers, type Scope, type Verdict } from './licence.ts'
import { isRecall } from './signal.ts'

/** An entry together with how much of it a scope may see. */
export type Listed = Entry & { readonly verdict: Exclude<Verdict, 'none'> }

/**
 * The entry by which a scope sees an item: the newest that it may have in full, until a correction, withhold or kill of which it may
 * see anything follows it; where there is neither, the newest of which it may see anything.
 * `store/list.ts` says the same in SQL; a property test holds them equal.
 * @param entries every entry of one item, in any order
 * @returns null where the scope may see nothing of the item
 */
export const readable = (scope: Scope, entries: readonly Entry[], now: Date): Listed | null => {
  const seen = entries.flatMap(entry => {
    const verdict = covers(scope, entry, now)
    return verdict === 'none' ? [] : [{ ...entry, verdict }]
  })
  return newest(seen.filter(stands)) ?? newest(seen)
}

/** Whether an entry is what a reader should go by, rather than a headline sent for the sake of an earlier version. */
const stands = ({ verdict, signal }: Listed): boolean => verdict === 'full' || isRecall(signal)

const newest = (entries: readonly Listed[]): Listed | null =>
  entries.reduce<Listed | null>((best, entry) => (best === null || entry.seq > best.seq ? entry : best), null)
