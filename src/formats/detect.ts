import { isEntry, isPage } from './dateline/entry.ts'
import { isHtmlPage } from './html/read.ts'
import { opensMessage } from './iptc7901/message.ts'
import { looksLikeMail } from './mail/shape.ts'
import { parseJson } from './read/parse-json.ts'
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
  if (isHtmlPage(start)) return { format: 'text' }
  if (start.startsWith('<')) return detectXml(start)
  // A text may begin with a bracket, and RTF with a brace.
  if (/^(?:\{\s*(?:["}]|$)|\[\s*(?:[[{"\]\d-]|$))/u.test(start)) return detectJson(start)
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
  const value = parseJson(text)
  const object = (Array.isArray(value) ? value[0] : value) as Record<string, unknown> | null
  if (typeof object !== 'object' || object === null) throw new Unreadable('JSON without an object in it')
  if (typeof object.version === 'string' && object.version.includes('jsonfeed.org'))
    return { format: 'json-feed', value }
  if (isEntry(object) || isPage(object)) return { format: 'dateline', value }
  if (isStatus(object)) return { format: 'timeline', value }
  if (isApMedia(object)) return { format: 'ap-media', value }
  // Superdesk's archive names its items by `guid`, its content API by `_id` alone.
  const isSuperdesk = 'guid' in object || ('_id' in object && ('headline' in object || 'body_html' in object))
  if (isSuperdesk && !('uri' in object)) return { format: 'ninjs-superdesk', value }
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

// What other files begin with: PDF, ZIP and all in it, pictures, sound, RTF.
const magic: readonly (readonly [string, string])[] = [
  ['%PDF-', 'a PDF'],
  ['PK\u0003\u0004', 'a ZIP archive or an office document'],
  ['{\\rtf', 'an RTF document'],
  ['GIF8', 'a picture'],
  ['\u0089PNG', 'a picture'],
  ['ÿØÿ', 'a picture'],
]

// A day of a wire has less; only mail, with its attachments, may be larger.
const mostCharacters = 4 << 20

/** The formats that are neither XML nor JSON. SYN or a unit separator behind SOH is of ANPA 1312; SOH or a header line opens IPTC 7901. */
const detectPlain = (bytes: Uint8Array, text: string): 'iptc7901' | 'anpa' | 'mail' | 'text' => {
  const latin = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  const what = magic.find(([start]) => latin.startsWith(start))?.[1]
  if (what !== undefined) throw new Unreadable(`${what}, no text`)
  const start = text.slice(0, 1000)
  const soh = start.indexOf('\u0001')
  const isMail = looksLikeMail(text)
  if (!isMail && text.length > mostCharacters) throw new Unreadable(`a text longer than ${mostCharacters} characters`)
  if (start.slice(0, 64).includes('\u0016') || (soh !== -1 && start.slice(soh, soh + 12).includes('\u001f')))
    return 'anpa'
  if (soh !== -1 || opensMessage(text)) return 'iptc7901'
  const controls = [...start].filter(isControl).length
  if (start.includes('\u0000') || controls * 10 > start.length) throw new Unreadable('binary data, no text')
  return isMail ? 'mail' : 'text'
}

const isControl = (character: string): boolean => character < ' ' && !'\t\n\r\f'.includes(character)
