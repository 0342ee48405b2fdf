import { constants, createInflateRaw } from 'node:zlib'
import { type Bytes, bytesOfBuffer, unsafe } from './bytes.ts'
import { entryStart, findZip, type ZipEntry, zipEntries } from './zip-read.ts'

/** Deflate gives at most 1,032 bytes for one; text and tables seldom more than 100. */
const mostRatio = 200
const freeBytes = 100 << 20
const mostBytes = 16 * 2 ** 30
/** Archives in archives are unpacked in memory to be looked at, so far and so deep. */
const mostNestedBytes = 64 << 20
const mostDepth = 3
/** Of what is deflated, so much is unpacked and thrown away, to see whether it is as large as it says. */
const mostTriedBytes = 256 << 20

const nested = /\.(?:zip|jar|docx|xlsx|pptx|odt|ods|odp|epub|kmz|apk|aar|war)$/iu

/** What an archive is used up to. */
interface Budget {
  nestedBytes: number
  triedBytes: number
}

/**
 * Looks at a ZIP archive by its directory: nothing is unpacked to the disk. @returns the media type of what it is: an archive, or a document of an office
 * @throws Refusal `unsafe-file` for bombs (ratio, number, overlapping or nested files, sizes that are not true), programs, and names that lead out of a folder
 */
export const checkZip = (bytes: Bytes): Promise<string> =>
  checkLevel(bytes, 1, { nestedBytes: mostNestedBytes, triedBytes: mostTriedBytes })

const checkLevel = async (bytes: Bytes, depth: number, budget: Budget): Promise<string> => {
  const directory = await findZip(bytes)
  if (directory === null) throw unsafe('is a ZIP archive that is cut off or damaged')
  if (!directory.isOfOneMind) throw unsafe('is a ZIP archive that says two things of its size')
  if (directory.end !== bytes.size) throw unsafe('goes on behind the end of the archive')
  const entries = await zipEntries(bytes, directory)
  const all = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  if (all > mostBytes) throw unsafe(`would unpack to ${all} bytes; at most ${mostBytes} are taken`)
  if (all > freeBytes && all > mostRatio * bytes.size)
    throw unsafe(`would unpack to ${all} bytes, ${Math.round(all / bytes.size)} times its size: it is a ZIP bomb`)
  for (const { name, mode } of entries) checkEntryName(name, mode)
  await checkPlaces(bytes, entries, directory.from)
  const contentType = typeOf(entries.map(({ name }) => name))
  for (const entry of entries) await checkEntry(bytes, entry, depth, budget)
  return contentType
}

const checkEntryName = (name: string, mode: number): void => {
  const shown = JSON.stringify(name.slice(0, 80))
  if (/(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[a-z]:|\0/iu.test(name))
    throw unsafe(`has the file ${shown} in it, whose name leads out of the archive`)
  if ((mode & 0o170000) === 0o120000) throw unsafe(`has ${shown} in it, which points to another file`)
}

/** Each file has bytes of its own, one after another from the beginning. */
const checkPlaces = async (bytes: Bytes, entries: readonly ZipEntry[], directoryFrom: number): Promise<void> => {
  const ordered = [...entries].sort((a, b) => a.offset - b.offset)
  if ((ordered[0]?.offset ?? 0) !== 0) throw unsafe('is a ZIP archive with something else before it')
  let end = 0
  for (const entry of ordered) {
    if (entry.offset < end) throw unsafe('has files in it that overlap: it is a ZIP bomb')
    end = (await entryStart(bytes, entry)) + entry.packedBytes
  }
  if (end > directoryFrom) throw unsafe('has a file in it that goes on beyond its end')
}

const ooxml = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

const typeOf = (names: readonly string[]): string => {
  const has = (start: string) => names.some(name => name.startsWith(start))
  if (has('AndroidManifest.xml')) throw unsafe('is a program for Android, and programs are not taken')
  if (has('META-INF/MANIFEST.MF') && names.some(name => name.endsWith('.class')))
    throw unsafe('is a Java program, and programs are not taken')
  if (has('[Content_Types].xml')) {
    if (has('word/')) return `${ooxml}.wordprocessingml.document`
    if (has('xl/')) return `${ooxml}.spreadsheetml.sheet`
    if (has('ppt/')) return `${ooxml}.presentationml.presentation`
  }
  if (has('META-INF/container.xml') && has('mimetype')) return 'application/epub+zip'
  if (has('mimetype') && has('content.xml')) return `${openDocument}.text`
  return names.some(name => /^[^/]*\.kml$/iu.test(name)) ? 'application/vnd.google-earth.kmz' : 'application/zip'
}

const checkEntry = async (bytes: Bytes, entry: ZipEntry, depth: number, budget: Budget): Promise<void> => {
  const { name, isEncrypted, method, packedBytes } = entry
  if (isEncrypted || packedBytes === 0 || (method !== 0 && method !== 8)) return
  const isNested = nested.test(name)
  if (isNested && depth >= mostDepth)
    throw unsafe(`has archives in it ${mostDepth} deep; what is below cannot be looked at`)
  if (isNested && entry.bytes > budget.nestedBytes)
    throw unsafe(`has more archives in it than can be looked at (${mostNestedBytes} bytes)`)
  if (method === 0 && entry.bytes !== packedBytes) throw sizeLie(entry)
  if (!isNested && (method === 0 || budget.triedBytes < entry.bytes)) return
  const unpacked = await unpack(bytes, entry, isNested)
  if (!isNested) budget.triedBytes -= entry.bytes
  else {
    budget.nestedBytes -= entry.bytes
    if (unpacked.readUIntBE(0, Math.min(4, unpacked.length)) === 0x504b0304)
      await checkLevel(bytesOfBuffer(unpacked), depth + 1, budget)
  }
}

const sizeLie = ({ name, bytes }: ZipEntry) =>
  unsafe(`has the file ${JSON.stringify(name.slice(0, 80))} in it, which is not of the ${bytes} bytes that it says`)

const pieceBytes = 256 << 10

/** What an entry unpacks to; thrown away piece by piece unless it is kept. @throws Refusal `unsafe-file` where that is not as much as it says */
const unpack = async (bytes: Bytes, entry: ZipEntry, isKept: boolean): Promise<Buffer> => {
  const from = await entryStart(bytes, entry)
  async function* packed() {
    for (let at = 0; at < entry.packedBytes; at += pieceBytes) {
      const piece = await bytes.at(from + at, Math.min(pieceBytes, entry.packedBytes - at))
      if (piece.length === 0) return
      yield Buffer.from(piece)
    }
  }
  const kept: Buffer[] = []
  let size = 0
  const take = (piece: Buffer) => {
    size += piece.length
    if (size > entry.bytes) throw sizeLie(entry)
    if (isKept) kept.push(piece)
  }
  if (entry.method === 0) for await (const piece of packed()) take(piece)
  else await inflate(packed(), take)
  if (size !== entry.bytes) throw sizeLie(entry)
  return Buffer.concat(kept)
}

const inflate = async (packed: AsyncIterable<Buffer>, take: (piece: Buffer) => void): Promise<void> => {
  const stream = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH })
  const done = (async () => {
    for await (const piece of stream) take(piece)
  })()
  const isOver = done.then(
    () => {},
    () => {},
  )
  for await (const piece of packed) {
    if (stream.destroyed) break
    if (!stream.write(piece)) await Promise.race([new Promise(resolve => stream.once('drain', resolve)), isOver])
  }
  stream.end()
  await done.catch(error => {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw unsafe('has a file in it that is damaged')
    throw error
  })
}
