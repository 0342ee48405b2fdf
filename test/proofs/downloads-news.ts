import { join } from 'node:path'
import { addSubscriber, issueKey, setLicence, setProduct } from '../../src/accounts/admin.ts'
import type { ItemId } from '../../src/domain/ids.ts'
import { createDiskBlobs } from '../../src/media/blobs-disk.ts'
import type { Asset } from '../../src/store/asset.ts'
import type { Db } from '../../src/store/db.ts'
import { parseFiling } from '../../src/wire/filing.ts'
import { createItemNumbers, publish } from '../../src/wire/publish.ts'
import { agency, content } from '../kit/examples.ts'
import { mediaOf, readyAsset } from '../kit/media.ts'

/** What is fetched, and by whom. */
export interface Offer {
  readonly video: ItemId
  /** Keys of a subscriber without a limit. */
  readonly crowd: readonly string[]
  /** Keys of one with a limit, its number, and what they ask for. */
  readonly limited: { readonly subscriber: string; readonly keys: readonly string[]; readonly items: readonly ItemId[] }
}

/** Broadcasts a video of these bytes, and many small ones, and makes those who fetch them. */
export const offerVideos = async (
  db: Db,
  {
    dataDir,
    bytes,
    crowd,
    limit,
    items,
  }: { dataDir: string; bytes: Buffer; crowd: number; limit: number; items: number },
): Promise<Offer> => {
  const blobs = createDiskBlobs(join(dataDir, 'blobs'))
  const act = { db, by: 'proof', now: new Date() }
  const names = { en: 'Video', tr: 'Video', ar: 'فيديو' }
  const product = await setProduct(act, { code: 'video', names, rule: { types: ['video'] } })
  const { id, version, code, rule } = product
  const numbers = createItemNumbers()
  const rules = { products: [{ id, version, code, names, rule }], publicity: { priorities: [], delayMinutes: 0 } }
  const publisher = { db, agency, numbers, clock: () => new Date(), rules: () => rules }
  const send = async (asset: Asset): Promise<ItemId> => {
    const filing = parseFiling({ signal: 'new', content: content(mediaOf(asset)), by: 'A editor' })
    return (await publish(publisher, { filing, item: null, expects: null, type: 'video', key: null })).item
  }
  const asset = (of: Buffer) =>
    readyAsset(db, blobs, {
      ...{ type: 'video', fileName: 'harbour.mp4', contentType: 'video/mp4' },
      files: { web: { bytes: of, contentType: 'video/mp4' } },
    })
  const subscriber = async (name: string, keys: number, downloadLimit: number | null) => {
    const { id: made } = await addSubscriber(act, { name, email: `desk@${name}.example` })
    await setLicence(act, { subscriber: made, products: [id], types: ['video'], downloadLimit })
    const issued: string[] = []
    for (let n = 0; n < keys; n++) issued.push((await issueKey(act, { subscriber: made, name: `key ${n}` })).token)
    return { subscriber: made, keys: issued }
  }
  const video = await send(await asset(bytes))
  const small = await asset(bytes.subarray(0, 100_000))
  const many: ItemId[] = []
  for (let n = 0; n < items; n++) many.push(await send(small))
  const { keys } = await subscriber('crowd', crowd, null)
  return { video, crowd: keys, limited: { ...(await subscriber('limited', 8, limit)), items: many } }
}
