import { attributeOf, childrenOf, descendantsOf, type Element, textOf } from '../read/xml-tree.ts'

/** What an alias stands for in a document: the scheme's own URI, in lower case. */
export type Aliases = ReadonlyMap<string, string>

/** The aliases that the catalogs inside a document declare (G2 specification §catalog); those of remote catalogs are known by their usual names. */
export const aliasesIn = (root: Element): Aliases =>
  new Map(
    descendantsOf(root, 'scheme').flatMap(scheme => {
      const [alias, uri] = [attributeOf(scheme, 'alias'), attributeOf(scheme, 'uri')]
      return alias === null || uri === null ? [] : [[alias, uri.toLowerCase()] as const]
    }),
  )

/** A concept as a document names it. */
export interface Code {
  /** The scheme by IPTC's usual alias or by that of the document; a URI up to its last slash; null: a literal. */
  readonly scheme: string | null
  readonly local: string
  /** As written, white space folded: spaces occur within QCodes. */
  readonly written: string
}

const usual: Readonly<Record<string, string>> = {
  mediatopic: 'medtop',
  subjectcode: 'subj',
  ninature: 'ninat',
  pubstatusg2: 'stat',
  signal: 'sig',
  rendition: 'rnd',
  descriptionrole: 'drol',
  itemrelation: 'irel',
}
const ofIptc = /^https?:\/\/cv\.iptc\.org\/newscodes\/([a-z\d]+)\/$/u

/** A QCode, a URI or a literal, whichever an element has in attributes of that name (`role` and `roleuri`; empty: `qcode`, `uri`, `literal`). */
export const codeOf = (element: Element, aliases: Aliases, name = ''): Code | null => {
  const qcode = attributeOf(element, name === '' ? 'qcode' : name)
  if (qcode !== null) return readQcode(qcode.replace(/\s+/gu, ' '), aliases)
  const uri = attributeOf(element, `${name}uri`)
  if (uri !== null) return readUri(uri)
  const literal = name === '' ? attributeOf(element, 'literal') : null
  return literal === null ? null : { scheme: null, local: literal, written: literal }
}

const readQcode = (written: string, aliases: Aliases): Code => {
  const colon = written.indexOf(':')
  const alias = colon === -1 ? '' : written.slice(0, colon).trim()
  return { scheme: usualAlias(aliases.get(alias) ?? '') ?? alias, local: written.slice(colon + 1).trim(), written }
}

const readUri = (written: string): Code => {
  const cut = Math.max(written.lastIndexOf('/'), written.lastIndexOf('#')) + 1
  const scheme = written.slice(0, cut)
  return { scheme: usualAlias(scheme.toLowerCase()) ?? scheme, local: written.slice(cut), written }
}

const usualAlias = (uri: string): string | null => usual[ofIptc.exec(uri)?.[1] ?? ''] ?? null

/** The name of a concept, in that language if it has one in it (BCP 47), otherwise its first. */
export const nameOf = (element: Element, language: string | null): string | null => {
  const names = childrenOf(element, 'name')
  const primary = language?.split('-', 1)[0]?.toLowerCase()
  const own = names.find(name => primary !== undefined && languageOf(name)?.split('-', 1)[0] === primary)
  return textOf(own ?? names[0])
}

/** `xml:lang` of the element itself, in lower case. */
export const languageOf = (element: Element): string | null =>
  (attributeOf(element, 'xml:lang') ?? attributeOf(element, 'lang'))?.toLowerCase() ?? null

/** Who or what an element names, in words: its name, its literal, the code behind its QCode, its URI. */
export const wordsOf = (element: Element, aliases: Aliases): string | null => {
  const code = codeOf(element, aliases)
  const uri = attributeOf(element, 'uri')
  return nameOf(element, null) ?? attributeOf(element, 'literal') ?? uri ?? code?.local ?? textOf(element)
}
