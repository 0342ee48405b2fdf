import { fold } from '../../domain/words.ts'

/** Where words stand in a text. Unless `isExact`, case, accents, the Turkish i's and the forms of Arabic letters make no difference; an accent that
 *  belongs to the last letter is part of the place. */
export const occurrencesOf = (
  text: string,
  { words, isExact }: { readonly words: string; readonly isExact: boolean },
): { from: number; to: number }[] => {
  const { folded, places } = isExact ? { folded: text, places: null } : foldWithPlaces(text)
  const wanted = isExact ? words : fold(words)
  const found: { from: number; to: number }[] = []
  if (wanted === '') return found
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length
    found.push(places === null ? { from: at, to: end } : { from: places[at] ?? 0, to: places[end] ?? text.length })
  }
  return found
}

/** A folded text, and for each of its letters where it comes from. */
const foldWithPlaces = (text: string): { folded: string; places: number[] } => {
  let folded = ''
  const places: number[] = []
  let at = 0
  for (const letter of text) {
    const made = fold(letter)
    for (let i = 0; i < made.length; i++) places.push(at)
    folded += made
    at += letter.length
  }
  places.push(at)
  return { folded, places }
}
