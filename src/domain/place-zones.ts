import table from './place-zones.json' with { type: 'json' }
import type { Language } from './taxonomy.ts'
import { wordsOf } from './words.ts'

/** A place that stories are dated from: its names and its time zone (IANA). Capitals and large cities; others are not known. */
export interface KnownPlace {
  readonly zone: string
  readonly names: Readonly<Record<Language, string>>
}

const folded = (name: string): string => wordsOf(name).join(' ')

let places: ReadonlyMap<string, KnownPlace> | null = null

/** The place of a place line in any of its names, however written; `ANKARA, Nov 23` and `ANKARA/ISTANBUL` go by the first. null: not known. */
export const placeOfLine = (line: string): KnownPlace | null => {
  places ??= new Map(
    table.flatMap(({ zone, ...names }) => Object.values(names).map(name => [folded(name), { zone, names }] as const)),
  )
  return places.get(folded(firstPlace(line))) ?? null
}

const firstPlace = (line: string): string => line.split(/[,،/(–—]|\s-\s/u, 1)[0]?.trim() ?? ''

/** A place line as the name of a place: as it is known, else with capitals at the beginnings of its words; empty for an empty line. */
export const placeName = (line: string, language: Language): string => {
  const known = placeOfLine(line)
  if (known !== null) return known.names[language]
  return firstPlace(line)
    .toLocaleLowerCase(language)
    .replace(/(?<!\p{L})\p{L}/gu, letter => letter.toLocaleUpperCase(language))
}
