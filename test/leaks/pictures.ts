import type { ItemId } from '../../src/domain/ids.ts'
import type { RenditionRole } from '../../src/domain/media.ts'
import type { Content } from '../../src/domain/version.ts'
import type { Asset } from '../../src/store/asset.ts'
import { parseFiling } from '../../src/wire/filing.ts'
import { publish } from '../../src/wire/publish.ts'
import type { Started } from '../kit/dateline.ts'
import { mediaOf, readyAsset } from '../kit/media.ts'

const roles = ['print', 'web', 'preview', 'thumb', 'comp'] as const
export type LeakRole = (typeof roles)[number]
export const leakRoles: readonly RenditionRole[] = roles

/** The word that the bytes of a file are made of: `qzphotofileweb`. */
const fileMark = (picture: string, role: LeakRole): string => `qz${picture}file${role}`

/** The words of files, of some roles or of all. */
export const filesOf = (pictures: readonly string[], of: readonly LeakRole[] = roles): string[] =>
  pictures.flatMap(picture => of.map(role => fileMark(picture, role)))

/** Pictures of which somebody may have files, and pictures of which nobody outside the agency does. */
export const currentPictures = ['photo', 'photosecret', 'photoleftnew']
export const formerPictures = ['photokilled', 'photoheld', 'photoleftold']

/** The words of files that are to be found at a door by whoever may have them: HAS has the sizes that are sold, and at the desk one stands for all. */
export const filesAt = (door: string): string[] =>
  filesOf(currentPictures, door === 'desk' ? ['web'] : door === 'has' ? ['print', 'web'] : roles)

/** What was sent, and the upload that one of them was made of. */
export interface Pictures {
  readonly pictures: readonly ItemId[]
  readonly upload: string
}

/** Sends pictures whose files are words. @param written content with the words of a text, of this name */
export const sendPictures = async (
  { db, dateline, file }: Started,
  {
    written,
    again,
  }: {
    written: (name: string, more: Partial<Content>) => Content
    again: (name: string) => { note: string; line: string; by: string }
  },
): Promise<Pictures> => {
  const upload = (name: string): Promise<Asset> => {
    const bytes = (role: LeakRole) => ({
      bytes: Buffer.from(`${fileMark(name, role)}\n`.repeat(40)),
      contentType: 'image/webp',
    })
    const files = Object.fromEntries(roles.map(role => [role, bytes(role)]))
    return readyAsset(db, dateline.media.blobs, { files, original: Buffer.from(`qz${name}fileoriginal`) })
  }
  const send = async (
    name: string,
    more: Partial<Content> = {},
    how: { embargo?: { until: null }; item?: ItemId } = {},
  ): Promise<ItemId> => {
    const { item = null, embargo = null } = how
    const content = written(name, { ...mediaOf(await upload(name)), priority: 5, ...more })
    const filing = parseFiling(
      item === null
        ? { signal: 'new', content, embargo, by: 'qzsender' }
        : { signal: 'correction', content, ...again('photoleft') },
    )
    return (await publish(dateline.publisher, { filing, item, expects: null, type: 'picture', key: null })).item
  }
  const photo = await send('photo')
  const secret = await send('photosecret', {}, { embargo: { until: null } })
  const killed = await send('photokilled')
  await file({ signal: 'kill', ...again('photokilled') }, { item: killed })
  const held = await send('photoheld')
  await file({ signal: 'withhold', ...again('photoheld') }, { item: held })
  const left = await send('photoleftold', { priority: 2 })
  await send('photoleftnew', { priority: 5 }, { item: left })
  return { pictures: [photo, secret, killed, held, left], upload: (await upload('photounsent')).id }
}
