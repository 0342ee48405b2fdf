import type { StyleHint, StyleText } from './style-hint.ts'
import type { Language } from './taxonomy.ts'
import { fold } from './words.ts'

interface Spelling {
  readonly word: string
  readonly folded: string
  /** Where it stands first, and how often it does. */
  readonly from: number
  count: number
}

const shortest = 5
/** More names than any story has; so the time stays in proportion to its length. */
const mostNames = 200

/**
 * One name in two spellings: words with a capital inside sentences, and words of the names that the story is filed under, that differ by little. The rarer
 * of the two is pointed at. What is only an ending (Orsel, Orsel's) or all in capitals is no other spelling.
 */
export const spellings = (text: Pick<StyleText, 'body' | 'names' | 'language'>): Omit<StyleHint, 'field'>[] => {
  const found = namesIn(text)
  const hints: Omit<StyleHint, 'field'>[] = []
  for (const [n, one] of found.entries()) {
    const other = found.slice(n + 1).find(each => isOtherSpelling(one, each, text.language))
    if (other === undefined) continue
    const [often, rare] = one.count >= other.count ? [one, other] : [other, one]
    const values = { first: rare.word, second: often.word }
    hints.push({ rule: 'two-spellings', from: rare.from, to: rare.from + rare.word.length, values })
  }
  return hints
}

const namesIn = ({ body, names, language }: Pick<StyleText, 'body' | 'names' | 'language'>): Spelling[] => {
  const filed = new Set(names.flatMap(name => name.match(/\p{L}{5,}/gu) ?? []).map(fold))
  const found = new Map<string, Spelling>()
  for (const { index, 0: word } of body.matchAll(/(?<![\p{L}\p{N}])\p{L}{5,}/gu)) {
    const isName = isInside(body, index) && /^\p{Lu}.*\p{Ll}/u.test(word)
    if (!isName && !filed.has(fold(word))) continue
    const key = word.toLocaleLowerCase(language)
    const known = found.get(key)
    if (known !== undefined) known.count++
    else if (found.size < mostNames) found.set(key, { word, folded: fold(word), from: index, count: 1 })
  }
  return [...found.values()]
}

/** Whether a word stands inside a sentence, where a capital means a name. */
const isInside = (body: string, index: number): boolean =>
  /[\p{L}\p{N},;)]["”’]? ["“‘«(]?$/u.test(body.slice(Math.max(0, index - 4), index))

const isOtherSpelling = (a: Spelling, b: Spelling, language: Language): boolean => {
  if (a.folded[0] !== b.folded[0]) return false
  if (a.word === b.word.toLocaleUpperCase() || b.word === a.word.toLocaleUpperCase()) return false
  if (a.folded === b.folded) return true
  const length = Math.min(a.folded.length, b.folded.length)
  if (length < shortest || a.folded.startsWith(b.folded) || b.folded.startsWith(a.folded)) return false
  // A shared stem with two different endings is Turkish grammar: Orselde, Orseldi.
  if (language === 'tr' && a.folded.slice(0, length - 2) === b.folded.slice(0, length - 2)) return false
  return isNear(a.folded, b.folded, length >= 8 ? 2 : 1)
}

/** Whether two words differ by at most so many letters put in, left out or replaced. */
const isNear = (a: string, b: string, most: number): boolean => {
  if (Math.abs(a.length - b.length) > most) return false
  let row = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
    if (Math.min(...row) > most) return false
  }
  return (row[b.length] ?? 0) <= most
}
