import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { addSubscriber, issueKey, setLicence, setProduct } from '../../../src/accounts/admin.ts'
import { type ItemType, itemTypes } from '../../../src/domain/ids.ts'
import { type FilingInput, parseFiling } from '../../../src/wire/filing.ts'
import { publish } from '../../../src/wire/publish.ts'
import { startedDateline } from '../../kit/dateline.ts'
import { content } from '../../kit/examples.ts'
import { readyFiles } from '../../kit/has-files.ts'
import { mediaOf, readyPicture } from '../../kit/media.ts'
import { freePort, ownFolder } from '../../kit/peers.ts'

/** A whole Dateline for clients of HAS: fifty texts, of which one has a picture, two more pictures, and a video. */
export interface ServedHas {
  readonly url: string
  /** `id:secret` */
  readonly as: string
  /** Ids of the texts, newest first. */
  readonly texts: readonly string[]
  /** The picture that a text links. */
  readonly picture: string
  readonly folder: string
  stop(): Promise<void>
}

export const servedHas = async (): Promise<ServedHas> => {
  const folder = await ownFolder('has')
  await chmod(folder.path, 0o700)
  const started = await startedDateline({
    ...{ PORT: String(await freePort()), ROLES: 'has,api', DATA_DIR: join(folder.path, 'data') },
  })
  const { db, dateline } = started
  const act = { db, by: 'kit', now: new Date('2026-01-01T00:00:00Z') }
  const everything = await setProduct(act, { code: 'everything', names: { en: 'a', tr: 'b', ar: 'c' }, rule: {} })
  const { id } = await addSubscriber(act, { name: 'Newsroom', email: 'desk@newsroom.example' })
  await setLicence(act, { subscriber: id, products: [everything.id], types: [...itemTypes] })
  const { credential, secret } = await issueKey(act, { subscriber: id, name: 'Newsroom' })
  await dateline.catalogue.refresh()

  const send = async (type: ItemType, parts: Parameters<typeof content>[0], group: string | null = null) => {
    const filing: FilingInput = { signal: 'new', content: content(parts), group, by: 'A desk' }
    const sent = await publish(dateline.publisher, {
      ...{ filing: parseFiling(filing), item: null, type, expects: null, key: null },
    })
    return sent.item
  }
  const { blobs } = dateline.media
  const picture = async (headline: string, colour: number, group: string | null = null) =>
    send('picture', { headline, ...mediaOf(await readyPicture(db, blobs, colour)) }, group)
  const texts: string[] = []
  for (let n = 1; n <= 50; n++) texts.unshift(await send('text', { headline: `Story ${n}` }, n === 7 ? 'ferry' : null))
  const linked = await picture('A ferry leaves the harbour', 10, 'ferry')
  await picture('Another ferry', 20)
  await picture('A third ferry', 30)
  await send('video', { headline: 'Ferries, moving', ...(await readyFiles(db, blobs, 'video')) })
  return {
    ...{ url: started.url, as: `${credential.id}:${secret}`, texts, picture: linked, folder: folder.path },
    async stop() {
      await started.stop()
      await folder.remove()
    },
  }
}
