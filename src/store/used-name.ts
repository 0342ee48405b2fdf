import type { Content } from '../domain/version.ts'
import { wordsOf } from '../domain/words.ts'
import type { Db } from './db.ts'

export type NameKind = 'person' | 'organisation' | 'place' | 'keyword'

/** A name or a word that has gone out with a story. */
export interface UsedName {
  readonly kind: NameKind
  readonly name: string
  /** Where a register knows it. */
  readonly uri: string | null
  readonly uses: number
}

const folded = (name: string): string => wordsOf(name).join(' ')

/** The names and words of content, each once. */
export const namesIn = (content: Content): Omit<UsedName, 'uses'>[] => {
  const named = (kind: NameKind, list: Content['people']) => (list ?? []).map(({ name, uri }) => ({ kind, name, uri }))
  const all = [
    ...named('person', content.people),
    ...named('organisation', content.organisations),
    ...named('place', content.places),
    ...content.keywords.map(name => ({ kind: 'keyword' as const, name, uri: null })),
  ]
  const first = new Map(all.toReversed().map(each => [`${each.kind} ${each.name}`, each]))
  return [...first.values()].filter(each => folded(each.name) !== '')
}

/** Counts that these went out, once more each; an address that comes later is kept. */
export const countNames = async (sql: Db, names: readonly Omit<UsedName, 'uses'>[]): Promise<void> => {
  if (names.length === 0) return
  // In one order everywhere: two stories that go out together must not wait for each other.
  const rows = names.toSorted((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1))
  await sql`
    insert into used_name (kind, name, folded, uri)
    select * from unnest(${rows.map(each => each.kind)}::text[], ${rows.map(each => each.name)}::text[],
      ${rows.map(each => folded(each.name))}::text[], ${rows.map(each => each.uri)}::text[])
    on conflict (kind, name) do update
      set uses = used_name.uses + 1, used_at = clock_timestamp(), uri = coalesce(excluded.uri, used_name.uri)`
}

/** Names with words that begin with these, those that begin with them first, then the most used; of nothing typed the last used.
 *  @param q as typed */
export const findNames = (
  sql: Db,
  { kind, q, limit }: { kind: NameKind; q: string; limit: number },
): Promise<UsedName[]> => {
  const words = wordsOf(q)
  if (words.length === 0)
    return sql<UsedName[]>`
      select kind, name, uri, uses from used_name where kind = ${kind} order by used_at desc, name limit ${limit}`
  // Folded words are letters and digits alone: nothing in them means anything to `like`.
  const inside = words.map(word => `% ${word}%`)
  return sql<UsedName[]>`
    select kind, name, uri, uses from used_name
     where kind = ${kind} and ' ' || folded like all(${inside}::text[])
     order by (folded like ${`${words.join(' ')}%`}) desc, uses desc, name limit ${limit}`
}

const longestName = 5

/** Names that stand in a text word for word, however its letters are written; those with the most words first. */
export const namesInText = async (
  sql: Db,
  { text, kinds, limit }: { text: string; kinds: readonly NameKind[]; limit: number },
): Promise<UsedName[]> => {
  const words = wordsOf(text)
  const runs = new Set<string>()
  for (let at = 0; at < words.length; at++)
    for (let length = 1; length <= longestName && at + length <= words.length; length++)
      runs.add(words.slice(at, at + length).join(' '))
  if (runs.size === 0) return []
  return sql<UsedName[]>`
    select kind, name, uri, uses from used_name
     where kind = any(${[...kinds]}::text[]) and folded = any(${[...runs]}::text[])
     order by length(folded) - length(replace(folded, ' ', '')) desc, uses desc, name limit ${limit}`
}
