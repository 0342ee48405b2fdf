import { existsSync, readFileSync } from 'node:fs'

const folder = new URL('../../../shared/standards/photo/', import.meta.url)

/** IPTC's reference photo with a value in every field (2017.1), and photos of cameras; null where they are not beside the repository. */
export const samplePhoto = (name: string): Buffer | null => {
  const file = new URL(name, folder)
  if (existsSync(file)) return readFileSync(file)
  console.warn(`SKIPPED: ${name} is not here (../shared/standards/photo)`)
  return null
}

export const referencePhoto = (): Buffer | null => samplePhoto('IPTC-PhotometadataRef-Std2017.1.jpg')

export interface PhotoSegment {
  readonly marker: number
  readonly body: Buffer
}

/** A JPEG of these metadata segments and nothing to see. */
export const jpegOf = (...segments: PhotoSegment[]): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...segments.map(({ marker, body }) => {
      const head = Buffer.from([0xff, marker, 0, 0])
      head.writeUInt16BE(body.length + 2, 2)
      return Buffer.concat([head, body])
    }),
    Buffer.from([0xff, 0xd9]),
  ])

export const xmpSegment = (packet: string) => ({
  ...{ marker: 0xe1, body: Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), Buffer.from(packet)]) },
})

/** A packet of one description. @param inner its properties @param attributes of it */
export const xmpPacket = (inner: string, attributes = ''): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" ${attributes}>${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`

/** The segment of Photoshop with datasets of IIM: record, number, text. @param digest of the IIM as XMP's writer saw it */
export const iimSegment = (datasets: readonly (readonly [number, number, string | Buffer])[], digest?: Buffer) => {
  const iim = Buffer.concat(
    datasets.map(([record, number, text]) => {
      const value = Buffer.from(text as string)
      const head = Buffer.from([0x1c, record, number, 0, 0])
      head.writeUInt16BE(value.length, 3)
      return Buffer.concat([head, value])
    }),
  )
  const block = (id: number, body: Buffer) => {
    const head = Buffer.alloc(12)
    head.write('8BIM')
    head.writeUInt16BE(id, 4)
    head.writeUInt32BE(body.length, 8)
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
  }
  const blocks = [block(0x0404, iim), ...(digest === undefined ? [] : [block(0x0425, digest)])]
  return { marker: 0xed, body: Buffer.concat([Buffer.from('Photoshop 3.0\0'), ...blocks]) }
}
