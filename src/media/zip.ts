import { crc32 } from 'node:zlib'

/** A file to be put into an archive. */
export interface ZipFile {
  readonly name: string
  readonly modified: Date
  /** Decides beforehand how its size is written. */
  readonly sizeBytes: number
  open(): Promise<AsyncIterable<Buffer>>
}

/** The largest that 32 bits say, which stands for "see the extra field" (APPNOTE 6.3.10 §4.4). */
const full = 0xffff_ffff
/** Sizes follow the bytes, names are UTF-8 (§4.4.4). */
const flags = 0x0808

interface Written extends Omit<ZipFile, 'open'> {
  readonly isLarge: boolean
  readonly crc: number
  readonly offset: number
}

/** An archive of files as they are, piece by piece: nothing is compressed, and no more of a file is in memory than a piece. Over 4 GiB it is a ZIP64. */
export async function* zipOf(files: AsyncIterable<ZipFile> | Iterable<ZipFile>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  const counted = (bytes: Buffer): Buffer => {
    offset += bytes.length
    return bytes
  }
  for await (const { name, modified, sizeBytes: expected, open } of files) {
    const start = offset
    const isLarge = expected >= full
    yield counted(localHeader({ name, modified, isLarge }))
    let crc = 0
    let sizeBytes = 0
    for await (const piece of await open()) {
      crc = crc32(piece, crc)
      sizeBytes += piece.length
      yield counted(piece)
    }
    if (sizeBytes >= full && !isLarge) throw new RangeError(`${name} is larger than it said`)
    yield counted(descriptor({ crc, sizeBytes, isLarge }))
    written.push({ name, modified, sizeBytes, isLarge, crc, offset: start })
  }
  const directory = Buffer.concat(written.map(centralHeader))
  yield directory
  yield ending({ count: written.length, offset, size: directory.length })
}

const localHeader = ({ name, modified, isLarge }: Pick<Written, 'name' | 'modified' | 'isLarge'>): Buffer => {
  const title = Buffer.from(name)
  const size = isLarge ? full : 0
  const extra = isLarge ? sizesField([0, 0]) : Buffer.alloc(0)
  return Buffer.concat([
    words(0x04034b50, [isLarge ? 45 : 20, flags, 0, ...dosTime(modified)]),
    longs([0, size, size]),
    shorts([title.length, extra.length]),
    title,
    extra,
  ])
}

const descriptor = ({ crc, sizeBytes, isLarge }: Pick<Written, 'crc' | 'sizeBytes' | 'isLarge'>): Buffer =>
  isLarge
    ? Buffer.concat([longs([0x08074b50, crc]), huge([sizeBytes, sizeBytes])])
    : longs([0x08074b50, crc, sizeBytes, sizeBytes])

const centralHeader = ({ name, modified, isLarge, crc, sizeBytes, offset }: Written): Buffer => {
  const title = Buffer.from(name)
  const isFar = offset >= full
  const more = [...(isLarge ? [sizeBytes, sizeBytes] : []), ...(isFar ? [offset] : [])]
  const extra = more.length === 0 ? Buffer.alloc(0) : sizesField(more)
  const size = isLarge ? full : sizeBytes
  return Buffer.concat([
    // Made on Unix, so that the permissions below count: readable by all.
    words(0x02014b50, [0x031e, isLarge || isFar ? 45 : 20, flags, 0, ...dosTime(modified)]),
    longs([crc, size, size]),
    shorts([title.length, extra.length, 0, 0, 0]),
    longs([(0o100644 << 16) >>> 0, isFar ? full : offset]),
    title,
    extra,
  ])
}

const ending = ({ count, offset, size }: { count: number; offset: number; size: number }): Buffer => {
  const isFar = offset >= full || count >= 0xffff
  const far = Buffer.concat([
    longs([0x06064b50]),
    huge([44]),
    shorts([0x031e, 45]),
    longs([0, 0]),
    huge([count, count, size, offset]),
    longs([0x07064b50, 0]),
    huge([offset + size]),
    longs([1]),
  ])
  const counts = Math.min(count, 0xffff)
  return Buffer.concat([
    ...(isFar ? [far] : []),
    words(0x06054b50, [0, 0, counts, counts]),
    longs([size, Math.min(offset, full)]),
    shorts([0]),
  ])
}

/** The ZIP64 extra field (§4.5.3). */
const sizesField = (values: readonly number[]): Buffer => Buffer.concat([shorts([1, 8 * values.length]), huge(values)])

/** Date and time of MS-DOS, to two seconds, in UTC; none before 1980. */
const dosTime = (at: Date): [number, number] => {
  const year = Math.max(0, at.getUTCFullYear() - 1980)
  return [
    (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  ]
}

const words = (signature: number, values: readonly number[]): Buffer =>
  Buffer.concat([longs([signature]), shorts(values)])

const shorts = (values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(2 * values.length)
  for (const [i, value] of values.entries()) bytes.writeUInt16LE(value, 2 * i)
  return bytes
}

const longs = (values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, 4 * i)
  return bytes
}

const huge = (values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(8 * values.length)
  for (const [i, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * i)
  return bytes
}
