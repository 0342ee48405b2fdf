import { createHash } from 'node:crypto'
import { oneLine } from '../xml.ts'
import { threeLetters } from './country.ts'
import { charsetOf, type Dataset, decoded, isText } from './iim.ts'
import type { Now } from './now.ts'
import type { Original } from './original.ts'
import { resource } from './resources.ts'

const utf8Mark = Buffer.from('\u001b%G', 'latin1')

/** What the datasets of a file may take together, so that they fit into one segment with what is around them. */
const mostBytes = 64_000

/** The image resources of a file that goes out: its IIM in UTF-8 with what the item says now, cut to what the datasets take, and the digest that tells readers of
 *  XMP that both say the same (MWG 2.0 §3.3). */
export const iimResources = (now: Now, imageId: string, original: Original): Buffer => {
  const iim = iimNow(now, imageId, original)
  const digest = createHash('md5').update(iim).digest()
  return Buffer.concat([resource({ id: 0x0404, body: iim }), resource({ id: 0x0425, body: digest })])
}

const iimNow = (now: Now, imageId: string, { datasets: before }: Original): Buffer => {
  const charset = charsetOf(before)
  const changed = changes(textsNow(now), before, charset)
  // Another place takes the neighbourhood with it.
  if (!now.isPlaceOfFile) changed.set(92, [])
  else if (placeNumbers.some(number => has(before, number))) for (const number of placeNumbers) changed.delete(number)
  const kept = before.filter(each => mayStay(each) && !(each.record === 2 && changed.has(each.number)))
  const made = [...changed].flatMap(([number, texts]) =>
    texts.map((text): Dataset => ({ record: 2, number, value: cut(text, limits[number] ?? 32) })),
  )
  const all: Dataset[] = [
    { record: 1, number: 90, value: utf8Mark },
    { record: 2, number: 0, value: Buffer.from([0, 4]) },
    ...(has(before, 103) ? [] : [{ record: 2, number: 103, value: cut(imageId, 32) }]),
    ...made,
    ...withinBounds(
      kept.map(each => inUtf8(each, charset)),
      mostBytes - sizeOf(made),
    ),
  ]
  return Buffer.concat(all.toSorted((a, b) => a.record - b.record || order(a) - order(b)).map(bytesOf))
}

const placeNumbers = [90, 92, 95, 100, 101]

const has = (datasets: readonly Dataset[], number: number): boolean =>
  datasets.some(each => each.record === 2 && each.number === number)

/** What is not said in the same words already, as far as the dataset takes them. */
const changes = (
  texts: ReadonlyMap<number, readonly string[]>,
  before: readonly Dataset[],
  charset: string,
): Map<number, readonly string[]> =>
  new Map(
    [...texts].filter(([number, said]) => {
      const there = before
        .filter(each => each.record === 2 && each.number === number)
        .map(each => oneLine(decoded(each.value, charset)))
      const limit = limits[number] ?? 32
      return there.length !== said.length || said.some((text, n) => !isCutOf(there[n] ?? '', text, limit))
    }),
  )

const isCutOf = (there: string, text: string, limit: number): boolean =>
  there === oneLine(text) || there === oneLine(cut(text, limit).toString())

/** Neither the charset, which is UTF-8 now, nor the version, nor a preview of the original. */
const mayStay = ({ record, number }: Dataset): boolean =>
  isOurs(record) &&
  !(record === 1 && number === 90) &&
  !(record === 2 && (number === 0 || (number >= 200 && number <= 202)))

const inUtf8 = (dataset: Dataset, charset: string): Dataset =>
  isText(dataset) && charset !== 'utf-8' ? { ...dataset, value: Buffer.from(decoded(dataset.value, charset)) } : dataset

/** What follows the application record holds the picture itself, or is private. */
const isOurs = (record: number): boolean => record === 1 || record === 2 || record === 3 || record === 6

/** Octets that the datasets take; IIM 4.2 §6. */
const limits: Readonly<Record<number, number>> = {
  ...{ 25: 64, 40: 256, 55: 8, 60: 11, 80: 32, 90: 32, 95: 32, 100: 3, 101: 64, 105: 256 },
  ...{ 110: 32, 115: 32, 116: 128, 120: 2000, 135: 3 },
}

/** What each dataset is to say; an empty list: it is to go. */
const textsNow = (now: Now): Map<number, readonly string[]> => {
  const one = (text: string | null): string[] => (text === null ? [] : [text])
  const { city = null, region = null, country = null, countryCode = null } = now.place ?? {}
  const [date, time] = dateOf(now.takenAt)
  return new Map([
    [105, [now.headline]],
    [120, one(now.caption)],
    [80, now.bylines],
    [25, now.keywords],
    [110, one(now.credit)],
    [115, [now.source]],
    [116, one(now.notice)],
    [40, one(now.instructions)],
    [90, one(city)],
    [95, one(region)],
    [101, one(country)],
    [100, one(countryCode === null ? null : threeLetters(countryCode))],
    [55, one(date)],
    [60, one(time)],
    [135, [now.language.split('-', 1)[0] ?? '']],
  ])
}

/** `20261123` and `091000+0300`; a time without a zone has no place in IIM. */
const dateOf = (takenAt: string | null): [string | null, string | null] => {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/u.exec(
    takenAt ?? '',
  )
  if (found === null) return [null, null]
  const [, year, month = '00', day = '00', hour, minute, second = '00', zone] = found
  const offset = zone === 'Z' ? '+0000' : zone?.replace(':', '')
  return [
    `${year}${month}${day}`,
    hour === undefined || offset === undefined ? null : `${hour}${minute}${second}${offset}`,
  ]
}

/** As many octets as fit, whole characters. */
const cut = (text: string, most: number): Buffer => {
  const bytes = Buffer.from(text)
  if (bytes.length <= most) return bytes
  let end = most
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.subarray(0, end)
}

const sizeOf = (datasets: readonly Dataset[]): number => datasets.reduce((sum, { value }) => sum + value.length + 9, 0)

/** Those that fit, in their order; the largest go first. */
const withinBounds = (datasets: readonly Dataset[], most: number): Dataset[] => {
  const left = [...datasets]
  for (let size = sizeOf(left); size > most && left.length > 0; size = sizeOf(left)) {
    const largest = left.reduce((a, b) => (b.value.length > a.value.length ? b : a))
    left.splice(left.indexOf(largest), 1)
  }
  return left
}

/** The version comes first in its record. */
const order = ({ record, number }: Dataset): number => (record === 2 && number === 0 ? -1 : number)

const bytesOf = ({ record, number, value }: Dataset): Buffer => {
  const isLong = value.length > 0x7fff
  const head = Buffer.alloc(isLong ? 9 : 5)
  head.set([0x1c, record, number])
  head.writeUInt16BE(isLong ? 0x8004 : value.length, 3)
  if (isLong) head.writeUInt32BE(value.length, 5)
  return Buffer.concat([head, value])
}
