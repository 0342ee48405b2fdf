import { type Element, isElement, parseXml } from '../read/xml-tree.ts'
import { escapeXml } from '../xml.ts'
import { nameOf, namespaces } from './namespaces.ts'

/** What the prefixes stand for at an element. */
export type Scope = Readonly<Record<string, string>>

/** A property of the file, as it stands in the packet. */
export interface Property {
  /** `dc:title`; of a namespace that is not known here, address and name. */
  readonly name: string
  readonly element: Element
  readonly scope: Scope
}

/** The properties of an XMP packet (XMP specification part 1 §7), those that are attributes as elements. @throws Unreadable */
export const propertiesIn = (packet: string): Property[] => {
  const root = parseXml(packet.replace(/^\ufeff/u, '').replace(/\0+$/u, ''))
  return descriptionsIn(root, {}).flatMap(([description, scope]) => [
    ...Object.entries(description.attributes).flatMap(([written, value]) => attributeProperty(written, value, scope)),
    ...description.children.filter(isElement).map(element => {
      const inner = scopeOf(element, scope)
      return { name: nameOf(inner[element.prefix] ?? '', element.name), element, scope: inner }
    }),
  ])
}

export const scopeOf = ({ attributes }: Element, outer: Scope): Scope => {
  const own = Object.entries(attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
  return own.length === 0
    ? outer
    : { ...outer, ...Object.fromEntries(own.map(([name, uri]) => [name === 'xmlns' ? '' : name.slice(6), uri])) }
}

const descriptionsIn = (element: Element, outer: Scope): [Element, Scope][] => {
  const scope = scopeOf(element, outer)
  const isRdf = (scope[element.prefix] ?? '') === namespaces.rdf
  if (isRdf && element.name === 'Description') return [[element, scope]]
  return element.children.filter(isElement).flatMap(child => descriptionsIn(child, scope))
}

const attributeProperty = (written: string, value: string, scope: Scope): Property[] => {
  const colon = written.indexOf(':')
  const prefix = written.slice(0, Math.max(colon, 0))
  const uri = scope[prefix]
  if (colon === -1 || prefix === 'xmlns' || prefix === 'xml' || uri === undefined || uri === namespaces.rdf) return []
  const name = written.slice(colon + 1)
  return [{ name: nameOf(uri, name), element: { name, prefix, attributes: {}, children: [value] }, scope }]
}

/** An element as it was, with whatever prefixes it uses declared where they are not among `known`. */
export const markupOf = ({ element, scope }: Pick<Property, 'element' | 'scope'>, known: Scope): string => {
  const missing = [...prefixesIn(element)].filter(
    prefix => scope[prefix] !== undefined && scope[prefix] !== known[prefix],
  )
  const declared = missing.map(
    prefix => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeXml(scope[prefix] ?? '')}"`,
  )
  return written(element, declared.join(''))
}

const written = ({ prefix, name, attributes, children }: Element, declared = ''): string => {
  const tag = prefix === '' ? name : `${prefix}:${name}`
  const own = Object.entries(attributes)
    .filter(([key]) => declared === '' || !declared.includes(` ${key}="`))
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
  const inner = children.map(child => (isElement(child) ? written(child) : escapeXml(child))).join('')
  return inner === '' ? `<${tag}${declared}${own.join('')}/>` : `<${tag}${declared}${own.join('')}>${inner}</${tag}>`
}

/** Prefixes that an element and all in it use, `xml` apart. */
const prefixesIn = (element: Element, found = new Set<string>()): Set<string> => {
  found.add(element.prefix)
  for (const name of Object.keys(element.attributes)) {
    const prefix = name.slice(0, Math.max(name.indexOf(':'), 0))
    if (prefix !== '' && prefix !== 'xml' && prefix !== 'xmlns') found.add(prefix)
  }
  for (const child of element.children) if (isElement(child)) prefixesIn(child, found)
  return found
}
