import { escapeXml } from '../xml.ts'
import { namespaces } from './namespaces.ts'
import { markupOf, type Property, type Scope } from './xmp-tree.ts'

const head = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
const tail = '\n<?xpacket end="w"?>'

/** Properties as a packet that a file carries (XMP specification part 1 §7.3), each as it stood in its own. */
export const packetOf = (properties: readonly Property[]): string => `${head}${bareOf(properties)}${tail}`

/** The same without the marks around it, as an extended packet is. */
export const bareOf = (properties: readonly Property[]): string => {
  const known = sharedScope(properties)
  const declared = Object.entries(known)
    .filter(([prefix]) => prefix !== 'rdf')
    .map(([prefix, uri]) => `\n xmlns:${prefix}="${escapeXml(uri)}"`)
  const inner = properties.map(each => ` ${markupOf(each, known)}`).join('\n')
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="${namespaces.rdf}">
<rdf:Description rdf:about=""${declared.join('')}>
${inner}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>`
}

/** What the prefixes of most properties stand for: the first that uses one says it. */
const sharedScope = (properties: readonly Property[]): Scope => {
  const known: Record<string, string> = { rdf: namespaces.rdf }
  for (const { element, scope } of properties) {
    const uri = scope[element.prefix]
    if (element.prefix !== '' && uri !== undefined) known[element.prefix] ??= uri
  }
  return known
}
