import { escapeXml } from '../xml.ts'
import { namespaces } from './namespaces.ts'
import { markupOf, type Property, type Scope } from './xmp-tree.ts'

const head = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
const tail = '\n<?xpacket end="w"?>'

/** A property ready to stand in a packet. */
export interface Markup {
  readonly text: string
  readonly sizeBytes: number
}

/** Properties ready to be put into packets, some into this and some into that. */
export interface Prepared {
  readonly all: readonly Markup[]
  /** One more, which declares what it needs. */
  one(property: Property): Markup
  /** As a packet that a file carries (XMP specification part 1 §7.3). */
  packet(some: readonly Markup[]): Buffer
  /** The same without the marks around it, as an extended packet is. */
  bare(some: readonly Markup[]): Buffer
  /** What a packet takes beside its properties. */
  readonly restBytes: number
}

/** Writes each property once, as it stood in its own packet. */
export const prepared = (properties: readonly Property[]): Prepared => {
  const known = sharedScope(properties)
  const declared = Object.entries(known)
    .filter(([prefix]) => prefix !== 'rdf')
    .map(([prefix, uri]) => `\n xmlns:${prefix}="${escapeXml(uri)}"`)
  const opening = `<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="${namespaces.rdf}">
<rdf:Description rdf:about=""${declared.join('')}>`
  const closing = '\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>'
  const bare = (some: readonly Markup[]) => `${opening}${some.map(({ text }) => text).join('')}${closing}`
  const one = (property: Property): Markup => {
    const text = `\n ${markupOf(property, known)}`
    return { text, sizeBytes: Buffer.byteLength(text) }
  }
  return {
    all: properties.map(one),
    one,
    packet: some => Buffer.from(`${head}${bare(some)}${tail}`),
    bare: some => Buffer.from(bare(some)),
    restBytes: Buffer.byteLength(`${head}${opening}${closing}${tail}`),
  }
}

/** Properties as one packet. */
export const packetOf = (properties: readonly Property[]): Buffer => {
  const { all, packet } = prepared(properties)
  return packet(all)
}

/** Those that a packet of so many bytes has room for, in their order, and the others: the largest, as few as possible. */
export const split = ({ all, restBytes }: Prepared, mostBytes: number): { inside: Markup[]; outside: Markup[] } => {
  let sizeBytes = restBytes + all.reduce((sum, each) => sum + each.sizeBytes, 0)
  const outside = new Set<Markup>()
  for (const each of all.toSorted((a, b) => b.sizeBytes - a.sizeBytes)) {
    if (sizeBytes <= mostBytes) break
    outside.add(each)
    sizeBytes -= each.sizeBytes
  }
  return { inside: all.filter(each => !outside.has(each)), outside: all.filter(each => outside.has(each)) }
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
