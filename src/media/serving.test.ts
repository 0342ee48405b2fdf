import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { agency, version } from '../../test/kit/examples.ts'
import { freshBlobs, mediaOf, readyPicture } from '../../test/kit/media.ts'
import { paragraph } from '../domain/body.ts'
import { blobOf, type RenditionRole } from '../domain/media.ts'
import type { SentVersion } from '../domain/version.ts'
import type { Asset } from '../store/asset.ts'
import type { Served } from './serve.ts'
import { createBeginnings, servedOf } from './serving.ts'

let database: TestDatabase
let blobs: Awaited<ReturnType<typeof freshBlobs>>
let asset: Asset
let reads: string[] = []

beforeAll(async () => {
  database = await freshDatabase()
  blobs = await freshBlobs()
  asset = await readyPicture(database.db, blobs)
})
afterAll(async () => {
  await blobs.stop()
  await database.drop()
})

const picture = (caption: string, number = 1): SentVersion =>
  version({
    ...{ type: 'picture', number, seq: number },
    content: {
      ...mediaOf(asset, { credit: 'Meridian', altText: 'A quay at dawn', persons: ['Ines Tallow'] }),
      ...{ headline: 'Harbour at dawn', body: [paragraph(caption)], keywords: ['qzkeyword'], bylines: ['Piet Marrow'] },
    },
  })

const beginnings = createBeginnings()
const counted = () => ({
  ...blobs,
  read: (...asked: Parameters<typeof blobs.read>) => {
    reads.push(asked[0])
    return blobs.read(...asked)
  },
})
const serve = (of: SentVersion, role: RenditionRole, kept = beginnings): Promise<Served> => {
  const rendition = of.content.renditions?.find(each => each.role === role)
  if (rendition === undefined) throw new Error(`no ${role}`)
  const serving = { db: database.db, blobs: counted(), agency, beginnings: kept }
  return servedOf(serving, { version: of, rendition, digest: blobOf(rendition) ?? '' })
}
const bytesOf = async ({ blobs: from, digest, prefix = Buffer.alloc(0), skipBytes = 0, sizeBytes }: Served) => {
  const rest = await from.read(digest, { first: skipBytes, last: sizeBytes - 1 })
  return Buffer.concat([prefix, ...(await rest.toArray())])
}

test('a picture goes out with what its item says of it now, and is the same picture', async () => {
  const served = await serve(picture('Boats wait for the ice to break.'), 'web')
  const bytes = await bytesOf(served)
  for (const word of ['Boats wait for the ice', 'A quay at dawn', 'qzkeyword', 'Piet Marrow'])
    expect(bytes.includes(word)).toBe(true)
  const { default: sharp } = await import('sharp')
  const pixels = (input: Buffer) => sharp(input).raw().toBuffer()
  const kept = await bytesOf({ ...served, prefix: Buffer.alloc(0), skipBytes: 0 })
  expect((await pixels(bytes)).equals(await pixels(kept))).toBe(true)
})

test('another caption makes another ETag, the same one the same', async () => {
  const tags = await Promise.all(
    [picture('One.'), picture('Two.', 2), picture('One.')].map(
      async each => (await serve(each, 'web', createBeginnings())).etag,
    ),
  )
  expect(tags[0]).toBe(tags[2])
  expect(tags[0]).not.toBe(tags[1])
})

test('a comp says whose it is and nothing that only the full item tells; a thumb goes out as it is kept', async () => {
  const comp = await bytesOf(await serve(picture('Boats wait.'), 'comp'))
  expect(comp.includes('Harbour at dawn') && comp.includes('Meridian News Agency')).toBe(true)
  for (const word of ['Boats wait', 'A quay at dawn', 'qzkeyword', 'Piet Marrow', 'Ines Tallow'])
    expect([word, comp.includes(word)]).toEqual([word, false])
  const thumb = await serve(picture('Boats wait.'), 'thumb')
  expect([thumb.prefix, thumb.etag]).toEqual([undefined, undefined])
})

test('a beginning is made once for however many ask at the same time, and again after it failed', async () => {
  reads = []
  const kept = createBeginnings()
  await Promise.all(Array.from({ length: 50 }, () => serve(picture('Once.'), 'print', kept)))
  expect(reads.length).toBe(1)
  let tries = 0
  const failing = async () => {
    if (++tries === 1) throw new Error('the store is away')
    return { prefix: Buffer.from('x'), skipBytes: 0 }
  }
  await expect(kept.get('k', failing)).rejects.toThrow('away')
  expect((await kept.get('k', failing))?.prefix.toString()).toBe('x')
})

test('beginnings are kept while there is room, and the oldest go first', async () => {
  const kept = createBeginnings(3_000)
  const made: string[] = []
  const ask = (key: string) =>
    kept.get(key, async () => {
      made.push(key)
      return { prefix: Buffer.alloc(1_000), skipBytes: 0 }
    })
  for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await ask(key)
  expect(made).toEqual(['a', 'b', 'c', 'a'])
})
