import { readNewsmlG2 } from '../../src/formats/newsml-g2/read.ts'
import { parseXml } from '../../src/formats/read/xml-tree.ts'
import { noDefaults, type ReadDefaults, type ReadItem, type Reading } from '../../src/formats/reading.ts'

/** Reads a NewsML-G2 document. */
export const readG2 = (text: string, defaults: Partial<ReadDefaults> = {}): Reading =>
  readNewsmlG2(parseXml(text), { bytes: Buffer.from(text), text, defaults: { ...noDefaults, ...defaults } })

/** Its first item. */
export const firstOf = (text: string, defaults: Partial<ReadDefaults> = {}): ReadItem => {
  const [item] = readG2(text, defaults).items
  if (item === undefined) throw new Error('no item')
  return item
}

interface Parts {
  readonly itemMeta?: string
  readonly contentMeta?: string
  readonly content?: string
}

/** A content of one paragraph. */
export const ferry =
  '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>The ferry sails.</p></body></html></inlineXML>'

/** An invented newsItem of a text, with children put into its parts. */
export const newsItem = ({ itemMeta = '', contentMeta = '', content = ferry }: Parts = {}): string =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:x.example,2026:1" version="3" standardversion="2.18" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/>${itemMeta}</itemMeta>
<contentMeta><headline>Ferries</headline>${contentMeta}</contentMeta><contentSet>${content}</contentSet></newsItem>`
