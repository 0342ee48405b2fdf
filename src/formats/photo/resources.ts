/** An image resource block of Photoshop (Adobe Photoshop File Formats Specification, Image Resources). */
export interface Resource {
  readonly id: number
  readonly body: Buffer
}

const mostResources = 2_000

/** The blocks in order; stops where one does not end in the bytes. */
export const resourcesIn = (bytes: Buffer): Resource[] => {
  const found: Resource[] = []
  let at = 0
  while (at + 12 <= bytes.length && found.length < mostResources) {
    if (!/^(?:8BIM|MeSa|PHUT|AgHg|DCSR)$/u.test(bytes.toString('latin1', at, at + 4))) break
    const id = bytes.readUInt16BE(at + 4)
    const name = bytes[at + 6] ?? 0
    const sizeAt = at + 6 + even(name + 1)
    if (sizeAt + 4 > bytes.length) break
    const size = bytes.readUInt32BE(sizeAt)
    if (sizeAt + 4 + size > bytes.length) break
    found.push({ id, body: bytes.subarray(sizeAt + 4, sizeAt + 4 + size) })
    at = sizeAt + 4 + even(size)
  }
  return found
}

export const theResource = (resources: readonly Resource[], id: number): Buffer | null =>
  resources.find(each => each.id === id)?.body ?? null

/** A block without a name, padded to an even length. */
export const resource = ({ id, body }: Resource): Buffer => {
  const head = Buffer.alloc(12)
  head.write('8BIM', 'latin1')
  head.writeUInt16BE(id, 4)
  head.writeUInt32BE(body.length, 8)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

const even = (size: number): number => size + (size % 2)
