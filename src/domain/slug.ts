import { fold } from './words.ts'

const longestWords = 60
/** Letters that stand for two or have no decomposition. */
const spelled: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th' }
// Apostrophes, harakat, superscript alef and tatweel are no part of a word's spelling in an address.
const dropped = /['’ʼ`\u064b-\u065f\u0670\u0640]/gu

/** The last part of a story's address: words of the headline in lower case joined by hyphens, at most 60 characters, then the
 *  item's number, which makes it unique. Latin letters become ASCII; Arabic ones stay as they are written. */
export const slugOf = (headline: string, itemId: string): string => {
  const words =
    headline
      .normalize('NFC')
      .replace(dropped, '')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const number = itemId.slice(itemId.lastIndexOf(':') + 1)
  return [...shortened(words.flatMap(addressed)), number].join('-')
}

const addressed = (word: string): string[] => {
  if (/\p{Script=Arabic}/u.test(word)) return [word]
  const spelt = fold(word).replace(/[ßæœøłđðþ]/gu, letter => spelled[letter] ?? letter)
  return spelt.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** Whole words while they fit; a first word that does not is cut. */
const shortened = (words: readonly string[]): string[] => {
  const kept: string[] = []
  let length = 0
  for (const word of words) {
    if (length + word.length > longestWords) break
    kept.push(word)
    length += word.length + 1
  }
  const [first] = words
  if (kept.length > 0 || first === undefined) return kept
  return [[...first].slice(0, longestWords / 2).join('')]
}
