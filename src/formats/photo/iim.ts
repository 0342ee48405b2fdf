import { guessLanguage } from '../language.ts'
import { withQuotes } from '../read/charset.ts'

/** A dataset of IPTC IIM (version 4.2 §1.5): record, number, octets. */
export interface Dataset {
  readonly record: number
  readonly number: number
  readonly value: Buffer
}

const mostDatasets = 5_000

/** The datasets in order; stops where one does not end in the bytes. */
export const datasetsIn = (bytes: Buffer): Dataset[] => {
  const found: Dataset[] = []
  let at = 0
  while (at + 5 <= bytes.length && bytes[at] === 0x1c && found.length < mostDatasets) {
    const short = bytes.readUInt16BE(at + 3)
    // The highest bit says that so many octets with the length follow (§1.5.3).
    const isLong = (short & 0x8000) !== 0
    const width = isLong ? short & 0x7fff : 0
    if (width > 4 || at + 5 + width > bytes.length) break
    const size = isLong && width > 0 ? bytes.readUIntBE(at + 5, width) : isLong ? 0 : short
    const from = at + 5 + width
    if (from + size > bytes.length) break
    found.push({ record: bytes[at + 1] ?? 0, number: bytes[at + 2] ?? 0, value: bytes.subarray(from, from + size) })
    at = from + size
  }
  return found
}

/** How the texts of these datasets are to be read: as dataset 1:90 says (ISO 2022), UTF-8 where they are valid in it, else by what they then say. */
export const charsetOf = (datasets: readonly Dataset[]): string => {
  const said = datasets.find(each => each.record === 1 && each.number === 90)?.value.toString('latin1', 1) ?? ''
  if (/^%(?:G|\/[GHI])/u.test(said)) return 'utf-8'
  const texts = Buffer.concat(datasets.filter(isText).map(each => each.value))
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(texts)
    return 'utf-8'
  } catch {
    // ISO 8859-1 is designated by ESC - A or ESC . A, 8859-6 by ESC - G, 8859-9 by ESC - M.
    const designated = /^[-.]([AGM])/u.exec(said)?.[1]
    if (designated !== undefined)
      return designated === 'A' ? 'windows-1252' : designated === 'G' ? 'iso-8859-6' : 'windows-1254'
    const told = guesses.find(([label, language]) => guessLanguage(new TextDecoder(label).decode(texts)) === language)
    return told?.[0] ?? 'windows-1252'
  }
}

const guesses = [
  ['windows-1256', 'ar'],
  ['windows-1254', 'tr'],
] as const

/** Datasets of the application record that hold words; what is binary is left as it is. */
export const isText = ({ record, number }: Dataset): boolean =>
  record === 2 && number >= 3 && number !== 125 && !(number >= 200 && number <= 202)

/** Texts in a charset. */
export const decoded = (value: Buffer, charset: string): string => {
  const text = new TextDecoder(charset).decode(value).replace(/\0+$/u, '')
  return charset === 'windows-1252' ? withQuotes(text) : text
}

/** Reads the application record: the first text of a dataset, or all that repeat. Blank is absent. */
export interface IimTexts {
  first(number: number): string | null
  all(number: number): string[]
}

export const textsOf = (datasets: readonly Dataset[]): IimTexts => {
  const charset = charsetOf(datasets)
  const all = (number: number): string[] =>
    datasets
      .filter(each => each.record === 2 && each.number === number)
      .map(each => decoded(each.value, charset))
      .filter(text => text.trim() !== '')
  return { all, first: number => all(number)[0] ?? null }
}

/** Date (`CCYYMMDD`, unknown parts 00) and time (`HHMMSS±HHMM`) as ISO 8601; §6 datasets 2:55 and 2:60. */
export const momentOf = (date: string | null, time: string | null): string | null => {
  const [, year, month, day] = /^(\d{4})-?:?(\d{2})?-?:?(\d{2})?/u.exec(date ?? '') ?? []
  if (year === undefined || year === '0000') return null
  if (month === undefined || month === '00') return year
  if (day === undefined || day === '00') return `${year}-${month}`
  const clock = /^(\d{2}):?(\d{2}):?(\d{2})?(?:([+-])(\d{2}):?(\d{2}))?/u.exec(time ?? '')
  if (clock === null) return `${year}-${month}-${day}`
  const [, hour, minute, second, sign, zoneHour, zoneMinute] = clock
  const zone = sign === undefined ? '' : `${sign}${zoneHour}:${zoneMinute}`
  return `${year}-${month}-${day}T${hour}:${minute}${second === undefined ? '' : `:${second}`}${zone}`
}
