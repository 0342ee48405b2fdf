import type { FileFacts } from '../../domain/file-facts.ts'
import type { Place } from '../../domain/media.ts'
import { languageTag } from '../read/complete.ts'
import { legal, oneLine } from '../xml.ts'
import { twoLetters } from './country.ts'
import type { ExifFacts } from './exif.ts'
import { type IimTexts, momentOf } from './iim.ts'
import type { Name } from './namespaces.ts'
import { listOf, textIn, textOf, type Value, type Values } from './xmp-values.ts'

/** What each of the three says; null where the file has none of it. */
export interface Said {
  readonly xmp: Values | null
  readonly iim: IimTexts | null
  readonly exif: ExifFacts | null
  /** Whether IIM was changed by something that did not know XMP: its digest is there and does not fit (MWG 2.0 §3.3). */
  readonly iimIsNewer: boolean
}

/** What a file says of itself. XMP counts before IIM and IIM before EXIF, but for IIM that was changed later. Lengths are those that an item may have. */
export const factsOf = (said: Said): FileFacts => {
  const xmp = (name: Name) => (said.xmp === null ? null : textOf(said.xmp, name))
  const iim = (number: number) => said.iim?.first(number) ?? null
  const text = (name: Name, number: number, exif: string | null = null) => chosen(xmp(name), iim(number), exif, said)
  const list = (name: Name, number: number, exif: readonly string[] = []) =>
    chosenList(said.xmp === null ? [] : listOf(said.xmp, name), said.iim?.all(number) ?? [], exif, said)
  return {
    headline: line(text('photoshop:Headline', 105) ?? text('dc:title', 5), 300),
    caption: paragraphs(text('dc:description', 120, said.exif?.description), 20_000),
    altText: line(xmp('core:AltTextAccessibility') ?? xmp('core:ExtDescrAccessibility'), 2_000),
    bylines: lines(list('dc:creator', 80, said.exif?.artists), 200, 20),
    credit: line(text('photoshop:Credit', 110), 300),
    source: line(text('photoshop:Source', 115), 200),
    takenAt: takenAt(said),
    place: placeOf(said),
    keywords: lines(list('dc:subject', 25), 100, 100),
    persons: lines(said.xmp === null ? [] : personsIn(said.xmp), 200, 200),
    rights: {
      holder: line(said.xmp === null ? null : holderIn(said.xmp), 200),
      notice: line(text('dc:rights', 116, said.exif?.copyright), 1_000),
      terms: line(xmp('xmpRights:UsageTerms'), 4_000),
    },
    instructions: paragraphs(text('photoshop:Instructions', 40), 4_000),
    language: languageTag(said.xmp === null ? null : listOf(said.xmp, 'dc:language')[0]) ?? languageTag(iim(135)),
    dataMining: dataMining(xmp('plus:DataMining')),
  }
}

/** IIM cuts what is longer than its fields, so what XMP begins with is no change. */
const chosen = (
  xmp: string | null,
  iim: string | null,
  exif: string | null | undefined,
  { iimIsNewer }: Said,
): string | null => {
  if (iimIsNewer && iim !== null && !(xmp ?? '').startsWith(iim.trimEnd())) return iim
  return xmp ?? iim ?? exif ?? null
}

const chosenList = (
  xmp: readonly string[],
  iim: readonly string[],
  exif: readonly string[],
  { iimIsNewer }: Said,
): readonly string[] => {
  const isCut = iim.every((each, n) => (xmp[n] ?? '').startsWith(each.trimEnd())) && iim.length <= xmp.length
  if (iimIsNewer && iim.length > 0 && !isCut) return iim
  return [xmp, iim, exif].find(each => each.length > 0) ?? []
}

const form = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/u

/** The first that is a date; another that says the same more exactly is taken for it. */
const takenAt = ({ xmp, iim, exif, iimIsNewer }: Said): string | null => {
  const created = xmp === null ? null : (textOf(xmp, 'photoshop:DateCreated') ?? textOf(xmp, 'exif:DateTimeOriginal'))
  const inIim = momentOf(iim?.first(55) ?? null, iim?.first(60) ?? null)
  const all = (iimIsNewer ? [inIim, created] : [created, inIim]).concat(exif?.takenAt ?? null).flatMap(isoOf)
  const [first = null] = all
  return all.reduce(
    (best, each) => (best !== null && each.length > best.length && each.startsWith(best) ? each : best),
    first,
  )
}

const isoOf = (text: string | null): string[] => {
  const trimmed = (text ?? '').trim().replace(/\s/u, 'T')
  const found = form.exec(trimmed)
  if (found === null) return []
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = found
  const isDate = !Number.isNaN(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`))
  const inMonth = isDate && new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() === Number(day)
  return inMonth && year !== '0000' ? [trimmed] : []
}

/** Location Shown, the fields that were there before it, or where the camera was. */
const placeOf = ({ xmp, iim }: Said): Place | null => {
  const structured = (name: Name) => (xmp === null ? undefined : xmp.get(name)?.items[0])
  const of = (name: Name, number: number) => (xmp === null ? null : textOf(xmp, name)) ?? iim?.first(number) ?? null
  const places = [
    locationOf(structured('ext:LocationShown')),
    placeFrom(
      of('photoshop:City', 90),
      of('photoshop:State', 95),
      of('photoshop:Country', 101),
      of('core:CountryCode', 100),
    ),
    locationOf(structured('ext:LocationCreated')),
  ]
  return places.find(each => each !== null) ?? null
}

const locationOf = (value: Value | undefined): Place | null => {
  const field = (name: string) => textIn(value?.fields.get(`ext:${name}`))
  return placeFrom(field('City'), field('ProvinceState'), field('CountryName'), field('CountryCode'))
}

const placeFrom = (
  city: string | null,
  region: string | null,
  country: string | null,
  code: string | null,
): Place | null => {
  const place = {
    city: line(city, 200),
    region: line(region, 200),
    country: line(country, 200),
    countryCode: twoLetters(code),
  }
  return Object.values(place).some(each => each !== null) ? place : null
}

/** Who is shown: names alone, and those of Person Shown with Details. */
const personsIn = (xmp: Values): string[] => [
  ...listOf(xmp, 'ext:PersonInImage'),
  ...(xmp.get('ext:PersonInImageWDetails')?.items ?? []).flatMap(
    each => textIn(each.fields.get('ext:PersonName')) ?? [],
  ),
]

const holderIn = (xmp: Values): string | null => {
  const [owner] = xmp.get('plus:CopyrightOwner')?.items ?? []
  return textIn(owner?.fields.get('plus:CopyrightOwnerName')) ?? listOf(xmp, 'xmpRights:Owner')[0] ?? null
}

const dataMining = (said: string | null): string | null => /\bDMI-[A-Z-]{3,60}$/u.exec(said?.trim() ?? '')?.[0] ?? null

const line = (text: string | null, most: number): string | null => {
  const folded = text === null ? '' : oneLine(text)
  return folded === '' ? null : cut(folded, most)
}

const lines = (texts: readonly string[], most: number, count: number): string[] =>
  [...new Set(texts.flatMap(each => line(each, most) ?? []))].slice(0, count)

const paragraphs = (text: string | null, most: number): string | null => {
  const clean = text === null ? '' : legal(text).trim()
  return clean === '' ? null : cut(clean, most)
}

/** Not through the middle of a character. */
const cut = (text: string, most: number): string =>
  text.length <= most
    ? text
    : text
        .slice(0, most)
        .replace(/[\ud800-\udbff]$/u, '')
        .trimEnd()
