import { legal, oneLine } from '../xml.ts'
import { exifFactsIn, tags } from './exif.ts'
import type { PhotoOptions } from './fields.ts'
import type { Now } from './now.ts'
import type { Original } from './original.ts'
import { attempt } from './packets.ts'
import { directoryBelow, type Field, firstDirectory, writeTiff } from './tiff.ts'

// Fields of the first directory that say how a picture came about; those that say how the original is stored, small pictures, and Windows' copies of the words stay behind.
const keptOfFirst = [
  ...[tags.description, tags.artist, tags.copyright],
  ...[0x010f, 0x0110, 0x011a, 0x011b, 0x0128, 0x012d, 0x0131, 0x0132, 0x013c, 0x013e, 0x013f],
  ...[0x0211, 0x0212, 0x0213, 0x0214, 0x4746, 0x4749],
]
// What points elsewhere (interoperability), is true of the original alone, or means nothing once it is moved: the notes of makers, whose places are counted from
// where they stood, and which hold serial numbers, small pictures and positions.
const leftOfSecond = [0x927c, 0xa002, 0xa003, 0xa004, 0xa005, 0xea1c]

const mostBytes = 65_500

/** The EXIF block of a file that goes out (CIPA DC-008-2019): how the picture was taken as the original says it, what the item says now in the fields that EXIF has
 *  for it, upright, of the size that it has, without position and without thumbnail. */
export const exifNow = (now: Now, { exif: block }: Original, options: PhotoOptions): Buffer => {
  const first = block === null ? null : attempt(() => firstDirectory(block))
  const second = block === null || first === null ? null : attempt(() => directoryBelow(block, first, tags.exif))
  const said = block === null ? null : attempt(() => exifFactsIn(block))
  const isLittle = first?.isLittle ?? false
  const make = makersOf(isLittle)
  const firstNow = [
    ...[
      make.short(0x0112, 1),
      unlessSaid(now.caption, said?.description, make, tags.description),
      unlessSaid(now.bylines.join('; '), said?.artists.join('; '), make, tags.artist),
      unlessSaid(now.notice, said?.copyright, make, tags.copyright),
    ].flat(),
    ...resolution(first?.fields ?? [], make),
  ]
  const secondNow = [
    // Offsets of time are of 2.31 and later.
    ...make.bytes(0x9000, 7, Buffer.from('0232')),
    ...taken(now, second?.fields ?? [], make),
    ...(options.widthPixels === null ? [] : make.long(0xa002, options.widthPixels)),
    ...(options.heightPixels === null ? [] : make.long(0xa003, options.heightPixels)),
  ]
  const keptFirst = (first?.fields ?? []).filter(({ tag }) => keptOfFirst.includes(tag))
  const keptSecond = (second?.fields ?? []).filter(({ tag }) => !leftOfSecond.includes(tag))
  const all = [
    unlessIn(firstNow, keptFirst),
    [...unlessIn(secondNow, keptSecond), ...required(keptSecond, make, options)],
  ]
  return fitting(isLittle, all)
}

const unlessSaid = (now: string | null, before: string | null | undefined, make: Makers, tag: number): Ours[] => {
  const text = now === '' ? null : now
  return before != null && text !== null && oneLine(before) === oneLine(text) ? [] : make.text(tag, text)
}

/** Ours, and those of the original that ours do not take the place of. */
const unlessIn = (ours: readonly Ours[], kept: readonly Field[]): Field[] => [
  ...ours.flatMap(each => each.field ?? []),
  ...kept.filter(
    ({ tag }, n) => !ours.some(each => each.tag === tag) && kept.findIndex(each => each.tag === tag) === n,
  ),
]

/** A field to be written; without one: to be taken away. */
interface Ours {
  readonly tag: number
  readonly field: Field | null
}

type Makers = ReturnType<typeof makersOf>

const makersOf = (isLittle: boolean) => {
  const number =
    (type: 3 | 4) =>
    (tag: number, value: number): Ours[] => {
      const bytes = Buffer.alloc(type === 3 ? 2 : 4)
      if (isLittle) bytes.writeUIntLE(value, 0, bytes.length)
      else bytes.writeUIntBE(value, 0, bytes.length)
      return [{ tag, field: { tag, type, count: 1, value: bytes } }]
    }
  return {
    short: number(3),
    long: number(4),
    /** Many readers take UTF-8 for what the standard calls ASCII (MWG 2.0 §4.1). */
    text: (tag: number, text: string | null): Ours[] => {
      const value = Buffer.from(`${legal(text ?? '').replaceAll('\0', '')}\0`)
      return [{ tag, field: text === null ? null : { tag, type: 2, count: value.length, value } }]
    },
    bytes: (tag: number, type: number, value: Buffer, count = value.length): Ours[] => [
      { tag, field: { tag, type, count, value } },
    ],
    ratio: (tag: number, value: number): Ours[] => {
      const bytes = Buffer.alloc(8)
      if (isLittle) bytes.writeUInt32LE(value, 0)
      else bytes.writeUInt32BE(value, 0)
      if (isLittle) bytes.writeUInt32LE(1, 4)
      else bytes.writeUInt32BE(1, 4)
      return [{ tag, field: { tag, type: 5, count: 1, value: bytes } }]
    },
  }
}

/** The standard wants them; where the original has none, 72 to the inch means that nothing is known. */
const resolution = (before: readonly Field[], make: Makers): Ours[] => {
  const without = (tag: number, ours: Ours[]) => (before.some(each => each.tag === tag) ? [] : ours)
  return [
    ...without(0x011a, make.ratio(0x011a, 72)),
    ...without(0x011b, make.ratio(0x011b, 72)),
    ...without(0x0128, make.short(0x0128, 2)),
    ...without(0x0213, make.short(0x0213, 1)),
  ]
}

const required = (kept: readonly Field[], make: Makers, { hasProfile }: PhotoOptions): Field[] =>
  [
    make.bytes(0x9101, 7, Buffer.from([1, 2, 3, 0])),
    make.bytes(0xa000, 7, Buffer.from('0100')),
    make.short(0xa001, hasProfile ? 0xffff : 1),
  ]
    .flat()
    .flatMap(({ tag, field }) => (field === null || kept.some(each => each.tag === tag) ? [] : [field]))

/** To the second; a time that is less exact has no place here, and leaves what fits it. */
const taken = ({ takenAt }: Now, before: readonly Field[], make: Makers): Ours[] => {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/u.exec(takenAt ?? '')
  const said = before
    .find(each => each.tag === tags.taken)
    ?.value.toString('latin1')
    .replaceAll(':', '-')
    .replace(' ', 'T')
  if (found === null && takenAt !== null && said?.startsWith(takenAt) === true) return []
  const none = [tags.taken, tags.takenZone, tags.takenFraction].flatMap(tag => make.text(tag, null))
  if (found === null) return none
  const [, year, month, day, hour, minute, second = '00', fraction = null, zone = null] = found
  return [
    ...make.text(tags.taken, `${year}:${month}:${day} ${hour}:${minute}:${second}`),
    ...make.text(tags.takenZone, zone === 'Z' ? '+00:00' : zone),
    ...make.text(tags.takenFraction, fraction),
  ]
}

/** What fits into a segment: the largest field goes first. */
const fitting = (isLittle: boolean, [first = [], second = []]: readonly Field[][]): Buffer => {
  const lists = [[...first], [...second]]
  for (;;) {
    const [one = [], two = []] = lists
    const block = writeTiff(isLittle, [
      { directory: one, pointer: null },
      { directory: two, pointer: tags.exif },
    ])
    if (block.length <= mostBytes) return block
    const largest = [...one, ...two].reduce((a, b) => (b.value.length > a.value.length ? b : a))
    for (const list of lists) if (list.includes(largest)) list.splice(list.indexOf(largest), 1)
  }
}
