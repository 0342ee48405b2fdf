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
import { isWrapped } from '../text/paragraphs.ts'

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
    case 'p':
      return [softened(childrenIn(node, aside))]
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

const shortestLine = 45

/** AAP breaks the lines of its paragraphs for printers, each as soon as the next word would not fit. */
const softened = (paragraph: Element): Element => {
  const lines: Node[][] = [[]]
  for (const node of paragraph.children) {
    if (isElement(node) && node.name === 'br') lines.push([])
    else lines.at(-1)?.push(node)
  }
  const texts = lines.map(children => textOf({ ...paragraph, children }) ?? '')
  const width = texts.reduce((most, text) => Math.max(most, text.length), 0)
  const isSoft = texts.slice(1).every((text, i) => {
    const above = texts[i]?.length ?? 0
    return above >= shortestLine && above + 1 + (text.split(' ', 1)[0] ?? '').length >= width - 2
  })
  if (lines.length === 1 || !isSoft || !isWrapped(texts)) return paragraph
  return { ...paragraph, children: lines.flatMap(line => [...line, ' ']) }
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
