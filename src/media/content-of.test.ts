import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { freshBlobs, readyPicture } from '../../test/kit/media.ts'
import { noFacts } from '../domain/file-facts.ts'
import { failAsset, insertAsset, makeAssetId } from '../store/asset.ts'
import { parseFiling } from '../wire/filing.ts'
import { contentOfAsset, requireReady } from './content-of.ts'

let base: TestDatabase
let blobs: Awaited<ReturnType<typeof freshBlobs>>
beforeAll(async () => {
  base = await freshDatabase()
  blobs = await freshBlobs()
})
afterAll(async () => {
  await blobs.stop()
  await base.drop()
})

test('what a file says of itself becomes an item that may be filed', async () => {
  const picture = await readyPicture(base.db, blobs)
  const facts = {
    ...noFacts,
    headline: 'Limanda fırtına',
    caption: 'Dalgalar rıhtımı aştı.\r\n\r\n Vinçler durdu.\n',
    altText: 'Rıhtımı aşan dalgalar',
    bylines: ['Harbour desk'],
    credit: 'Meridian',
    source: 'Meridian',
    takenAt: '2026-11-23T09:10:00+03:00',
    place: { city: 'izmir', region: null, country: 'Türkiye', countryCode: 'TR' },
    keywords: ['liman', 'x'.repeat(101)],
    persons: ['The harbour master'],
    rights: { holder: 'Meridian', notice: '© 2026 Meridian', terms: null },
    language: 'tr-TR',
  }
  const content = contentOfAsset({ ...picture, facts }, { language: 'en', category: 'general' })
  const { content: filed } = parseFiling({ signal: 'new', content, by: 'kit' })
  expect(filed).toMatchObject({
    ...{ language: 'tr', headline: 'Limanda fırtına', dateline: 'İZMİR', keywords: ['liman'], priority: 4 },
    body: [
      { kind: 'p', spans: [{ text: 'Dalgalar rıhtımı aştı.' }] },
      { kind: 'p', spans: [{ text: 'Vinçler durdu.' }] },
    ],
    sources: [{ name: 'Meridian', uri: null }],
    rights: { holder: 'Meridian', notice: '© 2026 Meridian', terms: null },
    media: { assets: [picture.id], altText: 'Rıhtımı aşan dalgalar', takenAt: '2026-11-23T09:10:00+03:00' },
  })
  expect(filed?.renditions).toEqual(picture.renditions)
})

test('a file that says nothing leaves everything to be written', async () => {
  const picture = await readyPicture(base.db, blobs)
  const content = contentOfAsset(picture, { language: '', category: null })
  expect(content).toMatchObject({ headline: '', body: [], dateline: null, category: null, language: '' })
  expect(content.rights).toBeUndefined()
})

test('only what is ready may be sent, and the reason is said', async () => {
  const ready = await readyPicture(base.db, blobs)
  const id = makeAssetId()
  const { digest, sizeBytes, facts, packets } = ready
  await insertAsset(base.db, {
    ...{ id, digest, sizeBytes, facts, packets, type: 'picture', fileName: 'storm.jpg', contentType: 'image/jpeg' },
    ...{ widthPixels: 1, heightPixels: 1, durationSeconds: null, fingerprint: null, addedBy: 'kit' },
  })
  expect(await requireReady(base.db, [ready.id])).toMatchObject([{ id: ready.id }])
  await expect(requireReady(base.db, [ready.id, id])).rejects.toMatchObject({ code: 'media-not-ready' })
  await failAsset(base.db, { id, generation: 1, remark: 'the file is cut off' })
  await expect(requireReady(base.db, [id])).rejects.toThrow('storm.jpg could not be made ready: the file is cut off')
  await expect(requireReady(base.db, ['ast_00000000'])).rejects.toMatchObject({ code: 'not-found' })
})
