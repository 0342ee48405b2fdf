import { createHash } from 'node:crypto'
import { mostPacketBytes } from './packets.ts'
import { packetOf } from './xmp-packet.ts'
import { propertiesIn } from './xmp-tree.ts'
import { textOf, valuesOf } from './xmp-values.ts'

// Each part: 32 letters that name the whole, its length, and where this part belongs in it.
const headBytes = 40
const partBytes = 65_000

/** One packet of a main one and the parts of the extended one that it names. */
export const joinXmp = (main: Buffer, parts: readonly Buffer[]): Buffer => {
  const properties = propertiesIn(main.toString())
  const guid = textOf(valuesOf(properties), 'xmpNote:HasExtendedXMP')
  const own = parts.filter(
    each => each.length > headBytes && each.toString('latin1', 0, 32).toLowerCase() === guid?.toLowerCase(),
  )
  const [first] = own
  if (first === undefined) return main
  const length = first.readUInt32BE(32)
  if (length > mostPacketBytes) return main
  const whole = Buffer.alloc(length)
  for (const part of own) {
    const offset = part.readUInt32BE(36)
    if (offset < length) part.copy(whole, offset, headBytes)
  }
  const rest = properties.filter(({ name }) => name !== 'xmpNote:HasExtendedXMP')
  return packetOf([...rest, ...propertiesIn(whole.toString())])
}

/** The name of an extended packet and the bodies of its segments, without the mark before them. */
export const splitXmp = (extended: Buffer): { guid: string; parts: Buffer[] } => {
  const guid = createHash('md5').update(extended).digest('hex').toUpperCase()
  const parts: Buffer[] = []
  for (let offset = 0; offset < extended.length; offset += partBytes) {
    const head = Buffer.alloc(headBytes)
    head.write(guid, 'latin1')
    head.writeUInt32BE(extended.length, 32)
    head.writeUInt32BE(offset, 36)
    parts.push(Buffer.concat([head, extended.subarray(offset, offset + partBytes)]))
  }
  return { guid, parts }
}
