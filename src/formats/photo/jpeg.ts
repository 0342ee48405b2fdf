import { attempt, bounded, type Found, nothingFound } from './packets.ts'
import { resourcesIn, theResource } from './resources.ts'
import { joinXmp } from './xmp-extended.ts'

/** A marker segment of a JPEG (ITU-T T.81 annex B): where it begins, with its marker, and where it ends. */
export interface Segment {
  readonly marker: number
  readonly start: number
  readonly end: number
  readonly body: Buffer
}

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff

// Files of cameras have some dozens; what has more is built to cost memory.
const mostSegments = 5_000

/** The segments before the picture itself; stops where one does not end in the bytes. */
export const segmentsOf = (bytes: Buffer): Segment[] => {
  const segments: Segment[] = []
  let at = 2
  while (at + 4 <= bytes.length && segments.length < mostSegments) {
    if (bytes[at] !== 0xff) break
    const marker = bytes[at + 1] ?? 0
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xda || marker === 0xd9 || marker < 0xc0) break
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length || end < at + 4) break
    segments.push({ marker, start: at, end, body: bytes.subarray(at + 4, end) })
    at = end
  }
  return segments
}

export const app1 = 0xe1
export const app13 = 0xed
export const exifMark = Buffer.from('Exif\0\0', 'latin1')
export const xmpMark = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')
export const extensionMark = Buffer.from('http://ns.adobe.com/xmp/extension/\0', 'latin1')
export const photoshopMark = Buffer.from('Photoshop 3.0\0', 'latin1')

const begins = ({ body }: Segment, mark: Buffer): boolean => body.subarray(0, mark.length).equals(mark)

/** The metadata of a JPEG: APP1 with EXIF and XMP (and extended XMP, XMP specification part 3 §1.1.3.1), APP13 with IIM. */
export const packetsOfJpeg = (bytes: Buffer): Found => {
  const segments = segmentsOf(bytes)
  const bodies = (marker: number, mark: Buffer) =>
    segments.filter(each => each.marker === marker && begins(each, mark)).map(each => each.body.subarray(mark.length))
  const resources = attempt(() => resourcesIn(Buffer.concat(bodies(app13, photoshopMark)))) ?? []
  const [main = null] = bodies(app1, xmpMark)
  const parts = bodies(app1, extensionMark)
  return {
    ...nothingFound,
    xmp: bounded(main === null || parts.length === 0 ? main : (attempt(() => joinXmp(main, parts)) ?? main)),
    iim: bounded(theResource(resources, 0x0404)),
    exif: bounded(bodies(app1, exifMark)[0]),
    digest: theResource(resources, 0x0425),
  }
}

/** A segment with its marker and length. @throws RangeError where it does not fit into one */
export const segment = (marker: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  if (body.length > mostSegmentBytes) throw new RangeError(`a segment of ${body.length} bytes`)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** What fits into one segment. */
const mostSegmentBytes = 65_533
