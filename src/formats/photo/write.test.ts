import { expect, test } from 'vitest'
import {
  iimSegment,
  jpegOf,
  type PhotoSegment,
  referencePhoto,
  xmpPacket,
  xmpSegment,
} from '../../../test/kit/photos.ts'
import { noPackets, type Packets } from '../../domain/file-facts.ts'
import type { PhotoFields, PhotoOptions } from './fields.ts'
import { segmentsOf } from './jpeg.ts'
import { readPhoto } from './read.ts'
import { photoChunks, photoSegments } from './write.ts'

const fields: PhotoFields = {
  headline: 'Orsel Gölü’nde feribot',
  caption: 'Limandan ayrılan feribot.\n\nميناء قديرة',
  language: 'tr',
  bylines: ['Işıl Çınar', 'Mara Quill'],
  keywords: ['göl', 'ميناء'],
  source: null,
  rights: null,
  ownRights: { holder: 'Meridian', notice: '© 2026 Meridian', terms: 'No resale.' },
  instructions: null,
  media: {
    altText: 'Gri bir göl',
    takenAt: '2026-11-23T09:10:00.5+03:00',
    place: { city: 'İrmaklı', region: null, country: 'Türkiye', countryCode: 'TR' },
    persons: ['Ada Öz'],
    credit: 'Meridian/Işıl Çınar',
  },
  imageId: 'dl:picture:20261123:1002',
  guid: 'tag:meridian.example,2026-11-23:picture:1002',
  supplier: { name: 'Meridian', uri: 'https://meridian.example/' },
  rightsUrl: null,
  dataMining: 'DMI-PROHIBITED',
  writtenAt: new Date('2026-11-23T09:40:00Z'),
}
const options: PhotoOptions = { widthPixels: 1200, heightPixels: 800, isCrop: false, hasProfile: true }

const fileOf = (changed: Partial<PhotoFields>, packets: Packets, cut: Partial<PhotoOptions> = {}): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    photoSegments({ ...fields, ...changed }, packets, { ...options, ...cut }),
    Buffer.from([0xff, 0xd9]),
  ])

const packetsOf = async (...segments: PhotoSegment[]): Promise<Packets> =>
  (await readPhoto(jpegOf(...segments))).packets

const saidOf = {
  headline: fields.headline,
  caption: fields.caption,
  altText: 'Gri bir göl',
  bylines: fields.bylines,
  credit: 'Meridian/Işıl Çınar',
  source: 'Meridian',
  takenAt: '2026-11-23T09:10:00.5+03:00',
  place: { city: 'İrmaklı', region: null, country: 'Türkiye', countryCode: 'TR' },
  keywords: fields.keywords,
  persons: ['Ada Öz'],
  rights: { holder: 'Meridian', notice: '© 2026 Meridian', terms: 'No resale.' },
  instructions: null,
  language: 'tr',
  dataMining: 'DMI-PROHIBITED',
}

test('what is written into a file that had nothing is what is read of it', async () => {
  expect((await readPhoto(fileOf({}, noPackets))).facts).toEqual(saidOf)
})

test('what is written takes the place of what was there, in XMP, IIM and EXIF alike', async () => {
  const old = await readPhoto(
    fileOf({ headline: 'Old', caption: 'Old', bylines: ['Old'], keywords: ['old'] }, noPackets),
  )
  const { facts, packets } = await readPhoto(fileOf({}, old.packets))
  expect(facts).toEqual(saidOf)
  const words = [packets.xmp, Buffer.from(packets.iim ?? '', 'base64'), Buffer.from(packets.exif ?? '', 'base64')].join(
    '\n',
  )
  expect(words).not.toContain('Old')
  expect(words.match(/Limandan/gu)).toHaveLength(3)
})

test('the same arguments give the same bytes, and writing twice changes nothing', async () => {
  const once = fileOf({}, noPackets)
  expect(fileOf({}, noPackets).equals(once)).toBe(true)
  expect((await readPhoto(fileOf({}, (await readPhoto(once)).packets))).facts).toEqual(saidOf)
})

test('an editor who empties a field takes it out of the file; rights, credit and authors stay until another is named', async () => {
  const { packets } = await readPhoto(fileOf({ rights: { holder: 'A', notice: '© A', terms: 'Of A' } }, noPackets))
  const media = { altText: null, takenAt: null, place: null, persons: [], credit: null }
  const emptied = { media, caption: null, keywords: [], bylines: [], rights: null }
  expect((await readPhoto(fileOf(emptied, packets))).facts).toEqual({
    ...saidOf,
    ...{ caption: null, altText: null, takenAt: null, place: null, persons: [], keywords: [] },
    rights: { holder: 'A', notice: '© A', terms: 'Of A' },
  })
})

test('translations, structures and fields that nobody here knows stay, and so does what is said already', async () => {
  const packets = await packetsOf(
    xmpSegment(
      xmpPacket(
        `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A lake</rdf:li><rdf:li xml:lang="tr">Göl</rdf:li></rdf:Alt></dc:description>
<o:Thing xmlns:o="urn:other" o:part="1"><o:inner rdf:parseType="Resource"><o:deep>kept &amp; safe</o:deep></o:inner></o:Thing>`,
        'photoshop:Headline="Lake" photoshop:CaptionWriter="CK"',
      ),
    ),
    iimSegment([[2, 122, Buffer.from('René', 'latin1')]]),
  )
  const { packets: now } = await readPhoto(fileOf({ headline: 'Lake', caption: 'A lake' }, packets))
  expect(now.xmp).toContain('xml:lang="tr">Göl</rdf:li>')
  expect(now.xmp).toContain('<o:deep>kept &amp; safe</o:deep>')
  expect(now.xmp).toContain('<photoshop:CaptionWriter>CK</photoshop:CaptionWriter>')
  expect(Buffer.from(now.iim ?? '', 'base64').toString()).toContain('René')
  const { packets: changed } = await readPhoto(fileOf({ headline: 'Lake', caption: 'Another lake' }, packets))
  expect(changed.xmp).not.toContain('Göl</rdf:li>')
})

test('neither the position of the camera nor what is true of the original alone goes out', async () => {
  const packets = await packetsOf(
    xmpSegment(
      xmpPacket(
        `<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>İrmaklı</Iptc4xmpExt:City><exif:GPSLatitude>41,0N</exif:GPSLatitude></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>
<xmp:Thumbnails xmlns:xmp="http://ns.adobe.com/xap/1.0/"><rdf:Alt/></xmp:Thumbnails><mwg:Regions xmlns:mwg="http://www.metadataworkinggroup.com/schemas/regions/" rdf:parseType="Resource"/>`,
        'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" exif:GPSLatitude="41,0N" tiff:Orientation="6" exif:LensModel="L"',
      ),
    ),
  )
  const xmpOf = async (cut: Partial<PhotoOptions>) =>
    (await readPhoto(fileOf({ media: null }, packets, cut))).packets.xmp
  const whole = await xmpOf({})
  expect(whole).not.toMatch(/GPS|Orientation|Thumbnails/u)
  expect(whole).toMatch(/LensModel/u)
  expect(whole).toMatch(/LocationCreated/u)
  expect(whole).toMatch(/Regions/u)
  expect(await xmpOf({ isCrop: true })).not.toMatch(/Regions/u)
})

test('a person who is no longer named goes with all details, others keep theirs', async () => {
  const person = (name: string, code: string) =>
    `<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:PersonName>${name}</Iptc4xmpExt:PersonName><Iptc4xmpExt:PersonId><rdf:Bag><rdf:li>${code}</rdf:li></rdf:Bag></Iptc4xmpExt:PersonId></rdf:li>`
  const packets = await packetsOf(
    xmpSegment(
      xmpPacket(
        `<Iptc4xmpExt:PersonInImageWDetails><rdf:Bag>${person('A', 'urn:a')}${person('B', 'urn:b')}</rdf:Bag></Iptc4xmpExt:PersonInImageWDetails>`,
      ),
    ),
  )
  const media = { altText: null, takenAt: null, place: null, persons: ['B', 'C'], credit: null }
  const { facts, packets: now } = await readPhoto(fileOf({ media }, packets))
  expect(facts.persons).toEqual(['C', 'B'])
  expect(now.xmp).not.toContain('urn:a')
  expect(now.xmp).toContain('urn:b')
})

test('a prohibition of the maker stays, and a permission gives way to the agency’s', async () => {
  const said = async (code: string) => (await readPhoto(fileOf({ dataMining: code }, noPackets))).packets
  const over = async (packets: Packets) =>
    (await readPhoto(fileOf({ dataMining: 'DMI-PROHIBITED-AIMLTRAINING' }, packets))).facts.dataMining
  expect(await over(await said('DMI-PROHIBITED'))).toBe('DMI-PROHIBITED')
  expect(await over(await said('DMI-ALLOWED'))).toBe('DMI-PROHIBITED-AIMLTRAINING')
})

test('a note to desks stands before the instructions of the file and does not repeat itself', async () => {
  const first = await readPhoto(fileOf({ instructions: 'No sales.' }, noPackets))
  const second = await readPhoto(fileOf({ instructions: 'CORRECTION: the name' }, first.packets))
  expect(second.facts.instructions).toBe('CORRECTION: the name\nNo sales.')
  const third = await readPhoto(fileOf({ instructions: second.facts.instructions }, first.packets))
  expect(third.facts.instructions).toBe('CORRECTION: the name\nNo sales.')
})

test('more than a segment takes stands in extended XMP and comes back whole', async () => {
  const words = Array.from({ length: 3_000 }, (_, n) => `<rdf:li>kelime ${n} şğı</rdf:li>`).join('')
  const packet = xmpPacket(`<dc:relation><rdf:Bag>${words}</rdf:Bag></dc:relation>`)
  const before: Packets = { ...noPackets, xmp: packet }
  const bytes = fileOf({ caption: 'ğ'.repeat(20_000) }, before)
  expect(segmentsOf(bytes).every(({ body }) => body.length <= 65_533)).toBe(true)
  const { facts, packets } = await readPhoto(bytes)
  expect(facts.caption).toBe('ğ'.repeat(20_000))
  expect(packets.xmp?.match(/kelime/gu)).toHaveLength(3_000)
  expect(packets.xmp).not.toContain('HasExtendedXMP')
  const { packets: again } = await readPhoto(fileOf({ caption: 'ğ'.repeat(20_000) }, packets))
  expect(again.xmp?.match(/kelime/gu)).toHaveLength(3_000)
})

test('of XMP beyond 256 KiB the largest properties are not kept, and what it says is read all the same', async () => {
  const ancestors = `<photoshop:DocumentAncestors><rdf:Bag>${'<rdf:li>0123456789ABCDEF</rdf:li>'.repeat(12_000)}</rdf:Bag></photoshop:DocumentAncestors>`
  const packet = xmpPacket(`${ancestors}<photoshop:Headline>Lake</photoshop:Headline>`)
  const parts = photoSegments(fields, { ...noPackets, xmp: packet }, options)
  const { facts, packets } = await readPhoto(
    Buffer.concat([Buffer.from([0xff, 0xd8]), parts, Buffer.from([0xff, 0xd9])]),
  )
  expect(facts.headline).toBe(fields.headline)
  expect(packets.xmp).not.toContain('DocumentAncestors')
  expect(packets.xmp).toContain('ImageSupplier')
})

test('IIM takes what fits, cut between characters, and says that it is in UTF-8', async () => {
  const bytes = fileOf({ headline: 'ğ'.repeat(300), bylines: ['ş'.repeat(40)] }, noPackets)
  const { facts, packets } = await readPhoto(bytes)
  expect(facts.headline).toBe('ğ'.repeat(300))
  const iim = Buffer.from(packets.iim ?? '', 'base64')
  expect(iim.subarray(0, 8)).toEqual(Buffer.from([0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47]))
  expect((await readPhoto(jpegOf(iimSegment([])))).facts.headline).toBe(null)
  const alone = { ...noPackets, iim: packets.iim }
  const read = await readPhoto(fileOf({ headline: 'x' }, alone))
  expect(read.facts.bylines).toEqual(fields.bylines)
  expect(iim.toString()).toContain('ş'.repeat(16))
  expect(iim.toString()).not.toContain('ş'.repeat(17))
})

test('packets that cannot be read are left out, and nothing fails', async () => {
  const broken: Packets = {
    xmp: '<x:xmpmeta',
    iim: Buffer.from('\u001c\u0002').toString('base64'),
    exif: 'SUkqAP////8=',
  }
  expect((await readPhoto(fileOf({}, broken))).facts).toEqual(saidOf)
})

test('a PNG gets the same in chunks of its own', async () => {
  const head = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const chunks = photoChunks(fields, noPackets, options)
  expect((await readPhoto(Buffer.concat([head, chunks]))).facts).toEqual(saidOf)
})

test.skipIf(referencePhoto() === null)('a photo with everything in it is written in 30 kB', async () => {
  const { packets } = await readPhoto(referencePhoto() ?? Buffer.alloc(0))
  expect(fileOf({}, packets).length).toBeLessThan(30_000)
})
