import { formatItemId, guidOf, type ItemId, itemTypes } from '../domain/ids.ts'
import type { Category } from '../domain/taxonomy.ts'
import type { Agency } from './rendering.ts'
import { legal } from './xml.ts'

/** The concept URI of a category: `https://meridian.example/cv/category/sports`. */
export const categoryUri = (agency: Agency, category: Category): string => vocabularyUri(agency, 'category') + category

/** The scheme URI of one of the agency's own vocabularies; a concept's URI is this and its code. */
export const vocabularyUri = (agency: Agency, name: string): string => `https://${agency.domain}/cv/${name}/`

/** The concept URI of an IPTC Media Topic, or null for a code that is none. */
export const mediaTopicUri = (qcode: string): string | null =>
  /^medtop:\d{8}$/.test(qcode) ? `http://cv.iptc.org/newscodes/mediatopic/${qcode.slice(7)}` : null

/** An address as xs:anyURI takes it (XSD 1.0 §3.2.17): what RFC 3986 does not allow is percent-encoded, letters beyond ASCII stay; null where it is no address whatever is done. */
export const uriOf = (address: string): string | null => {
  const [path, ...fragments] = legal(address)
    .trim()
    .replace(/%(?![\da-f]{2})/giu, '%25')
    .replace(/[\s<>"{}|\\^`[\]]/gu, encodeURIComponent)
    .split('#')
  const encoded = fragments.length === 0 ? (path ?? '') : `${path}#${fragments.join('%23')}`
  if (/^https?:/iu.test(encoded)) return URL.canParse(encoded) ? encoded : null
  const scheme = /^[a-z][a-z\d+.-]*:/iu.test(encoded)
  // A path without a scheme may have no colon before its first slash (RFC 3986 §4.2), and two slashes open a host.
  return encoded !== '' && (scheme || /^(?!\/\/)[^:]*(?:[/?#]|$)/u.test(encoded)) ? encoded : null
}

/** The item id that a GUID of the agency's own was made of, the reverse of `guidOf`; null for anybody else's. */
export const itemIdOfGuid = (agency: Pick<Agency, 'code' | 'domain'>, guid: string): ItemId | null => {
  const [, day, name, n] = /,(\d{4}-\d\d-\d\d):([a-z]+):([1-9]\d{0,14})$/u.exec(guid) ?? []
  const type = itemTypes.find(each => each === name)
  if (type === undefined || day === undefined) return null
  const id = formatItemId(agency.code, type, day.replaceAll('-', ''), Number(n))
  return guidOf(agency.domain, id) === guid ? id : null
}
