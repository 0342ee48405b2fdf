import type { Entry } from './entry.ts'
import type { ItemType } from './ids.ts'
import type { Category, Language, Priority } from './taxonomy.ts'
import { wordsOf } from './words.ts'

/** What a consumer asked for within its scope; OR within a list, AND across lists. Plain JSON-able data. */
export interface Filter {
  readonly products?: readonly number[] | undefined
  readonly types?: readonly ItemType[] | undefined
  readonly languages?: readonly Language[] | undefined
  readonly categories?: readonly Category[] | undefined
  readonly priorities?: readonly Priority[] | undefined
  /** Words that must all occur; `"a phrase"` in order; `-word` must not occur. */
  readonly q?: string | undefined
}

/** The searchable text of an entry at a face: folded words in order. */
export type WordSource = () => readonly string[]

/** A word, or the words of a phrase in order, folded; wanted, or not to occur. */
export interface Term {
  /** As it was written, for those who stem words instead of folding them. */
  readonly text: string
  readonly words: readonly string[]
  readonly wanted: boolean
}

/** Reads a query: words, `"phrases"`, `-excluded`. A word that has several parts (`e-mail`) is a phrase of them. */
export const parseQuery = (q: string): Term[] =>
  [...q.matchAll(/(-?)(?:"([^"]*)"|(\S+))/gu)]
    .map(([, minus, phrase, word]) => ({ text: phrase ?? word ?? '', wanted: minus === '' }))
    .map(({ text, wanted }) => ({ text, words: wordsOf(text), wanted }))
    .filter(term => term.words.length > 0)

const occursIn = (words: readonly string[], phrase: readonly string[]): boolean => {
  const [first, ...rest] = phrase
  if (first === undefined) return true
  for (let at = words.indexOf(first); at !== -1; at = words.indexOf(first, at + 1)) {
    if (rest.every((word, i) => words[at + 1 + i] === word)) return true
  }
  return false
}

const inList = <T>(list: readonly T[] | undefined, value: T): boolean => list === undefined || list.includes(value)

export type CompiledFilter = (entry: Entry, words: WordSource) => boolean

/** Turns a filter into a predicate, once. `words` is asked for only where the filter has a query and the rest matches;
 *  it must give body words only to readers who may have them in full. */
export const compileFilter = (filter: Filter): CompiledFilter => {
  const terms = filter.q === undefined ? [] : parseQuery(filter.q)
  return (entry, words) =>
    inList(filter.types, entry.type) &&
    inList(filter.languages, entry.language) &&
    inList(filter.categories, entry.category) &&
    inList(filter.priorities, entry.priority) &&
    (filter.products === undefined || filter.products.some(each => entry.itemProducts.includes(each))) &&
    (terms.length === 0 || matchesTerms(terms, words()))
}

const matchesTerms = (terms: readonly Term[], words: readonly string[]): boolean =>
  terms.every(term => occursIn(words, term.words) === term.wanted)
