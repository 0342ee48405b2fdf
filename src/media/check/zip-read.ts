import { type Bytes, unsafe, wholeAt } from './bytes.ts'

/** An entry of an archive as its directory has it; nothing of it is unpacked. */
export interface ZipEntry {
  readonly name: string
  readonly isEncrypted: boolean
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly packedBytes: number
  readonly bytes: number
  /** Where its own header stands. */
  readonly offset: number
  /** UNIX file mode; 0: not said. */
  readonly mode: number
}

interface Directory {
  readonly from: number
  readonly bytes: number
  readonly entries: number
  /** Where the archive ends, its comment and all. */
  readonly end: number
  /** Whether the record of ZIP64, where there is one, says the same as the usual one. */
  readonly isOfOneMind: boolean
}

const endBytes = 22
const mostComment = 0xffff
const endMark = Buffer.from('PK\x05\x06', 'latin1')

/** The directory of a ZIP archive that is, or stands at the end of, a file (APPNOTE 6.3.10 §4.3); null where there is none. */
export const findZip = async (bytes: Bytes): Promise<Directory | null> => {
  const from = Math.max(0, bytes.size - endBytes - mostComment)
  const tail = Buffer.from(await bytes.at(from, bytes.size - from))
  for (let at = tail.lastIndexOf(endMark); at !== -1; at = at === 0 ? -1 : tail.lastIndexOf(endMark, at - 1)) {
    if (at + endBytes > tail.length) continue
    const end = from + at + endBytes + tail.readUInt16LE(at + 20)
    if (end > bytes.size) continue
    const wide = await wideEnd(bytes, from + at)
    const [shortEntries, shortBytes] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12)]
    const [entries, directoryBytes] = [wide?.entries ?? shortEntries, wide?.bytes ?? shortBytes]
    const isOfOneMind = [0xffff, entries].includes(shortEntries) && [0xffffffff, directoryBytes].includes(shortBytes)
    // Where it really stands: something may be before the archive, and its offsets not know of it.
    const start = (wide?.at ?? from + at) - directoryBytes
    if (entries === 0 ? directoryBytes === 0 : await isEntry(bytes, start))
      return { from: start, bytes: directoryBytes, entries, end, isOfOneMind }
  }
  return null
}

/** The end record of ZIP64 (§4.3.14), where its locator stands right before the usual one. */
const wideEnd = async (bytes: Bytes, end: number): Promise<{ at: number; entries: number; bytes: number } | null> => {
  const locator = end < 20 ? Buffer.alloc(0) : Buffer.from(await bytes.at(end - 20, 20))
  if (locator.length < 20 || locator.readUInt32LE(0) !== 0x07064b50) return null
  const at = Number(locator.readBigUInt64LE(8))
  const record = at < bytes.size ? Buffer.from(await bytes.at(at, 56)) : Buffer.alloc(0)
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) return null
  return { at, entries: Number(record.readBigUInt64LE(32)), bytes: Number(record.readBigUInt64LE(40)) }
}

const isEntry = async (bytes: Bytes, at: number): Promise<boolean> => {
  const mark = at < 0 ? Buffer.alloc(0) : await bytes.at(at, 4)
  return mark.length === 4 && mark.readUInt32LE(0) === 0x02014b50
}

const mostEntries = 100_000
const mostDirectoryBytes = 64 << 20

/** The entries of an archive. @throws Refusal `unsafe-file` where the directory does not hold together, or is larger than any real one */
export const zipEntries = async (bytes: Bytes, directory: Directory): Promise<ZipEntry[]> => {
  if (directory.entries > mostEntries)
    throw unsafe(`says that it holds ${directory.entries} files; at most ${mostEntries} are taken`)
  if (directory.bytes > mostDirectoryBytes) throw unsafe(`has a directory of ${directory.bytes} bytes`)
  const table = Buffer.from(await wholeAt(bytes, directory.from, directory.bytes))
  const entries: ZipEntry[] = []
  let at = 0
  while (at + 46 <= table.length && table.readUInt32LE(at) === 0x02014b50) {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map(offset => table.readUInt16LE(at + offset))
    const next = at + 46 + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0)
    if (next > table.length) break
    const flags = table.readUInt16LE(at + 8)
    const extra = table.subarray(at + 46 + (nameBytes ?? 0), at + 46 + (nameBytes ?? 0) + (extraBytes ?? 0))
    const [bytesOf, packedBytes, offset] = wideSizes(
      extra,
      [24, 20, 42].map(place => table.readUInt32LE(at + place)),
    )
    entries.push({
      name: table.toString((flags & 0x800) === 0 ? 'latin1' : 'utf8', at + 46, at + 46 + (nameBytes ?? 0)),
      isEncrypted: (flags & 1) === 1,
      method: table.readUInt16LE(at + 10),
      packedBytes: packedBytes ?? 0,
      bytes: bytesOf ?? 0,
      offset: offset ?? 0,
      // Made on UNIX (§4.4.2): the upper half of the external attributes.
      mode: table.readUInt8(at + 5) === 3 ? table.readUInt16LE(at + 40) : 0,
    })
    at = next
  }
  if (at !== table.length || entries.length !== directory.entries)
    throw unsafe(`says that it holds ${directory.entries} files, and its directory names ${entries.length}`)
  return entries
}

/** Sizes that are all ones stand in the extra field of ZIP64 (§4.5.3), in this order. @throws Refusal `unsafe-file` where they are not there */
const wideSizes = (extra: Buffer, sizes: readonly number[]): number[] => {
  let field: Buffer = Buffer.alloc(0)
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 1) field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
  let at = 0
  return sizes.map(size => {
    if (size !== 0xffffffff) return size
    if (at + 8 > field.length) throw unsafe('has a file in it whose size is not said')
    at += 8
    return Number(field.readBigUInt64LE(at - 8))
  })
}

/** Where the bytes of an entry begin, by its own header, which has to say the same as the directory. @throws Refusal `unsafe-file` */
export const entryStart = async (bytes: Bytes, { name, offset, method }: ZipEntry): Promise<number> => {
  const header = Buffer.from(await wholeAt(bytes, offset, 30))
  const nameBytes = header.readUInt16LE(26)
  const own = (await wholeAt(bytes, offset + 30, nameBytes)).toString(
    (header.readUInt16LE(6) & 0x800) === 0 ? 'latin1' : 'utf8',
  )
  if (header.readUInt32LE(0) !== 0x04034b50 || header.readUInt16LE(8) !== method || own !== name)
    throw unsafe(`has two names or kinds for the file ${JSON.stringify(name.slice(0, 80))} in it`)
  return offset + 30 + nameBytes + header.readUInt16LE(28)
}
