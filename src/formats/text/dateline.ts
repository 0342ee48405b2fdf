/** A place line taken off: the place as printed, what followed or stood around it (agency, date, dash), and the text after it. */
export interface Dateline {
  readonly place: string
  readonly around: string | null
  readonly rest: string
}

// A word in capitals, with what names are joined by: `D.C.`, `KYIV/LVIV`, `AIX-EN-PROVENCE`, `N’DJAMENA`.
const capital = String.raw`\p{Lu}[\p{Lu}\p{M}.'’/&-]*`
const capitals = `${capital}(?:,? ${capital}){0,5}`
const capitalised = String.raw`\p{Lu}[\p{L}\p{M}.'’/-]*(?: \p{Lu}[\p{L}\p{M}.'’/-]*){0,3}`
const arabicWord = String.raw`\p{Script=Arabic}[\p{Script=Arabic}\p{M}]*`
const arabicPlace = `${arabicWord}(?: ${arabicWord}){0,3}`
const month = String.raw`(?!\p{Lu}{2,} )\p{L}{3,10}\.?`
const date = String.raw`,? (?:${month} \d{1,2}|\d{1,2} ${month})(?:,? \d{4})?`
const agency = String.raw`\([\p{L}\p{N} .&/-]{1,30}\)`
const dash = '[-–—]'

const pattern = (source: string): RegExp => new RegExp(`^${source}`, 'u')

// Alone on its line: WASHINGTON; ANKARA (XX) -; İSTANBUL, Nov 23 –; أنقرة (…) -; أنقرة / …
const alone = [
  pattern(`(?<place>${capitals})(?<around>(?:${date})? ?(?:${agency})? ?${dash}?)$`),
  pattern(`(?<place>${arabicPlace})(?<around> ?${agency} ?${dash}?)$`),
  pattern(`(?<place>${arabicPlace})(?<around> ?/(?: ?${arabicPlace}(?: ?/ ?${arabicPlace}){0,2})?)$`),
]

// Before the first words: ANKARA (XX) - …; Ankara (XX) - …; ANKARA — …; İSTANBUL, Nov 23 – …; أنقرة (…) - …; أنقرة — …
const leading = [
  pattern(`(?<place>${capitals})(?<around>(?:${date})?(?: ?${agency})? ?${dash}) (?<rest>.+)$`),
  pattern(`(?<place>${capitalised})(?<around>(?:${date})? ?${agency} ?${dash}) (?<rest>.+)$`),
  pattern(`(?<place>${arabicPlace})(?<around> ?${agency} ?${dash}) (?<rest>.+)$`),
  pattern(`(?<place>${arabicPlace})(?<around> [–—]) (?<rest>.+)$`),
]

const longest = 80

/** The line as a dateline that stands alone, or null. */
export const datelineAlone = (line: string): Dateline | null => (line.length > longest ? null : firstMatch(alone, line))

/** The dateline that a first paragraph begins with, or null. */
export const datelineBefore = (paragraph: string): Dateline | null => firstMatch(leading, paragraph)

const firstMatch = (patterns: readonly RegExp[], text: string): Dateline | null => {
  for (const each of patterns) {
    const groups = each.exec(text)?.groups
    if (groups === undefined) continue
    const around = (groups.around ?? '').replace(/^[ ,/]+/, '')
    const saysSomething = /[\p{L}\p{N}]/u.test(around)
    return { place: groups.place ?? '', around: saysSomething ? around : null, rest: groups.rest ?? '' }
  }
  return null
}
