import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { ItemId } from '../../src/domain/ids.ts'
import type { RenditionRole } from '../../src/domain/media.ts'
import { downloadsUsed } from '../../src/store/download.ts'
import { type Started, startedDateline } from './dateline.ts'
import { readyPicture } from './media.ts'
import { sellMedia, sendMedia } from './pictures.ts'

/** What the kit's subscriber may have of files. */
export const soldTerms = { sizes: { picture: ['web'] }, downloadLimit: 50 }

/** The door `/v1/media` of a running Dateline, for the tests of one file; a new picture, and nothing counted, before each of them. */
export const mediaDoor = () => {
  let started: Started
  let item: ItemId
  let asset: Awaited<ReturnType<typeof readyPicture>>
  const act = () => ({ db: started.db, by: 'kit', now: new Date() })

  beforeAll(async () => {
    started = await startedDateline()
    await sellMedia(started, soldTerms)
    asset = await readyPicture(started.db, started.dateline.media.blobs)
  })
  afterAll(() => started.stop())
  beforeEach(async () => {
    await started.db`truncate download, download_day`
    item = (await sendMedia(started, asset)).item
  })

  const basic = () => {
    const {
      credential: { id },
      secret,
    } = started.accounts.courier.key
    return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
  }
  const bearer = (token = started.accounts.courier.key.token) => ({ authorization: `Bearer ${token}` })
  const get = (path: string, headers: Record<string, string> = bearer(), method = 'GET') =>
    fetch(path.startsWith('http') ? local(path) : `${started.url}/v1/media/${path}`, { method, headers })
  /** Links name the address of the settings, which has another port. */
  const local = (url: string) => `${started.url}${new URL(url).pathname}${new URL(url).search}`
  const used = () => downloadsUsed(started.db, started.accounts.courier.subscriber.id, new Date())
  const fileOf = (role: RenditionRole) => asset.renditions.find(each => each.role === role)
  const linkTo = async (
    place: string,
    wish: object = {},
  ): Promise<{ url: string; expiresAt: string; address: string | null }> => {
    const headers = { ...bearer(), 'Content-Type': 'application/json' }
    const answer = await fetch(`${started.url}/v1/media/${place}/link`, {
      method: 'POST',
      headers,
      body: JSON.stringify(wish),
    })
    expect(answer.status).toBe(201)
    return answer.json() as never
  }
  const codeOf = async (answer: Response) => {
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    return [answer.status, ((await answer.json()) as { type: string }).type.split('/').at(-1)]
  }
  /** Takes a picture back, and waits until the process has seen it. */
  const take = (signal: 'kill' | 'withhold', line = 'This picture must not be used.') =>
    started.file({ signal, content: null, note: 'wrong place', line }, { item })
  return {
    get started() {
      return started
    },
    get item() {
      return item
    },
    get asset() {
      return asset
    },
    ...{ act, basic, bearer, get, local, used, fileOf, linkTo, codeOf, take },
  }
}
