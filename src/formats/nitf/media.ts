import { textOfBody } from '../../domain/body.ts'
import { type ItemType, itemTypes } from '../../domain/ids.ts'
import type { Member, Rendition } from '../../domain/media.ts'
import type { Beside } from '../read/beside.ts'
import { readHtmlBody } from '../read/html-body.ts'
import { bareRendition, fileAddress, itemTypeOf, renditionRoleOf, wholeNumber } from '../read/rendition.ts'
import { attributeOf, childrenOf, type Element, textOf } from '../read/xml-tree.ts'
import type { NitfBody } from './body.ts'
import type { NitfMedia } from './markup.ts'

/** The pictures and other media that a NITF document, or HTML in its place, shows. */
export const mediaOf = ({ media, images }: Pick<NitfBody, 'media' | 'images'>, base: string | null): Beside[] => [
  ...media.map(each => besideOf(each, base)),
  ...images.map(({ href, caption }): Beside => {
    const { body } = readHtmlBody(caption ?? '')
    return { type: 'picture', headline: caption, found: { body }, renditions: [bareRendition('original', href)] }
  }),
]

const besideOf = (media: NitfMedia, base: string | null): Beside => {
  const renditions = media.references.flatMap(each => renditionOf(each, media.element, base))
  const { body } = readHtmlBody(media.caption, base)
  const headline = textOfBody(body).split('\n', 1)[0]
  return {
    type: typeOf(media, renditions),
    headline: headline === '' ? null : (headline ?? null),
    found: { body, bylines: media.producers },
    renditions,
  }
}

const typeOf = ({ type, element }: NitfMedia, files: readonly Rendition[]): ItemType =>
  element.attributes.class === 'graphic'
    ? 'graphic'
    : itemTypeOf([type, ...files.map(each => each.contentType)], 'picture')

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
    const version = wholeNumber(attributeOf(link, 'name'))
    return guid === null ? [] : [{ guid, type, headline: words === guid ? null : words, version }]
  })
