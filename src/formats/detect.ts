import { isEntry } from './dateline/entry.ts'
import { type Element, parseXml } from './read/xml-tree.ts'
import { type Source, Unreadable } from './reading.ts'
import { isStatus } from './timeline/read.ts'

/** What a document is, with as much of it parsed as telling that took. */
export type Detected =
  | { readonly format: 'newsml-g2' | 'newsml-1' | 'nitf' | 'rss' | 'atom'; readonly root: Element }
  | { readonly format: JsonFormat; readonly value: unknown }
  | { readonly format: 'iptc7901' | 'anpa' | 'mail' | 'text' }

type JsonFormat = 'json-feed' | 'ninjs' | 'ninjs-superdesk' | 'ap-media' | 'dateline' | 'timeline'

/** The format of a document by its bytes, never by its name. @throws Unreadable for what is no format of news, and says what it looks like */
export const detect = ({ bytes, text }: Source): Detected => {
  const start = text.replace(/^\ufeff/u, '').trimStart()
  if (start.startsWith('<')) return detectXml(start)
  if (start.startsWith('{') || start.startsWith('[')) return detectJson(start)
  return { format: detectPlain(bytes, text) }
}

const byRoot: Readonly<Record<string, 'newsml-g2' | 'newsml-1' | 'nitf' | 'rss' | 'atom'>> = {
  newsItem: 'newsml-g2',
  packageItem: 'newsml-g2',
  newsMessage: 'newsml-g2',
  conceptItem: 'newsml-g2',
  knowledgeItem: 'newsml-g2',
  planningItem: 'newsml-g2',
  catalogItem: 'newsml-g2',
  NewsML: 'newsml-1',
  nitf: 'nitf',
  rss: 'rss',
  RDF: 'rss',
  feed: 'atom',
  entry: 'atom',
}

const detectXml = (text: string): Detected => {
  const root = parseXml(text)
  const format = byRoot[root.name]
  if (format === undefined)
    throw new Unreadable(`XML with the root <${root.name}> is no format of news that is read here`)
  return { format, root }
}

const detectJson = (text: string): Detected => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Unreadable(`not valid JSON: ${error instanceof Error ? error.message : error}`)
  }
  const object = (Array.isArray(value) ? value[0] : value) as Record<string, unknown> | null
  if (typeof object !== 'object' || object === null) throw new Unreadable('JSON without an object in it')
  if (typeof object.version === 'string' && object.version.includes('jsonfeed.org'))
    return { format: 'json-feed', value }
  if (isEntry(object)) return { format: 'dateline', value }
  if (isStatus(object)) return { format: 'timeline', value }
  if (isApMedia(object)) return { format: 'ap-media', value }
  if ('guid' in object && !('uri' in object)) return { format: 'ninjs-superdesk', value }
  if (['uri', 'items', '_items', 'item'].some(name => name in object)) return { format: 'ninjs', value }
  throw new Unreadable(
    `JSON with the members ${Object.keys(object).slice(0, 8).join(', ')} is no format of news that is read here`,
  )
}

// What AP's items have and ninjs 1.3 and later, which took `altids` over from them, does not.
const ofAp = ['signals', 'editorialpriority', 'editorialtypes', 'datelinelocation', 'headline_extended', 'bylines']

const isApMedia = (object: Record<string, unknown>): boolean => {
  const { data } = object
  if (isObject(data)) return isObject(data.item) || (Array.isArray(data.items) && 'api_version' in object)
  const { item = object } = object
  return isObject(item) && 'altids' in item && ofAp.some(name => name in item)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// A line has one way only to match: with two, lines without an end of the header would take time that doubles with each.
const mailStart = /^(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}/u
const mailHeader = /^(?:from|received|return-path|message-id|mime-version|date|subject|delivered-to):/imu

const detectPlain = (bytes: Uint8Array, text: string): 'iptc7901' | 'anpa' | 'mail' | 'text' => {
  const controls = bytes.subarray(0, 64)
  // SOH or a header `sss nnn p c wc` opens IPTC 7901; SYN SYN SOH or SYN … opens ANPA 1312.
  if (controls.includes(0x16)) return 'anpa'
  if (controls.includes(0x01) || /^\s*[a-z]{3}\s?\d{3,4} \d [a-z]{1,3}\b/u.test(text.slice(0, 80))) return 'iptc7901'
  if (controls.includes(0x00)) throw new Unreadable('binary data, no text')
  if (mailStart.test(text.slice(0, 8192)) && mailHeader.test(text.slice(0, 2048))) return 'mail'
  return 'text'
}
