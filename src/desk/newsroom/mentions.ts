import { fold } from '../../domain/words.ts'
import type { Who } from '../../store/draft.ts'

/** The people whom a note names as `@Name`: the longest name that stands there counts, whatever its case or accents. */
export const mentionedIn = (note: string, staff: readonly Who[]): string[] => {
  const byLength = [...staff].sort((a, b) => b.name.length - a.name.length)
  const found = new Set<string>()
  for (let at = note.indexOf('@'); at !== -1; at = note.indexOf('@', at + 1)) {
    const rest = fold(note.slice(at + 1, at + 1 + longestName))
    const named = byLength.find(({ name }) => {
      const folded = fold(name)
      return folded !== '' && rest.startsWith(folded) && !/^[\p{L}\p{N}]/u.test(rest.slice(folded.length))
    })
    if (named !== undefined) found.add(named.id)
  }
  return [...found]
}

const longestName = 250
