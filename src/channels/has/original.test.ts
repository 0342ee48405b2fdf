import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../../../test/kit/examples.ts'
import { type StartedHas, startedHas } from '../../../test/kit/has.ts'
import { mediaOf, readyAsset } from '../../../test/kit/media.ts'

let has: StartedHas
beforeAll(async () => {
  has = await startedHas()
})
afterAll(() => has.stop())

test('a video of which no sizes could be made goes out as it came in, under each size of the contract', async () => {
  const product = await has.product('everything', {})
  const reader = await has.join('Small', { products: [product], types: ['video'], sizes: { video: ['web'] } })
  const original = { bytes: Buffer.from('a film'), contentType: 'video/quicktime' }
  const asset = await readyAsset(has.db, has.media.blobs, {
    ...{ type: 'video', fileName: 'river.mov', contentType: 'video/quicktime', files: { original } },
  })
  const { item } = await has.file({ content: { ...content(), ...mediaOf(asset) } }, null, 'video')
  const ask = (size: string) => has.ask(`/abone/document/${item}/${size}`, { as: reader.as })
  expect(await ask('web')).toMatchObject({ status: 200, body: 'a film' })
  expect((await ask('sd')).body).not.toContain('a film')
  expect((await ask('newsml29')).body).toContain('<remoteContent')
})
