/**
 * Whether these bytes are a colour profile of RGB that programs can use: header, table of tags, and the tags that a conversion needs (ICC.1:2022, 7.2, 7.3
 * and 8.3). A broken one that is passed on makes pictures that some programs open and others do not.
 */
export const isRgbProfile = (bytes: Uint8Array | undefined): boolean => {
  if (bytes === undefined || bytes.length < headerBytes + 4) return false
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.toString('latin1', 36, 40) !== 'acsp' || view.toString('latin1', 16, 20) !== 'RGB ') return false
  const count = view.readUInt32BE(headerBytes)
  if (count === 0 || count > mostTags || headerBytes + 4 + count * entryBytes > view.length) return false
  const names = new Set<string>()
  for (let at = headerBytes + 4; at < headerBytes + 4 + count * entryBytes; at += entryBytes) {
    if (view.readUInt32BE(at + 4) + view.readUInt32BE(at + 8) > view.length) return false
    names.add(view.toString('latin1', at, at + 4))
  }
  return names.has('A2B0') || matrixTags.every(tag => names.has(tag))
}

const headerBytes = 128
const entryBytes = 12
const mostTags = 100
const matrixTags = ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC']
