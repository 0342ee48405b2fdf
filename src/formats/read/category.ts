import { type Category, categoryCodes } from '../../domain/taxonomy.ts'
import type { Subject } from '../../domain/version.ts'

/** The agency's own category of an item of somebody else's: by the map of its source, by the words themselves, by the Media Topics that it is about; null where nothing tells. */
export const categoryOf = (
  subjects: readonly Subject[],
  words: readonly string[],
  map: Readonly<Record<string, Category>>,
): Category | null => {
  const said = [...words, ...subjects.flatMap(({ qcode, name }) => [qcode, name])].map(each =>
    each.trim().toLowerCase(),
  )
  for (const word of said) {
    const found = map[word] ?? categoryCodes.find(code => code === word)
    if (found !== undefined) return found
  }
  return null
}
