import { dataMiningUri } from '../data-mining.ts'
import { oneLine } from '../xml.ts'
import { threeLetters } from './country.ts'
import type { PhotoFields, PhotoOptions } from './fields.ts'
import type { Name } from './namespaces.ts'
import { isSamePlace, type Now } from './now.ts'
import type { Original } from './original.ts'
import { cleaned, withItems } from './xmp-clean.ts'
import { inDefaultLanguage, list, oneStructure, simple } from './xmp-make.ts'
import type { Property } from './xmp-tree.ts'
import { listOf, textIn, textOf, type Values } from './xmp-values.ts'

/** What becomes of properties: one that takes the place of what was there, or null: gone. What is not named stays as it was. */
type Changes = Map<Name, Property | null>

/** The properties of a file that goes out: all that the original had and that may go, with what the item says now in its place. What says the same already stays
 *  as it is, translations and structures included. */
export const xmpNow = (now: Now, fields: PhotoFields, original: Original, options: PhotoOptions): Property[] => {
  const { properties: before, values } = original
  const changes: Changes = new Map([
    ...words(now, values),
    ...persons(now, values),
    ...place(now, original),
    ...supply(now, fields, values),
  ])
  const isShown = (name: string | null) => name === null || now.persons.includes(oneLine(name))
  const kept = cleaned(before, options)
    .filter(({ name }) => !changes.has(name as Name))
    .flatMap(each =>
      each.name === 'ext:PersonInImageWDetails'
        ? withItems(each, item => isShown(textIn(item.fields.get('ext:PersonName'))))
        : [each],
    )
  return [...kept, ...[...changes.values()].filter(each => each !== null)]
}

type Change = [Name, Property | null]

/** One text, unless it stands there already. */
const text = (
  values: Values,
  name: Name,
  said: string | null,
  make: (name: Name, text: string) => Property,
): Change[] => {
  const before = textOf(values, name)
  if (before !== null && said !== null && (before.trim() === said || oneLine(before) === said)) return []
  return [[name, said === null ? null : make(name, said)]]
}

const texts = (values: Values, name: Name, kind: 'Seq' | 'Bag', said: readonly string[]): Change[] => {
  const before = listOf(values, name).map(oneLine)
  if (before.length === said.length && said.every((each, n) => each === before[n])) return []
  return [[name, said.length === 0 ? null : list(name, kind, said)]]
}

const words = (now: Now, values: Values): Change[] => [
  ...text(values, 'photoshop:Headline', now.headline, simple),
  ...text(values, 'dc:description', now.caption, inDefaultLanguage),
  ...texts(values, 'dc:creator', 'Seq', now.bylines),
  ...texts(values, 'dc:subject', 'Bag', now.keywords),
  ...texts(values, 'dc:language', 'Bag', [now.language]),
  ...text(values, 'photoshop:Credit', now.credit, simple),
  ...text(values, 'photoshop:Source', now.source, simple),
  ...text(values, 'photoshop:Instructions', now.instructions, simple),
  ...altText(now, values),
  ...taken(now, values),
]

/** A file that has only the longer description keeps that one. */
const altText = ({ altText: said }: Now, values: Values): Change[] => {
  const long = textOf(values, 'core:ExtDescrAccessibility')
  const isLong = textOf(values, 'core:AltTextAccessibility') === null && long !== null && oneLine(long) === said
  return isLong ? [] : text(values, 'core:AltTextAccessibility', said, inDefaultLanguage)
}

const taken = ({ takenAt }: Now, values: Values): Change[] => {
  const inExif = textOf(values, 'exif:DateTimeOriginal')
  const isOther = inExif !== null && (takenAt === null || !inExif.startsWith(takenAt.slice(0, 19)))
  return [
    ...text(values, 'photoshop:DateCreated', takenAt, simple),
    ...(isOther ? [['exif:DateTimeOriginal', null] satisfies Change] : []),
  ]
}

/** Names that stand in Person Shown with Details are not said twice. */
const persons = ({ persons: said }: Now, values: Values): Change[] => {
  const detailed = (values.get('ext:PersonInImageWDetails')?.items ?? []).map(each =>
    oneLine(textIn(each.fields.get('ext:PersonName')) ?? ''),
  )
  const named = listOf(values, 'ext:PersonInImage').map(oneLine)
  const plain = said.filter(each => named.includes(each) || !detailed.includes(each))
  return texts(values, 'ext:PersonInImage', 'Bag', plain)
}

/** The fields of old and Location Shown together. A place that is as it was leaves all of them; another takes the neighbourhood with it. */
const place = (now: Now, { values, inXmp }: Original): Change[] => {
  const { city = null, region = null, country = null, countryCode = null } = now.place ?? {}
  const code = countryCode === null ? null : threeLetters(countryCode)
  const old: readonly (readonly [Name, string | null])[] = [
    ['photoshop:City', city],
    ['photoshop:State', region],
    ['photoshop:Country', country],
    ['core:CountryCode', code],
  ]
  const isAsBefore = isSamePlace(inXmp.place, now.place)
  if (isAsBefore && old.some(([name]) => textOf(values, name) !== null)) return []
  const plain = old.map(([name, said]): Change => [name, said === null ? null : simple(name, said)])
  if (isAsBefore) return plain
  const shown =
    now.place === null
      ? null
      : oneStructure('ext:LocationShown', 'Bag', [
          ['ext:City', city],
          ['ext:ProvinceState', region],
          ['ext:CountryName', country],
          ['ext:CountryCode', code],
        ])
  return [...plain, ['core:Location', null], ['ext:LocationShown', shown], ['ext:LocationCreated', null]]
}

/** Whose it is and who sends it. The supplier is always the last one (PLUS), its maker's GUID never changes (IPTC, Digital Image GUID). */
const supply = (now: Now, fields: PhotoFields, values: Values): Change[] => {
  const owner = textIn(values.get('plus:CopyrightOwner')?.items[0]?.fields.get('plus:CopyrightOwnerName'))
  const isOtherOwner = now.holder !== null && (owner === null || oneLine(owner) !== now.holder)
  const owned = listOf(values, 'xmpRights:Owner')[0]
  const { name, uri } = fields.supplier
  const unlessThere = (property: Name, said: string | null): Change[] =>
    said === null || textOf(values, property) !== null ? [] : [[property, simple(property, said)]]
  return [
    ...text(values, 'dc:rights', now.notice, inDefaultLanguage),
    ...text(values, 'xmpRights:UsageTerms', now.terms, inDefaultLanguage),
    ...(now.notice === null ? [] : text(values, 'xmpRights:Marked', 'True', simple)),
    ...(isOtherOwner
      ? [
          [
            'plus:CopyrightOwner',
            oneStructure('plus:CopyrightOwner', 'Seq', [['plus:CopyrightOwnerName', now.holder]]),
          ] satisfies Change,
        ]
      : []),
    ...(owned !== undefined && oneLine(owned) !== now.holder ? [['xmpRights:Owner', null] satisfies Change] : []),
    ...unlessThere('xmpRights:WebStatement', fields.rightsUrl),
    ...unlessThere('ext:DigitalImageGUID', fields.guid),
    ...unlessThere('photoshop:TransmissionReference', fields.imageId),
    [
      'plus:ImageSupplier',
      oneStructure('plus:ImageSupplier', 'Seq', [
        ['plus:ImageSupplierName', name],
        ['plus:ImageSupplierID', uri],
      ]),
    ],
    ['plus:ImageSupplierImageID', simple('plus:ImageSupplierImageID', fields.imageId)],
    ['plus:DataMining', simple('plus:DataMining', dataMiningUri(now.dataMining))],
    ['xmp:MetadataDate', simple('xmp:MetadataDate', fields.writtenAt.toISOString())],
  ]
}
