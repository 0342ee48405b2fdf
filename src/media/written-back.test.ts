import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agency, content, version } from '../../test/kit/examples.ts'
import { exiftoolComplaints, exiftoolOf, hasExiftool } from '../../test/kit/exiftool.ts'
import { madePhoto } from '../../test/kit/media.ts'
import { referencePhoto, samplePhoto } from '../../test/kit/photos.ts'
import { paragraph } from '../domain/body.ts'
import { type FileFacts, noPackets } from '../domain/file-facts.ts'
import type { Rendition } from '../domain/media.ts'
import type { SentVersion } from '../domain/version.ts'
import { readPhoto } from '../formats/photo/read.ts'
import { writtenBack } from './written-back.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-written-'))
})
afterAll(() => rm(folder, { recursive: true }))

const rendition = (bytes: Buffer, parts: Partial<Rendition> = {}): Rendition => ({
  ...{ role: 'web', href: 'blob:', contentType: 'image/jpeg', sizeBytes: bytes.length },
  ...{ widthPixels: 640, heightPixels: 480, durationSeconds: null },
  ...parts,
})

/** A picture as an editor sends it who changes nothing of what the file says. */
const asTheFileSays = (facts: FileFacts): SentVersion =>
  version({
    type: 'picture',
    content: content({
      headline: facts.headline ?? 'A picture',
      body: facts.caption === null ? [] : [paragraph(facts.caption)],
      bylines: facts.bylines,
      keywords: facts.keywords,
      sources: facts.source === null ? [] : [{ name: facts.source, uri: null }],
      rights: facts.rights,
      media: { ...facts, assets: [], focus: null },
    }),
  })

const picture = version({ type: 'picture', content: content({ headline: 'Göl', bylines: ['Işıl Çınar'] }) })

const whole = (blob: Buffer, { prefix, skipBytes }: { prefix: Buffer; skipBytes: number }): Buffer =>
  Buffer.concat([prefix, blob.subarray(skipBytes)])

const given = (blob: Buffer, sent = picture, packets = noPackets, parts: Partial<Rendition> = {}): Buffer => {
  const written = writtenBack({
    version: sent,
    asset: { packets },
    agency,
    rendition: rendition(blob, parts),
    blobStart: blob,
  })
  if (written === null) throw new Error('nothing was written')
  return whole(blob, written)
}

test('a JPEG keeps its picture and its profile, and gets what the item says in place of what it had', async () => {
  const plain = await madePhoto()
  const blob = await sharp(plain)
    .withExif({ IFD0: { Artist: 'Stale' } })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
    )
    .withIccProfile('p3')
    .jpeg()
    .toBuffer()
  const file = given(blob)
  expect(file.includes('Stale')).toBe(false)
  expect((await readPhoto(file)).facts).toMatchObject({ headline: 'Göl', bylines: ['Işıl Çınar'] })
  const [before, after] = await Promise.all([blob, file].map(each => sharp(each).raw().toBuffer()))
  expect(after?.equals(before ?? Buffer.alloc(0))).toBe(true)
  const [iccBefore, iccAfter] = await Promise.all([blob, file].map(each => sharp(each).metadata()))
  expect(iccAfter?.icc?.equals(iccBefore?.icc ?? Buffer.alloc(0))).toBe(true)
})

test('a PNG gets it too and is still the same picture; other files go out as they are', async () => {
  const png = await sharp(await madePhoto(64, 48))
    .png()
    .toBuffer()
  const file = given(png, picture, noPackets, { contentType: 'image/png' })
  expect((await readPhoto(file)).facts).toMatchObject({ headline: 'Göl' })
  const [before, after] = await Promise.all([png, file].map(each => sharp(each).raw().toBuffer()))
  expect(after?.equals(before ?? Buffer.alloc(0))).toBe(true)
  const webp = await sharp(await madePhoto(64, 48))
    .webp()
    .toBuffer()
  for (const blobStart of [webp, Buffer.from('%PDF-1.7'), Buffer.alloc(0), Buffer.from([0xff, 0xd8])])
    expect(writtenBack({ version: picture, asset: null, agency, rendition: rendition(webp), blobStart })).toBe(null)
})

test('the same version gives the same bytes, another one others', async () => {
  const blob = await madePhoto()
  expect(given(blob).equals(given(blob))).toBe(true)
  expect(given(blob, { ...picture, content: { ...picture.content, headline: 'Deniz' } }).equals(given(blob))).toBe(
    false,
  )
})

test('only the beginning of a file is needed', async () => {
  const blob = await madePhoto(2000, 1500)
  const parts = { version: picture, asset: null, agency, rendition: rendition(blob) }
  expect(writtenBack({ ...parts, blobStart: blob.subarray(0, 4096) })).toEqual(
    writtenBack({ ...parts, blobStart: blob }),
  )
})

test.skipIf(!hasExiftool)('a picture that is given out has nothing against it, in any script', async () => {
  const sent = version({
    type: 'picture',
    note: 'Adın yazılışı düzeltildi',
    content: content({
      language: 'ar',
      headline: 'ميناء قديرة',
      body: [paragraph('صورة الميناء في قديرة.'), paragraph('İkinci satır: ışıl ışıl.')],
      bylines: ['Işıl Çınar'],
      media: {
        ...{
          assets: [],
          altText: 'قارب رمادي',
          takenAt: '2026-11-23T09:10:00+03:00',
          persons: ['ğ'.repeat(100)],
          credit: 'x',
          focus: null,
        },
        place: { city: 'قديرة', region: null, country: null, countryCode: 'TR' },
      },
    }),
  })
  for (const name of ['IPTC-PhotometadataRef-Std2017.1.jpg', 'DSCN0010.jpg', 'portrait_3.jpg']) {
    const photo = samplePhoto(name)
    if (photo === null) continue
    const path = join(folder, name)
    await writeFile(path, given(await madePhoto(), sent, (await readPhoto(photo)).packets))
    expect(await exiftoolComplaints(path), name).toEqual([])
    expect(await exiftoolOf(path), name).toMatchObject({
      'XMP-dc:Description': 'صورة الميناء في قديرة.\n\nİkinci satır: ışıl ışıl.',
      'IPTC:Caption-Abstract': 'صورة الميناء في قديرة.\n\nİkinci satır: ışıl ışıl.',
      'IFD0:ImageDescription': 'صورة الميناء في قديرة.\n\nİkinci satır: ışıl ışıl.',
      'IFD0:Artist': 'Işıl Çınar',
      'IFD0:Orientation': 'Horizontal (normal)',
      'XMP-iptcCore:CountryCode': 'TUR',
      'ExifIFD:DateTimeOriginal': '2026:11:23 09:10:00',
      'ExifIFD:ExifImageWidth': 640,
    })
    expect(
      Object.keys(await exiftoolOf(path)).filter(key => /GPS|Thumbnail|^IFD1/u.test(key)),
      name,
    ).toEqual([])
  }
})

// What the item and the agency say of every file, and what this rendition is.
const ours =
  /^(?:IPTC:(?:CodedCharacterSet|LanguageIdentifier|By-line)|IFD0:(?:Artist|Orientation)|ExifIFD:.*|XMP-dc:Language|XMP-plus:(?:DataMining|ImageSupplier|ImageSupplierImageID)|XMP-xmp:MetadataDate|XMP-xmpRights:Marked|XMP-x:XMPToolkit)$/u

test.skipIf(!hasExiftool || referencePhoto() === null)(
  'every field of IPTC’s reference photo is in the picture that is given out, as it was',
  async () => {
    const photo = referencePhoto() ?? Buffer.alloc(0)
    const { facts, packets } = await readPhoto(photo)
    const [from, to] = [join(folder, 'reference.jpg'), join(folder, 'given.jpg')]
    await writeFile(from, photo)
    await writeFile(to, given(await madePhoto(), asTheFileSays(facts), packets))
    const metadata = async (path: string) =>
      Object.fromEntries(
        Object.entries(await exiftoolOf(path)).filter(
          ([key]) => /^(?:IPTC|XMP-.*|IFD0|ExifIFD):/u.test(key) && !ours.test(key),
        ),
      )
    const before = await metadata(from)
    expect(Object.keys(before).length).toBeGreaterThan(80)
    expect(await metadata(to)).toEqual(before)
    expect(await exiftoolOf(to)).toMatchObject({
      'IPTC:By-line': ['Creator1 (ref2017.1)', 'Creator2 (ref2017.1)'],
      'IFD0:Artist': 'Creator1 (ref2017.1); Creator2 (ref2017.1)',
      'XMP-dc:Language': ['en'],
      'XMP-plus:ImageSupplierImageID': 'dl:picture:20261123:1001',
      'XMP-plus:DataMining': 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING',
      'ExifIFD:DateTimeOriginal': '2017:07:13 17:01:00',
    })
    expect(await exiftoolComplaints(to)).toEqual([])
  },
)
