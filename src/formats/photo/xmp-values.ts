import { type Element, isElement, rawTextOf } from '../read/xml-tree.ts'
import { type Name, nameOf, namespaces } from './namespaces.ts'
import { type Property, propertiesIn, type Scope, scopeOf } from './xmp-tree.ts'

/** A value of XMP: a text, a list, or fields. */
export interface Value {
  readonly text: string
  /** `xml:lang`; null: none. */
  readonly language: string | null
  readonly items: readonly Value[]
  readonly fields: ReadonlyMap<string, Value>
}

/** The properties of a packet by their short names. */
export type Values = ReadonlyMap<string, Value>

/** What a packet says. Of a property that stands there twice the first counts. @throws Unreadable */
export const valuesIn = (packet: string): Values => valuesOf(propertiesIn(packet))

/** The same of properties that have been found already. */
export const valuesOf = (properties: readonly Property[]): Values =>
  new Map(properties.toReversed().map(({ name, element, scope }) => [name, readValue(element, scope)]))

const containers = ['Alt', 'Bag', 'Seq']

/** @param outer what prefixes mean at the element */
const readValue = (element: Element, outer: Scope): Value => {
  const scope = scopeOf(element, outer)
  const children = element.children.filter(isElement)
  const isOfRdf = (child: Element) => scopeOf(child, scope)[child.prefix] === namespaces.rdf
  const language = element.attributes['xml:lang'] ?? null
  const list = children.find(child => isOfRdf(child) && containers.includes(child.name))
  if (list !== undefined) {
    const inner = scopeOf(list, scope)
    const items = list.children.filter(isElement).map(child => readValue(child, inner))
    return { text: '', language, items, fields: new Map() }
  }
  const described = children.find(child => isOfRdf(child) && child.name === 'Description')
  if (described !== undefined) return { ...structure(described, scopeOf(described, scope)), language }
  if (children.length > 0 || fieldAttributes(element, scope).length > 0)
    return { ...structure(element, scope), language }
  const resource = attributeOf(element, scope, 'resource')
  return { text: resource ?? rawTextOf(element), language, items: [], fields: new Map() }
}

const structure = (element: Element, scope: Scope): Value => {
  const fields = new Map<string, Value>(
    fieldAttributes(element, scope).map(([name, text]) => [
      name,
      { text, language: null, items: [], fields: new Map() },
    ]),
  )
  for (const child of element.children.filter(isElement)) {
    const inner = scopeOf(child, scope)
    fields.set(nameOf(inner[child.prefix] ?? '', child.name), readValue(child, scope))
  }
  // A value with qualifiers (§7.8) counts as the value.
  const value = fields.get('rdf:value')
  return value ?? { text: '', language: null, items: [], fields }
}

const fieldAttributes = ({ attributes }: Element, scope: Scope): [string, string][] =>
  Object.entries(attributes).flatMap(([written, value]): [string, string][] => {
    const [prefix = '', local] = written.split(':')
    const uri = local === undefined ? undefined : scope[prefix]
    if (uri === undefined || local === undefined || prefix === 'xml' || uri === namespaces.rdf) return []
    return [[nameOf(uri, local), value]]
  })

const attributeOf = ({ attributes }: Element, scope: Scope, local: string): string | null => {
  const found = Object.entries(attributes).find(([written]) => {
    const [prefix = '', name] = written.split(':')
    return name === local && scope[prefix] === namespaces.rdf
  })
  return found?.[1] ?? null
}

/** The text of a property: of alternatives that of `x-default`, else the first; of a list the first. Blank is null. */
export const textOf = (values: Values, name: Name): string | null => textIn(values.get(name))

export const textIn = (value: Value | undefined): string | null => {
  if (value === undefined) return null
  const chosen =
    value.items.length === 0
      ? value.text
      : (value.items.find(each => each.language?.toLowerCase() === 'x-default') ?? value.items[0])?.text
  return chosen === undefined || chosen.trim() === '' ? null : chosen
}

/** The texts of a list, or the one of a property that should be a list. */
export const listOf = (values: Values, name: Name): string[] => {
  const value = values.get(name)
  if (value === undefined) return []
  const items = value.items.length === 0 ? [value] : value.items
  return items.map(each => textIn(each)).filter(each => each !== null)
}
