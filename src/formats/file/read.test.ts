import { expect, test } from 'vitest'
import { madePhoto } from '../../../test/kit/media.ts'
import { iimSegment, jpegOf, referencePhoto, xmpPacket, xmpSegment } from '../../../test/kit/photos.ts'
import { readDocument } from '../read.ts'
import { noDefaults } from '../reading.ts'

const itemOf = async (bytes: Uint8Array) => {
  const reading = await readDocument(bytes, noDefaults)
  if ('failure' in reading) throw new Error(reading.failure)
  return { ...reading, item: reading.items[0] }
}

test('a picture is an item of what it says of itself', async () => {
  const photo = jpegOf(
    xmpSegment(
      xmpPacket('', 'photoshop:Headline="Ferry" photoshop:Credit="Meridian" photoshop:Instructions="No sales"'),
    ),
    iimSegment([
      [2, 120, 'The ferry leaves.\n\nPassengers waited.'],
      [2, 25, 'ferry'],
      [2, 101, 'Türkiye'],
    ]),
  )
  const { format, formatVersion, item } = await itemOf(photo)
  expect({ format, formatVersion }).toEqual({ format: 'photo', formatVersion: 'image/jpeg' })
  expect(item).toMatchObject({
    type: 'picture',
    headline: 'Ferry',
    keywords: ['ferry'],
    note: 'No sales',
    media: { credit: 'Meridian', place: { country: 'Türkiye' } },
    renditions: [{ role: 'original', href: 'original.jpg', contentType: 'image/jpeg', sizeBytes: photo.length }],
    holds: [{ code: 'incomplete' }],
  })
  expect(item?.body).toHaveLength(2)
})

test.skipIf(referencePhoto() === null)('so is IPTC’s reference photo', async () => {
  const { item } = await itemOf(referencePhoto() ?? Buffer.alloc(0))
  expect(item).toMatchObject({
    headline: 'The Headline (ref2017.1)',
    bylines: ['Creator1 (ref2017.1)', 'Creator2 (ref2017.1)'],
    sources: [{ name: 'Source (ref2017.1)', uri: null }],
    media: { persons: ['Person Shown 1 (ref2017.1)', 'Person Shown 2 (ref2017.1)', 'Person Name 1 (ref2017.1)'] },
  })
})

test('a picture that says nothing, a film and a PDF are items that say so', async () => {
  expect(await itemOf(await madePhoto(8, 8))).toMatchObject({ format: 'photo', item: { headline: '', media: null } })
  const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\0\0\0\0isommp42')])
  expect(await itemOf(film)).toMatchObject({
    format: 'file',
    item: { type: 'video', renditions: [{ href: 'original.mp4' }] },
  })
  expect(await itemOf(Buffer.from('%PDF-1.7\n'))).toMatchObject({
    item: { type: 'file', renditions: [{ href: 'original.pdf' }] },
  })
})

test.each([
  ['PK\u0003\u0004', 'a ZIP archive'],
  ['{\\rtf1', 'an RTF document'],
])('what is none of these is refused with what it is: %j', async (start, what) => {
  expect(await readDocument(Buffer.from(start), noDefaults)).toEqual({ failure: expect.stringContaining(what) })
})
