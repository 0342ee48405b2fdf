import type { Element, Node } from '../read/xml-tree.ts'
import { legal } from '../xml.ts'
import { type Name, namespaces, type Prefix, written } from './namespaces.ts'
import type { Property, Scope } from './xmp-tree.ts'

const scope: Scope = Object.fromEntries(
  Object.entries(namespaces).map(([prefix, uri]) => [written[prefix as Prefix] ?? prefix, uri]),
)

const elementOf = (name: Name, children: readonly Node[], attributes: Element['attributes'] = {}): Element => {
  const [prefix = '', local = ''] = name.split(':')
  return { name: local, prefix: written[prefix as Prefix] ?? prefix, attributes, children }
}

const propertyOf = (name: Name, children: readonly Node[]): Property => ({
  name,
  element: elementOf(name, children),
  scope,
})

/** A property with one text. */
export const simple = (name: Name, text: string): Property => propertyOf(name, [legal(text)])

/** A property with a text for each language, of which there is the default. */
export const inDefaultLanguage = (name: Name, text: string): Property =>
  propertyOf(name, [elementOf('rdf:Alt', [elementOf('rdf:li', [legal(text)], { 'xml:lang': 'x-default' })])])

/** A list whose order counts (`Seq`) or does not (`Bag`). */
export const list = (name: Name, kind: 'Seq' | 'Bag', texts: readonly string[]): Property =>
  propertyOf(name, [
    elementOf(
      `rdf:${kind}`,
      texts.map(text => elementOf('rdf:li', [legal(text)])),
    ),
  ])

/** A list of one structure; fields that are null are left out. */
export const oneStructure = (
  name: Name,
  kind: 'Seq' | 'Bag',
  fields: readonly (readonly [Name, string | null])[],
): Property => {
  const inner = fields.flatMap(([field, text]) => (text === null ? [] : [elementOf(field, [legal(text)])]))
  const item = elementOf('rdf:li', inner, { 'rdf:parseType': 'Resource' })
  return propertyOf(name, [elementOf(`rdf:${kind}`, [item])])
}
