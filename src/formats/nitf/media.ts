import { textOfBody } from '../../domain/body.ts'
import { type ItemType, itemTypes } from '../../domain/ids.ts'
import type { Member, Rendition } from '../../domain/media.ts'
import type { Found } from '../read/complete.ts'
import { readHtmlBody } from '../read/html-body.ts'
import { bareRendition, fileAddress, renditionRoleOf, wholeNumber } from '../read/rendition.ts'
import { attributeOf, childrenOf, type Element, textOf } from '../read/xml-tree.ts'
import type { NitfBody } from './body.ts'
import type { NitfMedia } from './markup.ts'

/** What a `media` gives an item: its type, files, words and authors. */
export const itemOfMedia = (
  media: NitfMedia,
  base: string | null,
): Found & { readonly renditions: readonly Rendition[] } => {
  const renditions = media.references.flatMap(each => renditionOf(each, media.element, base))
  const { body } = readHtmlBody(media.caption, base)
  return { type: typeOf(media, renditions), renditions, body, bylines: media.producers }
}

/** The pictures and other media inside a text as items of their own, tied to it by the group. Each is named after its story and its first file, so that it is the
 *  same item in the next version. @param story what the item has that shows them, with an id */
export const mediaBeside = (story: Found & { readonly id: string }, read: NitfBody, base: string | null): Found[] => {
  const found = read.media.map(each => itemOfMedia(each, base))
  const shown = read.images.map(({ href, caption }) => ({
    type: 'picture' as const,
    renditions: [bareRendition('original', href)],
    body: readHtmlBody(caption ?? '').body,
  }))
  return [...found, ...shown]
    .filter(({ renditions }) => renditions.length > 0)
    .map(each => ({
      ...story,
      deck: null,
      dateline: null,
      bylines: [],
      summary: null,
      line: null,
      members: [],
      remarks: [],
      ...each,
      id: `${story.id}#${each.renditions[0]?.href}`,
      itemId: null,
      replaces: null,
      headline: textOfBody(each.body ?? []).split('\n', 1)[0] || (story.headline ?? null),
    }))
}

const types: Readonly<Record<string, ItemType>> = {
  image: 'picture',
  photo: 'picture',
  picture: 'picture',
  video: 'video',
  graphic: 'graphic',
}

const typeOf = ({ type, element }: NitfMedia, files: readonly Rendition[]): ItemType => {
  if (element.attributes.class === 'graphic') return 'graphic'
  const said =
    types[type ?? ''] ?? types[files.find(each => each.contentType !== null)?.contentType?.split('/', 1)[0] ?? '']
  return said ?? (type === null && files.every(({ contentType }) => contentType === null) ? 'picture' : 'file')
}

const renditionOf = (reference: Element, media: Element, base: string | null): Rendition[] => {
  const href = fileAddress(attributeOf(reference, 'source') ?? textOf(reference), base)
  if (href === null) return []
  const number = (name: string) => wholeNumber(attributeOf(reference, name))
  const role = renditionRoleOf([attributeOf(reference, 'name')], href)
  const size = childrenOf(media, 'media-metadata').find(each => each.attributes.name === `${role}.size`)
  const isSeconds = /^(?:s|sec|second)s?$/iu.test(attributeOf(reference, 'time-unit-of-measure') ?? 'seconds')
  return [
    {
      role,
      href,
      contentType: attributeOf(reference, 'mime-type'),
      sizeBytes: wholeNumber(attributeOf(size, 'value')),
      widthPixels: number('width'),
      heightPixels: number('height'),
      durationSeconds: isSeconds ? number('time') : null,
    },
  ]
}

/** The members of a collection as our own writer lists them. */
export const membersOf = (links: readonly Element[]): Member[] =>
  links.flatMap(link => {
    const guid = attributeOf(link, 'href')
    const words = textOf(link)
    const type = itemTypes.find(each => each === link.attributes.class) ?? 'text'
    return guid === null
      ? []
      : [{ guid, type, headline: words === guid ? null : words, version: wholeNumber(attributeOf(link, 'name')) }]
  })
