import { setProduct } from '../../src/accounts/admin.ts'
import { paragraph } from '../../src/domain/body.ts'
import type { ItemId } from '../../src/domain/ids.ts'
import type { Content } from '../../src/domain/version.ts'
import { downloadsUsed } from '../../src/store/download.ts'
import { serveApp } from '../browser/kit.ts'
import { content } from './examples.ts'
import { mediaOf, readyPicture } from './media.ts'
import { type Reader, startedPortal } from './portal.ts'

/** A portal on a port, with a product of pictures and readers of it: `all`, `web` alone, `two` a day; of urgent items, and of texts. */
export const portalWithPictures = async () => {
  const portal = await startedPortal()
  const served = await serveApp(portal.app)
  const act = { db: portal.db, by: 'kit', now: new Date('2026-01-01T00:00:00Z') }
  const names = { en: 'Pictures', tr: 'Pictures', ar: 'Pictures' }
  const { id: product } = await setProduct(act, { code: 'pictures', names, rule: { types: ['picture'] } })
  await portal.catalogue.refresh()
  const files = mediaOf(await readyPicture(portal.db, portal.blobs), {
    ...{ altText: 'A white ferry', credit: 'Orsel Pictures', takenAt: '2026-11-23T09:10:00+03:00' },
    ...{ persons: ['Nobody Real'], place: { city: 'Orsel', region: null, country: 'Veyra', countryCode: null } },
  })
  const readers = new Map<string, Reader>()
  const add = async (name: string, terms: Partial<Parameters<typeof portal.reader>[1]> = {}): Promise<Reader> => {
    const made = await portal.reader(name, { products: [product], types: ['picture', 'text'], ...terms })
    readers.set(name.toLowerCase(), made)
    return made
  }
  await add('All')
  await add('Web', { sizes: { picture: ['web'] } })
  await add('Two', { downloadLimit: 2 })
  await add('Urgent', { products: [portal.accounts.products.flash] })
  await add('Texts', { types: ['text'] })
  const reader = (name: string): Reader => {
    const found = readers.get(name)
    if (found === undefined) throw new RangeError(name)
    return found
  }
  const send = async (
    parts: Partial<Content> = {},
    {
      item = null,
      group,
      signal = 'new',
    }: { item?: ItemId | null; group?: string; signal?: 'new' | 'correction' } = {},
  ): Promise<ItemId> => {
    const body = [paragraph('A ferry leaves the harbour of Orsel on Monday.')]
    const picture = content({ headline: 'Ferry leaves Orsel', body, bylines: ['Harbour office'], ...files, ...parts })
    const filing = { signal, content: picture, group, note: signal === 'new' ? null : 'Wrong place' }
    return (await portal.file(filing, item, 'picture')).item
  }
  const fetched = async (who: string, path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(served.origin + path, { headers: { cookie: reader(who).cookie, ...headers } })
    return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength, headers: answer.headers }
  }
  return {
    ...{ portal, served, product, add, reader, send, fetched },
    /** What of each size a reader is answered. */
    async statuses(who: string, item: ItemId) {
      const roles = ['thumb', 'comp', 'preview', 'web', 'print']
      const all = await Promise.all(roles.map(role => fetched(who, `/portal/media/${item}/${role}`)))
      return Object.fromEntries(roles.map((role, i) => [role, all[i]?.status]))
    },
    /** Downloads of today. */
    used: (who: string) => downloadsUsed(portal.db, reader(who).subscriber.id, portal.clock()),
    async stop() {
      await served.close()
      await portal.stop()
    },
  }
}

export type PortalWithPictures = Awaited<ReturnType<typeof portalWithPictures>>
