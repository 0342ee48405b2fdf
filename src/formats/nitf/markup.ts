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
  /** The element, for what is asked of its files. */
  readonly element: Element
  /** `image`, `video`, `audio`, `text`, `data`, `other`, in lower case; null: not said. */
  readonly type: string | null
  readonly references: readonly Element[]
  /** Markup for the reader of HTML bodies. */
  readonly caption: string
  readonly producers: readonly string[]
}

/** What stands in the content of a NITF document. */
export interface NitfMarkup {
  /** For the reader of HTML bodies. */
  readonly html: string
  readonly media: readonly NitfMedia[]
  /** The links of a list of members, as our own writer makes it. */
  readonly members: readonly Element[]
}

interface Aside {
  readonly media: NitfMedia[]
  readonly members: Element[]
}

/** The content of a NITF element as HTML: `em class="bold"` is strong, lines of `pre` are paragraphs, a `media` that names an item of ours is its figure.
 *  Every other `media` is taken out of the text and given beside it, and so is a list of members. */
export const htmlOfNitf = (content: Element): NitfMarkup => {
  const aside: Aside = { media: [], members: [] }
  const html = innerMarkupOf(childrenIn(content, aside))
  return { html, ...aside }
}

const childrenIn = (element: Element, aside: Aside): Element => ({
  ...element,
  children: element.children.flatMap(child => newsOf(child, aside)),
})

const newsOf = (node: Node, aside: Aside): Node[] => {
  if (!isElement(node)) return [node]
  switch (node.name) {
    case 'media':
      return figureOf(node, aside)
    case 'pre':
      return linesOf(rawTextOf(node)).map(line => elementOf('p', [line]))
    case 'em':
      return [{ ...childrenIn(node, aside), name: isBold(node) ? 'strong' : 'em' }]
    case 'ul':
      if (node.attributes.class !== 'members') return [childrenIn(node, aside)]
      aside.members.push(...descendantsOf(node, 'a'))
      return []
    default:
      return [childrenIn(node, aside)]
  }
}

const figureOf = (element: Element, aside: Aside): Node[] => {
  const references = childrenOf(element, 'media-reference')
  const captions = childrenOf(element, 'media-caption').map(each => childrenIn(each, aside))
  const item = references.map(each => attributeOf(each, 'source')).find(source => source !== null && isItemId(source))
  if (item != null) {
    const figure = elementOf('figure', [
      elementOf(
        'figcaption',
        captions.flatMap(each => each.children),
      ),
    ])
    return [{ ...figure, attributes: { 'data-item': item } }]
  }
  aside.media.push({
    element,
    references,
    type: attributeOf(element, 'media-type')?.toLowerCase() ?? null,
    caption: captions.map(innerMarkupOf).join(' '),
    producers: childrenOf(element, 'media-producer').flatMap(each => textOf(each) ?? []),
  })
  return []
}

const isBold = ({ attributes }: Element): boolean =>
  /\b(?:bold|strong)\b/iu.test(`${attributes.class ?? ''} ${attributes.style ?? ''}`)

const elementOf = (name: string, children: readonly Node[]): Element => ({ name, prefix: '', attributes: {}, children })

/** Paragraphs of preformatted text: between empty lines where there are any, otherwise each line. */
const linesOf = (text: string): string[] => {
  const parts = text.trim().split(/\n\s*\n/u)
  return (parts.length > 1 ? parts : text.split('\n')).map(each => each.trim()).filter(each => each !== '')
}

/** Plain text as paragraphs of HTML. */
export const htmlOfPlain = (text: string): string =>
  linesOf(text)
    .map(line => markupOf(elementOf('p', [line])))
    .join('')
