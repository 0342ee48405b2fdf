import { attributeOf, childAt, descendantsOf, type Element, isElement, textOf } from '../read/xml-tree.ts'
import { type ReadItem, type Reading, type Refused, type Source, Unreadable } from '../reading.ts'
import { aliasesIn } from './codes.ts'
import { type Header, noHeader } from './context.ts'
import { readItem } from './read-item.ts'

// The items of NewsML-G2 (specification §Items): those that are news, and what the others are.
const news = ['newsItem', 'packageItem']
const others: Readonly<Record<string, string>> = {
  conceptItem: 'it describes a concept for a vocabulary and is no news',
  knowledgeItem: 'it is a vocabulary and no news',
  planningItem: 'it is a plan of coverage and no news',
  catalogItem: 'it is a list of vocabularies and no news',
}

/** Reads NewsML-G2 2.0 to 2.35, valid or not, in any namespace or none: a newsItem, a packageItem, or a newsMessage of them however deep. Order, schema and
 *  missing headers do not matter. Items that are no news (concepts, knowledge, plans, catalogs) are refused by name.
 *  @throws Unreadable for a message without any item */
export const readNewsmlG2 = (root: Element, source: Source): Reading => {
  const items: ReadItem[] = []
  const refused: Refused[] = []
  const aliases = aliasesIn(root)
  const walk = (element: Element, header: Header) => {
    if (news.includes(element.name)) items.push(...readItem(element, { header, aliases, defaults: source.defaults }))
    else if (element.name === 'newsMessage') {
      const own = headerOf(childAt(element, 'header')) ?? header
      for (const child of element.children.filter(isElement)) if (child.name !== 'header') walk(child, own)
    } else if (element.name === 'itemSet') for (const child of element.children.filter(isElement)) walk(child, header)
    else refused.push(refusalOf(element))
  }
  walk(root, noHeader)
  if (items.length === 0 && refused.length === 0) throw new Unreadable('a newsMessage without items')
  const inside = [...news, ...Object.keys(others)].flatMap(name => descendantsOf(root, name))
  const formatVersion = [root, ...inside].flatMap(each => attributeOf(each, 'standardversion') ?? [])[0] ?? null
  return { format: 'newsml-g2', formatVersion, items, refused }
}

const headerOf = (header: Element | null): Header | null =>
  header === null
    ? null
    : {
        sent: textOf(childAt(header, 'sent')),
        sender: textOf(childAt(header, 'sender')),
        priority: textOf(childAt(header, 'priority')),
      }

const refusalOf = (element: Element): Refused => {
  const guid = attributeOf(element, 'guid')
  return {
    what: guid === null ? element.name : `${element.name} ${guid}`,
    reason: others[element.name] ?? `<${element.name}> is no item of NewsML-G2`,
  }
}
