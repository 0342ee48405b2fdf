import type { ItemType } from '../../domain/ids.ts'
import type { Rendition, RenditionRole } from '../../domain/media.ts'
import { withoutSecrets } from '../read/address.ts'
import { countOf, type Fields, namedOf, remark, textOf, wholeOf } from '../read/json.ts'
import { fileAddress, renditionRoleOf } from '../read/rendition.ts'

const mostFiles = 50

// IPTC's names and Superdesk's for sizes; `16-9` and the like are crops for pages.
const roles: Readonly<Record<string, RenditionRole>> = {
  ...{ highres: 'original', original: 'original', main: 'original', viewimage: 'web', baseimage: 'preview' },
  ...{ thumbnail: 'thumb', hd1080: 'hd', hd720: 'hd' },
}

/** The files of an item: members by name (1.x, Superdesk) or a list (2.x and later). A file without an address is named by its title, as our own writer does. */
export const readFiles = (fields: Fields, base: string | null): Rendition[] => {
  const files: Rendition[] = []
  for (const [name, entry] of namedOf(fields, 'renditions')) {
    if (files.length === mostFiles) {
      remark(fields, 'lost', 'renditions', `more than ${mostFiles}`)
      break
    }
    const said = textOf(entry, 'href') ?? textOf(entry, 'title')
    const address = fileAddress(said, base)
    if (address === null || address.trim() === '') {
      remark(entry, 'lost', 'href', 'there is no address')
      continue
    }
    const { href, isCut } = withoutSecrets(address)
    if (isCut) remark(entry, 'lost', 'href', 'a key in the address is left out')
    files.push({
      role: roleOf(name),
      href,
      contentType: textOf(entry, 'contenttype', 'mimetype'),
      sizeBytes: wholeOf(entry, 'sizeinbytes', 'size'),
      widthPixels: wholeOf(entry, 'width'),
      heightPixels: wholeOf(entry, 'height'),
      durationSeconds: countOf(entry, 'duration'),
    })
  }
  return files
}

const roleOf = (name: string): RenditionRole => {
  const plain = name.toLowerCase().replace(/_\d+$/u, '')
  if (Object.hasOwn(roles, plain)) return roles[plain] ?? 'original'
  return /^\d+[-x:]\d+$/u.test(plain) ? 'web' : renditionRoleOf([plain], '')
}

const types: Readonly<Record<string, ItemType>> = {
  ...{ text: 'text', picture: 'picture', video: 'video', graphic: 'graphic', composite: 'collection' },
  ...{
    component: 'file',
    audio: 'file',
    photo: 'picture',
    image: 'picture',
    graphics: 'graphic',
    preformatted: 'text',
  },
}

/** The type of an item by its name, or by its first file where it has none; what it cannot be told by is guessed to be a text. */
export const readType = (fields: Fields, files: readonly Rendition[]): ItemType => {
  const said = textOf(fields, 'type')
  const type = typeOf(said)
  if (type !== null) {
    if (said === 'audio') remark(fields, 'kept', 'type', 'audio is kept as a file')
    return type
  }
  const mediaType = files[0]?.contentType?.split('/', 1)[0] ?? ''
  const guess =
    mediaType === 'image' ? 'picture' : mediaType === 'video' ? 'video' : files.length > 0 ? 'picture' : 'text'
  remark(fields, 'guessed', 'type', said === null ? `not said; taken as ${guess}` : `"${said}" taken as ${guess}`)
  return guess
}

/** One of our types by its name in ninjs; null for any other. */
export const typeOf = (name: string | null): ItemType | null => {
  const lower = name?.trim().toLowerCase() ?? ''
  return Object.hasOwn(types, lower) ? (types[lower] ?? null) : null
}
