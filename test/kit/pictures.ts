import { setLicence, setProduct } from '../../src/accounts/admin.ts'
import type { ItemId, ItemType } from '../../src/domain/ids.ts'
import type { Content } from '../../src/domain/version.ts'
import type { Asset } from '../../src/store/asset.ts'
import type { Sent } from '../../src/wire/broadcast.ts'
import { parseFiling } from '../../src/wire/filing.ts'
import { publish } from '../../src/wire/publish.ts'
import type { Started } from './dateline.ts'
import { content } from './examples.ts'
import { mediaOf } from './media.ts'

type Terms = Omit<Parameters<typeof setLicence>[1], 'id' | 'subscriber' | 'products'>

/** Sells every kind of media to Courier beside what it has, and waits until the process knows. @returns the product's number */
export const sellMedia = async ({ db, accounts, dateline }: Started, terms: Terms = {}): Promise<number> => {
  const act = { db, by: 'kit', now: new Date('2026-01-01T00:00:00Z') }
  const types: ItemType[] = ['picture', 'video', 'graphic', 'file', 'collection']
  const product = await setProduct(act, {
    code: 'media',
    names: { en: 'Media', tr: 'Medya', ar: 'الوسائط' },
    rule: { types },
  })
  const { licence, subscriber } = accounts.courier
  await setLicence(act, {
    ...{ id: licence.id, subscriber: subscriber.id, products: [...licence.products, product.id] },
    ...{ types: ['text', ...types], ...terms },
  })
  await dateline.catalogue.refresh()
  return product.id
}

/** Sends a picture, or another kind of media, made of an upload. @param target what it follows */
export const sendMedia = (
  { dateline }: Started,
  asset: Asset,
  parts: Partial<Content> & { readonly type?: ItemType } = {},
  target: { item: ItemId; signal: 'update' | 'correction'; note?: string } | null = null,
): Promise<Sent> => {
  const { type = asset.type, ...words } = parts
  const filing = { content: content({ headline: 'The harbour of Orsel', ...mediaOf(asset), ...words }), by: 'A editor' }
  return publish(dateline.publisher, {
    ...{ filing: parseFiling({ signal: target?.signal ?? 'new', note: target?.note, ...filing }), type },
    ...{ item: target?.item ?? null, expects: null, key: null },
  })
}
