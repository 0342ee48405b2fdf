import { isItemId } from '../../domain/ids.ts'
import {
  attributeOf,
  childrenOf,
  descendantsOf,
  type Element,
  innerMarkupOf,
  isElement,
  markupOf,
  type Node,
  rawTextOf,
  textOf,
} from '../read/xml-tree.ts'

/** What a NITF `media` element shows: one thing in one or several files (NITF 3.6 §media). */
export interface NitfMedia {
  /** `image`, `video`, `audio`, `text`, `data`, `other`, in lower case; null: not said. */
  readonly type: string | null
  readonly references: readonly Element[]
  readonly caption: string | null
  readonly producer: string | null
}

/** The content of a NITF element as HTML, for the reader of HTML bodies: `em class="bold"` is strong, lines of `pre` are paragraphs, a `media` that names an item
 *  of ours is its figure. Every other `media` is taken out of the text and given beside it. */
export const htmlOfNitf = (content: Element): { html: string; media: NitfMedia[] } => {
  const media: NitfMedia[] = []
  const html = innerMarkupOf({ ...content, children: content.children.flatMap(child => newsOf(child, media)) })
  return { html, media }
}

const newsOf = (node: Node, media: NitfMedia[]): Node[] => {
  if (!isElement(node)) return [node]
  const children = () => node.children.flatMap(child => newsOf(child, media))
  switch (node.name) {
    case 'media':
      return figureOf(mediaOf(node), media)
    case 'pre':
      return linesOf(rawTextOf(node)).map(line => elementOf('p', [line]))
    case 'em':
      return [{ ...node, name: isBold(node) ? 'strong' : 'em', children: children() }]
    case 'hl1':
      return [{ ...node, name: 'hl2', children: children() }]
    default:
      return [{ ...node, children: children() }]
  }
}

/** What a `media` element holds. */
export const mediaOf = (element: Element): NitfMedia => ({
  type: attributeOf(element, 'media-type')?.toLowerCase() ?? null,
  references: childrenOf(element, 'media-reference'),
  caption: textOf(
    elementOf(
      '',
      descendantsOf(element, 'media-caption').flatMap(each => [' ', each]),
    ),
  ),
  producer: textOf(childrenOf(element, 'media-producer')[0]),
})

const figureOf = (shown: NitfMedia, media: NitfMedia[]): Node[] => {
  const item = shown.references
    .map(each => attributeOf(each, 'source'))
    .find(source => source !== null && isItemId(source))
  if (item == null) {
    media.push(shown)
    return []
  }
  const caption = shown.caption === null ? [] : [shown.caption]
  return [{ ...elementOf('figure', [elementOf('figcaption', caption)]), attributes: { 'data-item': item } }]
}

const isBold = ({ attributes }: Element): boolean =>
  /\b(?:bold|strong)\b/iu.test(`${attributes.class ?? ''} ${attributes.style ?? ''}`)

const elementOf = (name: string, children: readonly Node[]): Element => ({ name, prefix: '', attributes: {}, children })

/** Paragraphs of preformatted text: between empty lines where there are any, otherwise each line. */
export const linesOf = (text: string): string[] => {
  const parts = text.trim().split(/\n\s*\n/u)
  return (parts.length > 1 ? parts : text.split('\n')).map(each => each.trim()).filter(each => each !== '')
}

/** Plain text as paragraphs of HTML. */
export const htmlOfPlain = (text: string): string =>
  linesOf(text)
    .map(line => markupOf(elementOf('p', [line])))
    .join('')
