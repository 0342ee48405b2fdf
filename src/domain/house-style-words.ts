import tables from './house-style.json' with { type: 'json' }
import type { Language } from './taxonomy.ts'
import { fold, wordsOf } from './words.ts'

interface Saying {
  readonly words: ReadonlySet<string>
  readonly stems: readonly string[]
}

const listOf = (text: string): string[] => text.split(' ').flatMap(wordsOf)

const sayings = new Map<Language, Saying>()

const sayingOf = (language: Language): Saying => {
  const known = sayings.get(language)
  if (known !== undefined) return known
  const { words, stems } = tables.saying[language]
  const made = { words: new Set(listOf(words)), stems: listOf(stems) }
  sayings.set(language, made)
  return made
}

/** Whether somebody says something in a text: a verb of saying in the language, in Arabic also behind `و` and `ف`. */
export const isAttributed = (text: string, language: Language): boolean => {
  const { words, stems } = sayingOf(language)
  return wordsOf(text).some(word => {
    const bare = language === 'ar' ? word.replace(/^[وف](?=\p{L}{3})/u, '') : word
    return words.has(word) || words.has(bare) || stems.some(stem => word.startsWith(stem))
  })
}

/** Turkish and Arabic say many words twice on purpose: only small words are looked at there. */
export const isRepeatAllowed = (word: string, language: Language): boolean =>
  language !== 'en' && !listOf(tables.repeats[language]).includes(fold(word))

/** In words. */
export const longestSentence = (language: Language): number => tables.longestSentence[language]
