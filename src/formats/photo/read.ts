import { createHash } from 'node:crypto'
import { type FileFacts, noFacts, type Packets } from '../../domain/file-facts.ts'
import { isPng, isWebp, packetsOfPng, packetsOfWebp } from './chunks.ts'
import { exifFactsIn } from './exif.ts'
import { factsOf, type Said } from './facts.ts'
import { isHeif, packetsOfHeif } from './heif.ts'
import { datasetsIn, textsOf } from './iim.ts'
import { isJpeg, packetsOfJpeg } from './jpeg.ts'
import { attempt, type Found, mostKeptXmpBytes, nothingFound } from './packets.ts'
import { isTiff, packetsOfTiff } from './tiff.ts'
import { prepared, split } from './xmp-packet.ts'
import { propertiesIn } from './xmp-tree.ts'
import { valuesIn } from './xmp-values.ts'

/**
 * What a JPEG, TIFF, PNG, WebP, HEIC or AVIF says of itself, and the packets it says it in (IPTC Photo Metadata 2023.1, MWG 2.0). Nothing that the bytes hold makes
 * it throw: of what cannot be read there is nothing in the answer. A packet of more than 1 MiB counts as absent; of XMP of more than 256 KiB the largest properties
 * are not kept, such as the ancestors that Photoshop collects by the thousand.
 */
export const readPhoto = async (bytes: Uint8Array): Promise<{ facts: FileFacts; packets: Packets }> => {
  const found = attempt(() => packetsIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) ?? nothingFound
  const { xmp, iim, exif } = found
  return {
    facts: attempt(() => factsOf(saidIn(found))) ?? noFacts,
    packets: {
      xmp: xmp === null ? null : attempt(() => keptOf(textOfPacket(xmp))),
      iim: iim?.toString('base64') ?? null,
      exif: exif?.toString('base64') ?? null,
    },
  }
}

const packetsIn = (bytes: Buffer): Found => {
  if (isJpeg(bytes)) return packetsOfJpeg(bytes)
  if (isTiff(bytes)) return packetsOfTiff(bytes)
  if (isPng(bytes)) return packetsOfPng(bytes)
  if (isWebp(bytes)) return packetsOfWebp(bytes)
  return isHeif(bytes) ? packetsOfHeif(bytes) : nothingFound
}

const saidIn = ({ xmp, iim, exif, digest }: Found): Said => {
  const datasets = iim === null ? [] : datasetsIn(iim)
  return {
    xmp: xmp === null ? null : attempt(() => valuesIn(textOfPacket(xmp))),
    iim: datasets.length === 0 ? null : attempt(() => textsOf(datasets)),
    exif: exif === null ? null : attempt(() => exifFactsIn(exif)),
    iimIsNewer: iim !== null && digest !== null && digest.length === 16 && isOther(iim, digest),
  }
}

/** Sixteen zeros say that no digest was made. */
const isOther = (iim: Buffer, digest: Buffer): boolean =>
  digest.some(each => each !== 0) && !createHash('md5').update(iim).digest().equals(digest)

/** What goes back into the file whenever it is given out. */
const keptOf = (xmp: string): string => {
  if (Buffer.byteLength(xmp) <= mostKeptXmpBytes) return xmp
  const whole = prepared(propertiesIn(xmp))
  return whole.packet(split(whole, mostKeptXmpBytes).inside).toString()
}

/** UTF-8 nearly always; the other encodings that a packet may have begin with a zero byte or a byte order mark. */
const textOfPacket = (packet: Buffer): string => {
  const charset =
    packet[0] === 0 || packet[0] === 0xfe ? 'utf-16be' : packet[1] === 0 || packet[0] === 0xff ? 'utf-16le' : 'utf-8'
  return new TextDecoder(charset).decode(packet)
}
