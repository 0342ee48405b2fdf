import { characterEntitiesHtml4 } from 'character-entities-html4'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Unreadable } from '../reading.ts'
import { escapeXml } from '../xml.ts'

/** An element. Names are without prefix: agencies send documents without or with wrong namespaces. */
export interface Element {
  readonly name: string
  readonly prefix: string
  /** By name as written, prefix and all: `xml:lang`. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
}
export type Node = Element | string

/** What a document may hold at most, so that no reader can be made to fill the memory. */
export const xmlBounds = {
  ...{ depth: 256, elements: 200_000, attributes: 256, attributeLength: 1_000_000 },
  ...{ mends: 50_000, textLength: 4 << 20 },
} as const

// Parameter entities, which agencies declare to build a DTD of several files (ATS, Kyodo), say nothing once no DTD is read.
const generalEntity = /<!ENTITY\s+(?!%)/u

/** Parses XML into a tree. A DOCTYPE is passed over and never fetched; one that declares entities for the text is refused. Entities are XML's and HTML 4's.
 *  Bare ampersands and illegal characters, which real feeds have, are mended at a second try.
 *  @throws Unreadable with line and column */
export const parseXml = (text: string): Element => {
  try {
    return parseStrict(text)
  } catch (error) {
    const mended = mend(text)
    if (!(error instanceof Unreadable) || mended === text) throw error
    return parseStrict(mended)
  }
}

const parseStrict = (text: string): Element => {
  const parser = new SaxesParser({ xmlns: false, position: true })
  Object.assign(parser.ENTITIES, characterEntitiesHtml4, { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })
  const root: MutableElement = { name: '', prefix: '', attributes: {}, children: [] }
  const open: MutableElement[] = [root]
  let [elements, attributes] = [0, 0]
  const refuse = (reason: string): never => {
    throw new Unreadable(`line ${parser.line}: ${reason}`)
  }
  const addText = (words: string) => {
    if (words.length > xmlBounds.textLength) refuse(`a text longer than ${xmlBounds.textLength} characters`)
    if (words !== '') open.at(-1)?.children.push(words)
  }
  parser.on('error', error => refuse(error.message.replace(/^\d+:\d+: /u, '')))
  parser.on('doctype', doctype => {
    if (generalEntity.test(doctype)) refuse('a document type that declares entities of its own is not read')
  })
  parser.on('attribute', ({ value }) => {
    if (++attributes > xmlBounds.attributes) refuse(`more than ${xmlBounds.attributes} attributes`)
    if (value.length > xmlBounds.attributeLength)
      refuse(`an attribute longer than ${xmlBounds.attributeLength} characters`)
  })
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('opentag', (tag: SaxesTagPlain) => {
    if (++elements > xmlBounds.elements) refuse(`more than ${xmlBounds.elements} elements`)
    if (open.length > xmlBounds.depth) refuse(`elements nested deeper than ${xmlBounds.depth}`)
    attributes = 0
    const colon = tag.name.indexOf(':')
    const element: MutableElement = {
      name: tag.name.slice(colon + 1),
      prefix: colon === -1 ? '' : tag.name.slice(0, colon),
      attributes: tag.attributes,
      children: [],
    }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  const top = root.children.find(child => typeof child !== 'string')
  if (top === undefined) throw new Unreadable('there is no element in it')
  return top as Element
}

interface MutableElement extends Element {
  readonly children: Node[]
}

const bareAmpersand = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)/giu
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const mend = (text: string): string => {
  // Counted first: `replace` holds every match in memory before it replaces the first.
  let bare = 0
  for (bareAmpersand.lastIndex = 0; bareAmpersand.test(text); ) {
    if (++bare > xmlBounds.mends) throw new Unreadable(`more than ${xmlBounds.mends} ampersands that are not escaped`)
  }
  return text.replace(bareAmpersand, '&amp;').replace(controls, '').trimStart()
}

export const isElement = (node: Node): node is Element => typeof node !== 'string'

/** The elements right below, of that name where one is given. */
export const childrenOf = (element: Element | null | undefined, name?: string): Element[] =>
  element == null ? [] : element.children.filter(isElement).filter(child => name === undefined || child.name === name)

/** The first element at the path of names below; null where there is none. */
export const childAt = (element: Element | null | undefined, ...path: readonly string[]): Element | null => {
  let found: Element | null = element ?? null
  for (const name of path) found = childrenOf(found, name)[0] ?? null
  return found
}

/** Every element of that name below, in document order. */
export const descendantsOf = (element: Element | null | undefined, name: string): Element[] =>
  element == null
    ? []
    : element.children
        .filter(isElement)
        .flatMap(child => [...(child.name === name ? [child] : []), ...descendantsOf(child, name)])

/** All text in an element, as it stands. */
export const rawTextOf = (element: Element | null | undefined): string =>
  element == null ? '' : element.children.map(child => (isElement(child) ? rawTextOf(child) : child)).join('')

/** All text in an element on one line; null where there is none. */
export const textOf = (element: Element | null | undefined): string | null => {
  const text = rawTextOf(element).replace(/\s+/gu, ' ').trim()
  return text === '' ? null : text
}

/** An attribute; null where it is absent or blank. */
export const attributeOf = (element: Element | null | undefined, name: string): string | null => {
  const value = element?.attributes[name]?.trim()
  return value === undefined || value === '' ? null : value
}

/** An element and all in it as markup again, for readers of HTML; names without prefix. */
export const markupOf = (node: Node): string => {
  if (!isElement(node)) return escapeXml(node)
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
  return `<${node.name}${attributes.join('')}>${innerMarkupOf(node)}</${node.name}>`
}

export const innerMarkupOf = (element: Element): string => element.children.map(markupOf).join('')
