import { attributeOf, childrenOf, descendantsOf, type Element, rawTextOf, textOf } from '../read/xml-tree.ts'

// Agencies write `Headline` for `HeadLine`, and `DescriptiveMetada`.
const folded = (name: string): string => name.toLowerCase().replace(/metada$/u, 'metadata')

/** The elements right below of that name, in whatever case it is written. */
export const all = (element: Element | null, name: string): Element[] =>
  childrenOf(element).filter(child => folded(child.name) === folded(name))

/** The first element at the path of names below; null where there is none. */
export const one = (element: Element | null, ...path: readonly string[]): Element | null =>
  path.reduce<Element | null>((found, name) => all(found, name)[0] ?? null, element)

/** What a code says: its FormalName (NewsML 1.2 §5.4), or its text where agencies put it there. */
export const formalName = (element: Element | null): string | null =>
  attributeOf(element, 'FormalName') ?? textOf(element)

/** Names of parties: `<Provider><Party FormalName="AFP"/></Provider>`. */
export const partiesIn = (element: Element | null): string[] =>
  all(element, 'Party').flatMap(party => formalName(party) ?? [])

/** The values of properties of that name right below: `<Property FormalName="Keyword" Value="…"/>`. */
export const propertiesOf = (element: Element | null, name: string): string[] =>
  all(element, 'Property')
    .filter(each => attributeOf(each, 'FormalName')?.toLowerCase() === name.toLowerCase())
    .flatMap(each => attributeOf(each, 'Value') ?? textOf(each) ?? [])

/** The texts of those lines of that name that have any. */
export const linesIn = (element: Element | null, name: string): string[] =>
  all(element, name).flatMap(each => textOf(each) ?? [])

/** The texts of NewsLines of a type: AFP's AdvisoryLine. Line breaks stay. */
export const newsLinesIn = (lines: Element | null, type: RegExp): string[] =>
  all(lines, 'NewsLine')
    .filter(each => type.test(formalName(one(each, 'NewsLineType')) ?? ''))
    .flatMap(each => all(each, 'NewsLineText').map(rawTextOf))

/** The components of an item, outer ones first, without those of items inside it and without these and what is in them. */
export const componentsOf = (element: Element, without: ReadonlySet<Element> = new Set()): Element[] => {
  const found: Element[] = []
  const gather = (within: Element): void => {
    for (const component of all(within, 'NewsComponent')) {
      if (without.has(component)) continue
      found.push(component)
      gather(component)
    }
  }
  gather(element)
  return found
}

/** Every item of a document, those inside the components of others too. */
export const itemsOf = (root: Element): Element[] => descendantsOf(root, 'NewsItem')
