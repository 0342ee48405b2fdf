import { crc32 } from 'node:zlib'
import type { Packets } from '../../domain/file-facts.ts'
import type { PhotoFields, PhotoOptions } from './fields.ts'
import { app1, app13, exifMark, extensionMark, photoshopMark, segment, xmpMark } from './jpeg.ts'
import { nowOf } from './now.ts'
import { originalOf } from './original.ts'
import { exifNow } from './write-exif.ts'
import { iimResources } from './write-iim.ts'
import { xmpNow } from './write-xmp.ts'
import { splitXmp } from './xmp-extended.ts'
import { simple } from './xmp-make.ts'
import { packetOf, prepared, split } from './xmp-packet.ts'
import type { Property } from './xmp-tree.ts'

/** What a main packet may take (XMP specification part 3 §1.1.3). */
const mostXmpBytes = 65_502

/**
 * The metadata segments of a JPEG that goes out, to stand behind its SOI and JFIF header: APP1 with EXIF, APP1 with XMP (and with extended XMP where it is too much for
 * one), APP13 with IIM in UTF-8. Everything of the original's packets is in them, fields that nobody here knows included, and over it what the item says now, in all
 * three alike. The same arguments give the same bytes.
 */
export const photoSegments = (fields: PhotoFields, packets: Packets, options: PhotoOptions): Buffer => {
  const original = originalOf(packets)
  const now = nowOf(fields, original)
  const { main, extended } = fitted(xmpNow(now, fields, original, options))
  return Buffer.concat([
    segment(app1, exifMark, exifNow(now, original, options)),
    segment(app1, xmpMark, main),
    ...extended.map(part => segment(app1, extensionMark, part)),
    segment(app13, photoshopMark, iimResources(now, fields.imageId, original)),
  ])
}

/** The same as chunks of a PNG, to stand behind its header: XMP as iTXt and EXIF. */
export const photoChunks = (fields: PhotoFields, packets: Packets, options: PhotoOptions): Buffer => {
  const original = originalOf(packets)
  const now = nowOf(fields, original)
  const xmp = packetOf(xmpNow(now, fields, original, options))
  const head = Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1')
  return Buffer.concat([chunk('eXIf', exifNow(now, original, options)), chunk('iTXt', Buffer.concat([head, xmp]))])
}

const chunk = (name: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(body.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([size, named, check])
}

/** A main packet that fits, and the parts of one with what is largest where not all does. */
const fitted = (properties: readonly Property[]): { main: Buffer; extended: Buffer[] } => {
  const whole = prepared(properties)
  if (split(whole, mostXmpBytes).outside.length === 0) return { main: whole.packet(whole.all), extended: [] }
  const nameOf = (guid: string) => whole.one(simple('xmpNote:HasExtendedXMP', guid))
  const { inside, outside } = split(whole, mostXmpBytes - nameOf('0'.repeat(32)).sizeBytes)
  const { guid, parts } = splitXmp(whole.bare(outside))
  return { main: whole.packet([...inside, nameOf(guid)]), extended: parts }
}
