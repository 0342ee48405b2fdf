import { type MediaTopic, topicsAbove, topicsInUse, topicsOfCategory } from './media-topics.ts'
import type { Category } from './taxonomy.ts'
import { wordsOf } from './words.ts'

interface Indexed {
  readonly topic: MediaTopic
  /** Its names in every language, folded, with a space before each word. */
  readonly names: readonly string[]
}

let indexed: readonly Indexed[] | null = null
let named: ReadonlyMap<string, MediaTopic> | null = null

const spaced = (words: readonly string[]): string => words.map(word => ` ${word}`).join('')

const index = (): readonly Indexed[] =>
  (indexed ??= topicsInUse().map(topic => ({
    topic,
    names: Object.values(topic.names).map(name => spaced(wordsOf(name))),
  })))

/** Topics whose name in any language has words beginning with these, or whose code begins so; those that are called just so first, then shorter names.
 *  @param q as typed */
export const findTopics = (q: string, limit: number): MediaTopic[] => {
  const words = wordsOf(q)
  if (words.length === 0) return []
  const digits = /^(?:medtop:?)?(\d{2,8})$/u.exec(q.trim())?.[1]
  const found: { topic: MediaTopic; rank: number }[] = []
  for (const { topic, names } of index()) {
    const ranks = names.map(name => rankOf(name, words))
    const rank = digits !== undefined && topic.code.startsWith(digits) ? 0 : Math.min(...ranks)
    if (Number.isFinite(rank)) found.push({ topic, rank })
  }
  return found
    .sort((a, b) => a.rank - b.rank || a.topic.code.localeCompare(b.topic.code))
    .slice(0, limit)
    .map(each => each.topic)
}

/** 0: called just so; else the length of the name, later where its first word is another; infinite where a word is not in it. */
const rankOf = (name: string, words: readonly string[]): number => {
  if (name === spaced(words)) return 0
  if (!words.every(word => name.includes(` ${word}`))) return Number.POSITIVE_INFINITY
  return name.length + (name.startsWith(` ${words[0]}`) ? 0 : 100)
}

/** What is offered before anything is typed: what lies below the topics chosen, then the tops of the category. */
export const nextTopics = (chosen: readonly string[], category: Category | null, limit: number): MediaTopic[] => {
  const below = index().flatMap(({ topic }) =>
    topic.broader !== null && chosen.includes(`medtop:${topic.broader}`) ? [topic] : [],
  )
  const tops = category === null ? [] : topicsOfCategory(category)
  return [...below, ...tops].filter(each => !chosen.includes(each.qcode)).slice(0, limit)
}

const longestName = 5

/**
 * Topics that a text names, the one named most often first: a topic's whole name in any language, in its words' order; of English also its plural. What
 * lies above another that is named as well is left out.
 */
export const topicsInText = (text: string, limit: number): MediaTopic[] => {
  named ??= new Map(index().flatMap(({ topic, names }) => names.map(name => [name.trim(), topic] as const)))
  const words = wordsOf(text)
  const counts = new Map<MediaTopic, number>()
  for (let at = 0; at < words.length; at++) {
    for (let length = longestName; length > 0; length--) {
      const name = words.slice(at, at + length).join(' ')
      const topic = named.get(name) ?? named.get(singular(name))
      if (topic === undefined) continue
      counts.set(topic, (counts.get(topic) ?? 0) + 1)
      at += length - 1
      break
    }
  }
  const above = new Set([...counts.keys()].flatMap(topicsAbove).map(each => each.code))
  return [...counts]
    .filter(([topic]) => !above.has(topic.code))
    .sort(([, a], [, b]) => b - a)
    .slice(0, limit)
    .map(([topic]) => topic)
}

const singular = (name: string): string => name.replace(/ies$/u, 'y').replace(/(?<=[a-z]{3})s$/u, '')
