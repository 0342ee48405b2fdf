import lists from './sentences.json' with { type: 'json' }
import type { Language } from './taxonomy.ts'
import { fold } from './words.ts'

// A terminator with what closes after it, at the end or before a space: `3.5`, `meridian.example` and `24.11.2026` have none.
const terminators = /(?<![.!?…؟۔])[.!?…؟۔]+["'”’»›)\]]*(?=\s|$)/gu
const closers = new Set(`"'”’»›)]`)
const openers = /^[\s"'“‘«‹„([]+/u
const initials = /^(?:\p{L}\.)*\p{L}$/u
const ordinal = /^(?:\d{1,3}|[IVXL]+)$/u

/** How far the end of a quotation in single marks is looked for: most of these marks are apostrophes. */
const longestSingle = 500
/** A token before a full stop is looked at in its last characters only. */
const longestToken = 24

const perLanguage = (
  table: Readonly<Record<Language, readonly string[]>>,
): Readonly<Record<Language, Set<string>>> => ({
  en: new Set(table.en.map(fold)),
  tr: new Set(table.tr.map(fold)),
  ar: new Set(table.ar.map(fold)),
})
const titles = perLanguage(lists.titles)
const numbered = perLanguage(lists.numbered)
const closing = perLanguage(lists.closing)
const stop = perLanguage(lists.stop)

/** The sentences of a paragraph, each a trimmed slice of it, in order. What stands in quotation marks or brackets is never cut,
 *  so a quotation stays whole with its speaker. Where a full stop is ambiguous (`U.S. Senate`, `5. Cadde`) the two stay together. */
export const sentencesOf = (text: string, language: Language): string[] => {
  const enclosed = enclosedIn(text)
  const sentences: string[] = []
  let start = 0
  let span = 0
  for (const match of text.matchAll(terminators)) {
    const end = match.index + match[0].length
    while (span < enclosed.length && (enclosed[span]?.[1] ?? 0) < end) span += 1
    if ((enclosed[span]?.[0] ?? end) < end) continue
    if (!endsHere(text.slice(start, match.index), match[0], text.slice(end, end + 80), language)) continue
    sentences.push(text.slice(start, end).trim())
    start = end
  }
  sentences.push(text.slice(start).trim())
  return sentences.filter(sentence => sentence !== '')
}

const endsHere = (before: string, mark: string, after: string, language: Language): boolean => {
  const next = after.replace(openers, '')
  if (next === '') return true
  if (/^\p{Ll}/u.test(next)) return false
  if (/^(?:…|\.{2,})/u.test(mark)) return /^\p{Lu}/u.test(next)
  if (!mark.startsWith('.')) return true
  const near = before.slice(-longestToken)
  const token = near.slice(near.search(/[^\s"'“‘«‹„([/]*$/u)).replaceAll('ـ', '')
  const word = fold(token)
  const nextWord = fold(/^[\p{L}\p{M}]+(?![\p{L}\p{M}.])/u.exec(next)?.[0] ?? '')
  if (numbered[language].has(word)) return !/^\d/u.test(next)
  if (closing[language].has(word)) return nextWord !== '' && !closing[language].has(nextWord)
  // An Arabic letter alone is a title or an initial (د. أ.), except after a year (1447 هـ.).
  if (language === 'ar' && initials.test(token)) return /\d\s*\p{L}\u0640?$/u.test(before)
  const mayGoOn = titles[language].has(word) || initials.test(token) || (language === 'tr' && ordinal.test(token))
  return !mayGoOn || stop[language].has(nextWord)
}

/** Where outermost quotations and brackets begin and end (both inclusive), in order; one that is never closed goes to the end. */
const enclosedIn = (text: string): [number, number][] => {
  const spans: [number, number][] = []
  for (const match of text.matchAll(/["“”„«(['‘]/gu)) {
    if (match.index <= (spans.at(-1)?.[1] ?? -1)) continue
    const to = closerOf(text, match.index)
    if (to !== null) spans.push([match.index, to])
  }
  return spans
}

const pairs: Readonly<Record<string, RegExp>> = {
  '"': /"/gu,
  '“': /[”“]/gu,
  '”': /[”“]/gu,
  '„': /[”“]/gu,
  '«': /»/gu,
  '(': /\)/gu,
  '[': /\]/gu,
  "'": /'(?![\p{L}\p{N}])/gu,
  '‘': /’(?![\p{L}\p{N}])/gu,
}

/** The index of what closes the quotation opened at `from`; null for an apostrophe, which opens none. */
const closerOf = (text: string, from: number): number | null => {
  const mark = text.charAt(from)
  const pattern = pairs[mark]
  if (pattern === undefined) return null
  const isSingle = `'‘`.includes(mark)
  const opensWord = /[\s(["“«]/u.test(text.charAt(from - 1) || ' ') && /\p{L}/u.test(text.charAt(from + 1))
  if (isSingle && !opensWord) return null
  pattern.lastIndex = from + 1
  if (isSingle) return pattern.exec(text.slice(0, from + longestSingle))?.index ?? null
  return pattern.exec(text)?.index ?? text.length
}

/** Whether a text ends as a sentence does. */
export const isFinished = (sentence: string): boolean => {
  let at = sentence.length - 1
  while (at >= 0 && closers.has(sentence.charAt(at))) at -= 1
  return '.!?…؟۔'.includes(sentence.charAt(at)) && at >= 0
}

/** Whether every quotation and bracket that a text opens is closed in it. */
export const isBalanced = (text: string): boolean => {
  let straight = 0
  let curly = 0
  let angled = 0
  let round = 0
  for (const [mark] of text.matchAll(/["“”«»()]/gu)) {
    if (mark === '"') straight += 1
    else if (mark === '“' || mark === '”') curly += mark === '“' ? 1 : -1
    else if (mark === '«' || mark === '»') angled += mark === '«' ? 1 : -1
    else round += mark === '(' ? 1 : -1
  }
  return straight % 2 === 0 && curly === 0 && angled === 0 && round === 0
}

/** Whether a folded word carries no subject matter. */
export const isStopWord = (word: string, language: Language): boolean => stop[language].has(word)
