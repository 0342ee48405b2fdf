import { attempt, bounded, type Found, nothingFound } from './packets.ts'
import { resourcesIn, theResource } from './resources.ts'

/** A field of a TIFF directory (TIFF 6.0 §2): its value's bytes, in the byte order of the file. */
export interface Field {
  readonly tag: number
  /** 1 byte, 2 ASCII, 3 short, 4 long, 5 rational, 7 undefined, 9 signed long, 10 signed rational, 11 float, 12 double. */
  readonly type: number
  readonly count: number
  readonly value: Buffer
}

/** A directory and the byte order of its numbers. */
export interface Directory {
  readonly isLittle: boolean
  readonly fields: readonly Field[]
}

const sizes: Readonly<Record<number, number>> = {
  ...{ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4 },
}
const mostFields = 1_000

export const isTiff = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4, bytes.byteLength)).toString('latin1')
  return head === 'II*\0' || head === 'MM\0*'
}

/** The first directory of a TIFF block; null where there is none. */
export const firstDirectory = (bytes: Buffer): Directory | null =>
  isTiff(bytes) && bytes.length >= 8 ? directoryAt(bytes, u32(bytes, 4, bytes[0] === 0x49)) : null

/** The directory that a field points to, such as that of EXIF (0x8769). */
export const directoryBelow = (bytes: Buffer, { fields, isLittle }: Directory, tag: number): Directory | null => {
  const pointer = fields.find(each => each.tag === tag)
  return pointer === undefined || pointer.value.length < 4 ? null : directoryAt(bytes, u32(pointer.value, 0, isLittle))
}

/** Reads what is there; a field whose value lies outside is left out. */
const directoryAt = (bytes: Buffer, at: number): Directory | null => {
  const isLittle = bytes[0] === 0x49
  if (at < 8 || at + 2 > bytes.length) return null
  const count = Math.min(u16(bytes, at, isLittle), mostFields)
  const fields: Field[] = []
  for (let n = 0; n < count && at + 14 + 12 * n <= bytes.length; n++) {
    const field = fieldAt(bytes, at + 2 + 12 * n, isLittle)
    if (field !== null) fields.push(field)
  }
  return { isLittle, fields }
}

const fieldAt = (bytes: Buffer, at: number, isLittle: boolean): Field | null => {
  const [tag, type, count] = [u16(bytes, at, isLittle), u16(bytes, at + 2, isLittle), u32(bytes, at + 4, isLittle)]
  const size = (sizes[type] ?? 0) * count
  const from = size <= 4 ? at + 8 : u32(bytes, at + 8, isLittle)
  if (size === 0 || from + size > bytes.length) return null
  return { tag, type, count, value: bytes.subarray(from, from + size) }
}

const u16 = (bytes: Buffer, at: number, isLittle: boolean): number =>
  isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)
const u32 = (bytes: Buffer, at: number, isLittle: boolean): number =>
  isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)

/** The metadata of a TIFF: XMP (700), IIM (33723, or among the resources of Photoshop, 34377), and EXIF, which is the file itself. */
export const packetsOfTiff = (bytes: Buffer): Found => {
  const directory = firstDirectory(bytes)
  if (directory === null) return nothingFound
  const fieldOf = (tag: number) => directory.fields.find(each => each.tag === tag)?.value ?? null
  const resources = attempt(() => resourcesIn(fieldOf(0x8649) ?? Buffer.alloc(0))) ?? []
  const iim = fieldOf(0x83bb)
  return {
    xmp: bounded(fieldOf(0x02bc)),
    iim: bounded(theResource(resources, 0x0404) ?? (iim?.[0] === 0x1c ? iim : null)),
    exif: attempt(() => exifOfTiff(bytes, directory)),
    digest: theResource(resources, 0x0425),
  }
}

/** What of the fields of a picture is said of it and not needed to open it. */
const describing = [0x010e, 0x010f, 0x0110, 0x0131, 0x0132, 0x013b, 0x8298]

const exifOfTiff = (bytes: Buffer, main: Directory): Buffer => {
  const exif = directoryBelow(bytes, main, 0x8769)
  return (
    bounded(
      writeTiff(main.isLittle, [
        { directory: main.fields.filter(each => describing.includes(each.tag)), pointer: null },
        ...(exif === null ? [] : [{ directory: exif.fields, pointer: 0x8769 }]),
      ]),
    ) ?? Buffer.alloc(0)
  )
}

/** Directories to be written: the first one, and those that it points to by a tag. */
export interface Written {
  readonly directory: readonly Field[]
  readonly pointer: number | null
}

/** A TIFF block of one directory and those it points to, fields by their tags as the standard asks. */
export const writeTiff = (isLittle: boolean, [first, ...below]: readonly Written[]): Buffer => {
  const pointers = below.map(({ pointer }) => ({
    ...{ tag: pointer ?? 0, type: 4, count: 1, value: Buffer.alloc(4) },
  }))
  const lists = [[...(first?.directory ?? []), ...pointers], ...below.map(each => [...each.directory])].map(list =>
    list.toSorted((a, b) => a.tag - b.tag),
  )
  const starts: number[] = []
  let end = 8
  for (const list of lists) {
    starts.push(end)
    end += lengthOf(list)
  }
  for (const [n, pointer] of pointers.entries()) put32(pointer.value, 0, starts[n + 1] ?? 0, isLittle)
  const head = Buffer.from(isLittle ? 'II*\0\0\0\0\0' : 'MM\0*\0\0\0\0', 'latin1')
  put32(head, 4, 8, isLittle)
  return Buffer.concat([head, ...lists.map((list, n) => directoryBytes(list, starts[n] ?? 0, isLittle))])
}

const padded = (size: number): number => (size <= 4 ? 0 : size + (size % 2))
const lengthOf = (list: readonly Field[]): number =>
  6 + 12 * list.length + list.reduce((sum, { value }) => sum + padded(value.length), 0)

const directoryBytes = (list: readonly Field[], start: number, isLittle: boolean): Buffer => {
  const bytes = Buffer.alloc(lengthOf(list))
  put16(bytes, 0, list.length, isLittle)
  let free = 6 + 12 * list.length
  for (const [n, { tag, type, count, value }] of list.entries()) {
    const at = 2 + 12 * n
    put16(bytes, at, tag, isLittle)
    put16(bytes, at + 2, type, isLittle)
    put32(bytes, at + 4, count, isLittle)
    if (value.length > 4) put32(bytes, at + 8, start + free, isLittle)
    value.copy(bytes, value.length > 4 ? free : at + 8)
    free += padded(value.length)
  }
  return bytes
}

const put16 = (bytes: Buffer, at: number, value: number, isLittle: boolean): number =>
  isLittle ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at)
const put32 = (bytes: Buffer, at: number, value: number, isLittle: boolean): number =>
  isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at)
