import { attempt, bounded, type Found, mostPacketBytes, nothingFound } from './packets.ts'

/** HEIC and AVIF: a file of boxes (ISO/IEC 14496-12) that is an image (ISO/IEC 23008-12). */
export const isHeif = (bytes: Uint8Array): boolean =>
  /^ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1|avi[fs])/u.test(Buffer.from(bytes.subarray(4, 12)).toString('latin1'))

interface Box {
  readonly name: string
  readonly body: Buffer
}

const mostBoxes = 10_000

const boxesIn = (bytes: Buffer): Box[] => {
  const boxes: Box[] = []
  for (let at = 0; at + 8 <= bytes.length && boxes.length < mostBoxes; ) {
    const small = bytes.readUInt32BE(at)
    const isLarge = small === 1 && at + 16 <= bytes.length
    const size = isLarge ? Number(bytes.readBigUInt64BE(at + 8)) : small === 0 ? bytes.length - at : small
    const head = isLarge ? 16 : 8
    if (size < head || at + size > bytes.length) break
    boxes.push({ name: bytes.toString('latin1', at + 4, at + 8), body: bytes.subarray(at + head, at + size) })
    at += size
  }
  return boxes
}

const boxIn = (boxes: readonly Box[], name: string): Buffer | null =>
  boxes.find(each => each.name === name)?.body ?? null

/** The metadata of HEIC and AVIF: the items `Exif` and `mime` of application/rdf+xml. */
export const packetsOfHeif = (bytes: Buffer): Found => {
  const meta = boxIn(boxesIn(bytes), 'meta')
  if (meta === null) return nothingFound
  const boxes = boxesIn(meta.subarray(4))
  const [names, places] = [boxIn(boxes, 'iinf'), boxIn(boxes, 'iloc')]
  if (names === null || places === null) return nothingFound
  const items = itemsIn(names)
  const inside = boxIn(boxes, 'idat')
  const bodyOf = (wanted: (item: Item) => boolean): Buffer | null => {
    const item = items.find(wanted)
    return item === undefined ? null : attempt(() => bodyAt(places, item.id, { bytes, inside }))
  }
  const exif = bodyOf(({ type }) => type === 'Exif')
  return {
    ...nothingFound,
    xmp: bounded(bodyOf(({ type, mime }) => type === 'mime' && mime === 'application/rdf+xml')),
    // Four bytes say how far the TIFF header is behind them (ISO/IEC 23008-12 annex A).
    exif: bounded(exif === null ? null : attempt(() => exif.subarray(4 + exif.readUInt32BE(0)))),
  }
}

interface Item {
  readonly id: number
  readonly type: string
  readonly mime: string
}

const itemsIn = (iinf: Buffer): Item[] =>
  boxesIn(iinf.subarray(iinf[0] === 0 ? 6 : 8))
    .filter(({ name, body }) => name === 'infe' && (body[0] === 2 || body[0] === 3) && body.length >= 12)
    .map(({ body }) => {
      const at = body[0] === 2 ? 6 : 8
      const [, mime = ''] = body.toString('latin1', at + 6).split('\0')
      return {
        id: body[0] === 2 ? body.readUInt16BE(4) : body.readUInt32BE(4),
        type: body.toString('latin1', at + 2, at + 6),
        mime,
      }
    })

/** The bytes of an item by the table `iloc` (ISO/IEC 14496-12 §8.11.3), in the file or in `idat`. */
const bodyAt = (
  iloc: Buffer,
  wanted: number,
  { bytes, inside }: { bytes: Buffer; inside: Buffer | null },
): Buffer | null => {
  let at = 4
  const take = (size: number): number => {
    const value = size === 0 ? 0 : size === 8 ? Number(iloc.readBigUInt64BE(at)) : iloc.readUIntBE(at, size)
    at += size
    return value
  }
  const version = iloc[0] ?? 0
  const [widths, more] = [take(1), take(1)]
  const [offsetSize, lengthSize, baseSize, indexSize] = [
    widths >> 4,
    widths & 15,
    more >> 4,
    version === 0 ? 0 : more & 15,
  ]
  const count = take(version < 2 ? 2 : 4)
  for (let n = 0; n < count && n < mostBoxes; n++) {
    const id = take(version < 2 ? 2 : 4)
    const isInside = version > 0 && (take(2) & 15) === 1
    take(2)
    const base = take(baseSize)
    const parts: Buffer[] = []
    let total = 0
    const extents = take(2)
    for (let m = 0; m < extents && m < mostBoxes; m++) {
      take(indexSize)
      const [offset, length] = [base + take(offsetSize), take(lengthSize)]
      const from = isInside ? inside : bytes
      if (id !== wanted || from === null) continue
      const part = from.subarray(offset, offset + length)
      total += part.length
      if (total > mostPacketBytes) return null
      parts.push(part)
    }
    if (id === wanted) return Buffer.concat(parts)
  }
  return null
}
