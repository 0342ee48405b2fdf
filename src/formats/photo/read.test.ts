import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { exiftool, hasExiftool } from '../../../test/kit/exiftool.ts'
import { mutations, truncations } from '../../../test/kit/hostile.ts'
import {
  iimSegment,
  jpegOf,
  type PhotoSegment,
  referencePhoto,
  samplePhoto,
  xmpPacket,
  xmpSegment,
} from '../../../test/kit/photos.ts'
import { seeded } from '../../../test/proofs/random.ts'
import { noFacts } from '../../domain/file-facts.ts'
import { readPhoto } from './read.ts'

const factsOf = async (...segments: PhotoSegment[]) => (await readPhoto(jpegOf(...segments))).facts

const reference = referencePhoto()

test.skipIf(reference === null)(
  'every field of IPTC’s reference photo that an item has a place for is read',
  async () => {
    const { facts, packets } = await readPhoto(reference ?? Buffer.alloc(0))
    expect(facts).toEqual({
      headline: 'The Headline (ref2017.1)',
      caption: 'The description aka caption (ref2017.1)',
      altText: null,
      bylines: ['Creator1 (ref2017.1)', 'Creator2 (ref2017.1)'],
      credit: 'Credit Line (ref2017.1)',
      source: 'Source (ref2017.1)',
      takenAt: '2017-07-13T17:01:00+00:00',
      place: {
        city: 'City (Location shown1) (ref2017.1)',
        region: 'Province/State (Location shown1) (ref2017.1)',
        country: 'CountryName (Location shown1) (ref2017.1)',
        countryCode: null,
      },
      keywords: ['Keyword1ref2017.1', 'Keyword2ref2017.1', 'Keyword3ref2017.1'],
      persons: ['Person Shown 1 (ref2017.1)', 'Person Shown 2 (ref2017.1)', 'Person Name 1 (ref2017.1)'],
      rights: {
        holder: 'Copyright Owner Name 1 (ref2017.1)',
        notice: 'Copyright (Notice) 2017.1 IPTC - www.iptc.org (ref2017.1)',
        terms: 'Rights Usage Termns (ref2017.1)',
      },
      instructions: 'An Instruction (ref2017.1)',
      language: null,
      dataMining: null,
    })
    expect(packets.xmp).toContain('AOCircaDateCreated')
    expect(Buffer.from(packets.iim ?? '', 'base64')[0]).toBe(0x1c)
    expect(Buffer.from(packets.exif ?? '', 'base64').toString('latin1', 0, 4)).toBe('MM\0*')
  },
)

test('a photo of a camera says when it was taken, without a zone that it does not know', async () => {
  const photo = samplePhoto('DSCN0010.jpg')
  if (photo === null) return
  expect((await readPhoto(photo)).facts).toEqual({ ...noFacts, takenAt: '2008-10-22T16:28:39' })
})

test('XMP is read whatever its prefixes, as attributes, as elements, in structures short and long', async () => {
  const long = xmpPacket(
    `<d:description xmlns:d="http://purl.org/dc/elements/1.1/"><rdf:Alt><rdf:li xml:lang="tr">Göl</rdf:li><rdf:li xml:lang="x-default">The lake
at dawn</rdf:li></rdf:Alt></d:description>
<dc:language><rdf:Bag><rdf:li>EN-gb</rdf:li></rdf:Bag></dc:language>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A grey lake</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li><rdf:Description Iptc4xmpExt:City="Orsel" Iptc4xmpExt:CountryCode="TUR"/></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>
<plus:DataMining rdf:resource="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"/>`,
    'photoshop:Headline="Ferry&#10;leaves" photoshop:DateCreated="2026-11"',
  )
  expect(await factsOf(xmpSegment(long))).toMatchObject({
    headline: 'Ferry leaves',
    caption: 'The lake\nat dawn',
    altText: 'A grey lake',
    language: 'en-GB',
    takenAt: '2026-11',
    place: { city: 'Orsel', region: null, country: null, countryCode: 'TR' },
    dataMining: 'DMI-PROHIBITED',
  })
  const short = xmpPacket(
    '<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Orsel</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>',
  )
  expect((await factsOf(xmpSegment(short))).place).toMatchObject({ city: 'Orsel' })
})

test('XMP counts before IIM, but not where IIM was changed by something that knew no XMP', async () => {
  const xmp = xmpSegment(
    xmpPacket(
      '<dc:creator><rdf:Seq><rdf:li>A</rdf:li></rdf:Seq></dc:creator>',
      'photoshop:Headline="Of XMP" photoshop:Credit="Agency and so on"',
    ),
  )
  const datasets = [
    [2, 105, 'Of IIM'],
    [2, 80, 'B'],
    [2, 110, 'Agency and'],
  ] as const
  expect(await factsOf(xmp, iimSegment(datasets))).toMatchObject({ headline: 'Of XMP', bylines: ['A'] })
  expect(await factsOf(xmp, iimSegment(datasets, Buffer.alloc(16, 7)))).toMatchObject({
    headline: 'Of IIM',
    bylines: ['B'],
    // What is only cut off is no change.
    credit: 'Agency and so on',
  })
})

test('of dates that agree the most exact is taken, and what is no date is none', async () => {
  const created = (text: string) => xmpSegment(xmpPacket('', `photoshop:DateCreated="${text}"`))
  const iim = iimSegment([
    [2, 55, '20261123'],
    [2, 60, '091000+0300'],
  ])
  expect((await factsOf(created('2026-11-23'), iim)).takenAt).toBe('2026-11-23T09:10:00+03:00')
  expect((await factsOf(created('2026-11-22'), iim)).takenAt).toBe('2026-11-22')
  expect((await factsOf(iimSegment([[2, 55, '20260000']]))).takenAt).toBe('2026')
  for (const none of ['2026-02-30', '0000-00-00', 'yesterday', '2026-11-23T25:00:00Z'])
    expect((await factsOf(created(none))).takenAt, none).toBe(null)
})

test.each([
  ['utf-8', 'Işıl Çınar'],
  ['latin1', 'Renée Ørsel'],
])('IIM without a charset is read as what its bytes are: %s', async (charset, name) => {
  expect((await factsOf(iimSegment([[2, 80, Buffer.from(name, charset as BufferEncoding)]]))).bylines).toEqual([name])
})

test('IIM in a charset of Windows is told by its words', async () => {
  const turkish = 'Orsel Gölü’nde feribot seferleri yeniden başladı ve yolcular için ek sefer konuldu'
  const letters: Record<string, number> = { ö: 0xf6, ü: 0xfc, '’': 0x92, ş: 0xfe, ı: 0xfd, ç: 0xe7 }
  const bytes = Buffer.from([...turkish].map(letter => letters[letter] ?? letter.charCodeAt(0)))
  expect((await factsOf(iimSegment([[2, 120, bytes]]))).caption).toBe(turkish)
  const said = iimSegment([
    [1, 90, '\u001b%G'],
    [2, 120, turkish],
  ])
  expect((await factsOf(said)).caption).toBe(turkish)
})

test('lists and texts are no longer than an item has room for, cut between characters', async () => {
  const many = Array.from({ length: 500 }, (_, n) => `<rdf:li>${n} ${'x'.repeat(300)}</rdf:li>`).join('')
  const packet = xmpPacket(
    `<dc:subject><rdf:Bag>${many}</rdf:Bag></dc:subject><photoshop:Headline>${'😀'.repeat(400)}</photoshop:Headline>`,
  )
  const { facts } = await readPhoto(jpegOf(xmpSegment(packet.slice(0, 60_000)), xmpSegment('')))
  expect(facts).toEqual(noFacts)
  const small = xmpPacket(
    `<dc:subject><rdf:Bag>${many.slice(0, many.indexOf('<rdf:li>150'))}</rdf:Bag></dc:subject>`,
    '',
  )
  const read = await factsOf(xmpSegment(small))
  expect(read.keywords).toHaveLength(100)
  expect(read.keywords.every(each => each.length === 100)).toBe(true)
  const headline = await factsOf(xmpSegment(xmpPacket('', `photoshop:Headline="x${'😀'.repeat(400)}"`)))
  expect(headline.headline).toBe(`x${'😀'.repeat(149)}`)
})

const xmp = xmpPacket(
  '<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Işıl Çınar</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>',
  'photoshop:Headline="A ferry"',
)

// That sharp writes no EXIF into a TIFF is why that is tried below.
test.each(['jpeg', 'png', 'webp', 'avif'] as const)('%s says what its XMP and EXIF say', async format => {
  const plain = sharp({ create: { width: 32, height: 32, channels: 3, background: '#345' } })
  const exif = { IFD0: { Copyright: 'Meridian 2026' }, IFD2: { DateTimeOriginal: '2026:11:23 09:10:00' } }
  const bytes = await plain.withExif(exif).withXmp(xmp).toFormat(format).toBuffer()
  const { facts, packets } = await readPhoto(bytes)
  expect(facts).toEqual({
    ...noFacts,
    headline: 'A ferry',
    persons: ['Işıl Çınar'],
    takenAt: '2026-11-23T09:10:00',
    rights: { holder: null, notice: 'Meridian 2026', terms: null },
  })
  expect(packets.exif).not.toBe(null)
})

test.skipIf(!hasExiftool)(
  'what exiftool writes into files of any kind is read',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-photo-'))
    try {
      for (const format of ['jpeg', 'png', 'webp', 'tiff', 'avif'] as const) {
        const path = join(folder, `a.${format}`)
        await writeFile(
          path,
          await sharp({ create: { width: 32, height: 32, channels: 3, background: '#345' } })
            .toFormat(format)
            .toBuffer(),
        )
        const long = 'ğ'.repeat(60_000)
        await exiftool(
          '-XMP-photoshop:Headline=Göl',
          '-XMP-iptcExt:PersonInImage=A',
          '-XMP-iptcExt:PersonInImage=B',
          '-XMP-dc:Creator=Ada',
          `-XMP-photoshop:SupplementalCategories=${long}`,
          path,
        )
        const { facts, packets } = await readPhoto(await readFile(path))
        expect(facts, format).toMatchObject({ headline: 'Göl', persons: ['A', 'B'], bylines: ['Ada'] })
        expect(packets.xmp, format).toContain(long)
      }
      const path = join(folder, 'iim.tiff')
      await writeFile(
        path,
        await sharp({ create: { width: 32, height: 32, channels: 3, background: '#345' } })
          .tiff()
          .toBuffer(),
      )
      await exiftool('-IPTC:Headline=In a TIFF', '-IPTC:City=Orsel', path)
      expect((await readPhoto(await readFile(path))).facts).toMatchObject({
        headline: 'In a TIFF',
        place: { city: 'Orsel' },
      })
    } finally {
      await rm(folder, { recursive: true })
    }
  },
  180_000,
)

test.skipIf(reference === null)('nothing that a file holds makes reading fail', async () => {
  const start = (reference ?? Buffer.alloc(0)).subarray(0, 30_000)
  const pictures = await Promise.all(
    (['png', 'webp', 'tiff', 'avif'] as const).map(format =>
      sharp({ create: { width: 8, height: 8, channels: 3, background: '#345' } })
        .withExif({ IFD0: { Artist: 'x' } })
        .withXmp(xmp)
        .toFormat(format)
        .toBuffer(),
    ),
  )
  const all = [
    ...[...truncations(start)].filter((_, n) => n % 40 === 0),
    ...mutations(start, seeded(3), 60),
    ...pictures.flatMap((bytes, n) => [...truncations(bytes), ...mutations(bytes, seeded(n), 60)]),
  ]
  for (const { name, bytes } of all) {
    const { facts, packets } = await readPhoto(bytes)
    expect(Object.keys(facts), name).toEqual(Object.keys(noFacts))
    expect(Object.keys(packets), name).toEqual(['xmp', 'iim', 'exif'])
  }
})
