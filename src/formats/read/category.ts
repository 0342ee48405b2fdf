import { categoryOfTopic, topicOfSubjectCode } from '../../domain/media-topics.ts'
import { type Category, categories } from '../../domain/taxonomy.ts'
import type { Subject } from '../../domain/version.ts'
import table from './category-words.json' with { type: 'json' }

// The words of desks in six languages, the letters of ANPA 1312 (ANPA 84-2 §3), the short names of IPTC's seventeen subjects, and what German desks write.
const byWord = new Map<string, Category>()
for (const [category, words] of Object.entries(table))
  for (const word of words) byWord.set(fold(word), category as Category)
for (const { code, en, tr, ar } of categories) for (const name of [code, en, tr, ar]) byWord.set(fold(name), code)

/** The agency's own category of an item of somebody else's; null where nothing tells. In this order: the map of its source, the words that it has for categories,
 *  the Media Topics and old subject codes that it is about, the names of its other subjects. */
export const categoryOf = (
  subjects: readonly Subject[],
  words: readonly string[],
  map: Readonly<Record<string, Category>>,
): Category | null =>
  first(words, word => mapped(map, word)) ??
  first(subjects, ({ qcode, name }) => mapped(map, qcode) ?? mapped(map, name)) ??
  first(words, word => byWord.get(fold(word)) ?? categoryOfCode(word)) ??
  first(subjects, ({ qcode }) => categoryOfCode(qcode)) ??
  // A letter or two is no name, and would be taken for a code of ANPA's.
  first(subjects, ({ name }) => (name.trim().length > 3 ? byWord.get(fold(name)) : undefined)) ??
  null

const first = <T>(list: readonly T[], find: (each: T) => Category | null | undefined): Category | null => {
  for (const each of list) {
    const found = find(each)
    if (found != null) return found
  }
  return null
}

/** A map says codes as the source writes them or without the name of the vocabulary. */
const mapped = (map: Readonly<Record<string, Category>>, word: string): Category | undefined => {
  const lower = word.trim().toLowerCase()
  const bare = lower.slice(lower.lastIndexOf(':') + 1)
  return [lower, bare, fold(word)].flatMap(each => (Object.hasOwn(map, each) ? (map[each] ?? []) : []))[0]
}

const categoryOfCode = (code: string): Category | null => {
  const topic = topicOfSubjectCode(code)
  // Eight bare digits are the same subject in both vocabularies only for the tops; 2… is a Media Topic.
  return categoryOfTopic(code) ?? (topic === null ? null : categoryOfTopic(topic.qcode))
}

// Lower case without a language makes i with a dot of a Turkish capital, and i of one without.
function fold(text: string): string {
  return text.trim().toLowerCase().replaceAll('i\u0307', 'i').replaceAll('ı', 'i').normalize('NFC')
}
