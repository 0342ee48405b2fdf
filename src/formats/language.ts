import type { Language } from '../domain/taxonomy.ts'
import lists from './stop-words.json' with { type: 'json' }

// Words that are common in the one and rare in other languages of the Latin script (so no `de`, `en`, `for`, `at`).
const commonEnglish = new Set(lists.en)
const commonTurkish = new Set(lists.tr)

// Letters of Turkish that English does not have, and those of its neighbours Azeri and Kurmanji that it does not have itself.
const turkishLetter = /[ğışİĞŞ]/u
const foreignToTurkish = /[êəÊƏ]/u
// Letters that Persian, Urdu, Sorani or Uyghur have and Arabic does not.
const foreignToArabic = /[پچژگکیەێۆڕڵ]/gu
const enough = 0.05
const clearly = 1.5

// A story has less, and a book does not tell its language better.
const mostCharacters = 20_000

/** The language of a text by its script and commonest words, or null where they do not say: too short, mixed, or none of ours. */
export const guessLanguage = (whole: string): Language | null => {
  const text = whole.slice(0, mostCharacters)
  const words = text.match(/\p{L}+/gu) ?? []
  const letters = words.join('').length
  if (letters === 0) return null
  const arabic = count(text, /\p{Script=Arabic}/gu) / letters
  if (arabic > 0.5) return count(text, foreignToArabic) / letters < 0.01 ? 'ar' : null
  const english = share(words, word => commonEnglish.has(word.toLowerCase()))
  const turkish =
    share(words, word => commonTurkish.has(word.toLocaleLowerCase('tr'))) +
    share(words, word => turkishLetter.test(word)) -
    share(words, word => foreignToTurkish.test(word))
  if (english >= enough && english >= clearly * turkish) return 'en'
  return turkish >= enough && turkish >= clearly * english ? 'tr' : null
}

const count = (text: string, pattern: RegExp): number => (text.match(pattern) ?? []).length

const share = (words: readonly string[], isCommon: (word: string) => boolean): number =>
  words.filter(isCommon).length / words.length
