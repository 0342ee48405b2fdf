import lists from './sentences.json' with { type: 'json' }
import type { Language } from './taxonomy.ts'
import { fold, wordsOf } from './words.ts'

const folded = (words: readonly string[]): Set<string> => new Set(words.map(fold))
const leaning = { en: folded(lists.leaning.en), tr: folded(lists.leaning.tr), ar: folded(lists.leaning.ar) }
const standing = { en: folded(lists.standing.en), tr: folded(lists.standing.tr), ar: folded(lists.standing.ar) }
const speech = folded(lists.speech)
const particles = folded(lists.particles)

/** Words that must follow a quotation for its speaker to be named: `, the office said`; in Turkish the bare `dedi`,
 *  `ifadesini kullandı` name nobody, in Arabic `قالت الوزارة` does. */
const speakerWords = { en: 2, tr: 3, ar: 2 }

/** Whether a sentence needs the one before it: it begins with a pronoun or a connective, leaves its speaker to be guessed,
 *  or is a quotation without one. */
export const leanOf = (sentence: string, language: Language): boolean => {
  const words = wordsOf(sentence.slice(0, 60))
  if (begins(leaning[language], words) && !begins(standing[language], words)) return true
  if (language === 'ar' && speech.has(words[0] ?? '') && particles.has(words[1] ?? '')) return true
  return isQuotation(sentence) && !namesSpeaker(sentence, language)
}

/** Whether the first one, two or three words are in the list. */
const begins = (list: ReadonlySet<string>, words: readonly string[]): boolean =>
  [1, 2, 3, 4].some(count => count <= words.length && list.has(words.slice(0, count).join(' ')))

const isQuotation = (sentence: string): boolean => /^["“”«]/u.test(sentence)

const namesSpeaker = (sentence: string, language: Language): boolean => {
  const closed = Math.max(...['"', '”', '“', '»'].map(mark => sentence.lastIndexOf(mark)))
  const tail = wordsOf(sentence.slice(closed + 1))
  return tail.length >= speakerWords[language] && !begins(leaning[language], tail)
}
