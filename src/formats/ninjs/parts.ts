import { textOfBody } from '../../domain/body.ts'
import type { Rendition } from '../../domain/media.ts'
import type { InfoSource, Rights } from '../../domain/version.ts'
import { copyrightNotice, usageTerms } from '../labels.ts'
import type { Agency } from '../rendering.ts'
import type { Shown } from '../shown.ts'
import { legal, oneLine } from '../xml.ts'

/** What the document types of all ninjs versions are called. */
export const ninjsTypes = {
  text: 'text',
  picture: 'picture',
  video: 'video',
  graphic: 'graphic',
  file: 'component',
  collection: 'composite',
} as const

const strict =
  /^[a-z][a-z\d+.-]*:(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})+(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?$/iu

/** An address as the format `uri` of JSON Schema wants it (RFC 3986, ASCII); null for what is none, such as a file name. */
export const addressOf = (text: string): string | null => {
  if (strict.test(text)) return text
  const href = URL.parse(text)?.href ?? ''
  return strict.test(href) ? href : null
}

const foreign = 'urn:x-id:'

/** An item's id as a URI; one that is none, as old systems have them, is wrapped in `urn:x-id:`. */
export const uriOfId = (id: string): string => (strict.test(id) ? id : foreign + encodeURIComponent(legal(id)))

/** The reverse of `uriOfId`. */
export const idOfUri = (uri: string): string => {
  if (!uri.startsWith(foreign)) return uri
  try {
    return decodeURIComponent(uri.slice(foreign.length))
  } catch {
    return uri
  }
}

/** The name of a rendition as IPTC's NewsCodes have it (`rendition`), where they have one. */
export const renditionName = ({ role, heightPixels }: Rendition): string => {
  if (role === 'original') return 'highRes'
  if (role === 'hd') return (heightPixels ?? 0) >= 1080 ? 'HD1080' : 'HD720'
  return role
}

/** Members under names that no two of them share: `web`, `web_2`. */
export const byName = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> | undefined => {
  const named: Record<string, T> = {}
  for (const [name, value] of entries) {
    let [free, n] = [name, 1]
    while (Object.hasOwn(named, free)) free = `${name}_${++n}`
    named[free] = value
  }
  return entries.length === 0 ? undefined : named
}

/** The list, or undefined where it is empty: an empty array says nothing. */
export const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list)

/** One line of text, undefined where there is none. */
export const lineOr = (text: string | null): string | undefined => (text === null ? undefined : oneLine(text))

/** Whose the content is: the agency's own, or what its own says and nothing beyond that. */
export const rightsOf = (view: Shown, agency: Agency): Rights =>
  view.rights ?? {
    holder: agency.name,
    notice: copyrightNotice(agency, view.firstCreated),
    terms: usageTerms(agency, view.language),
  }

/** What a source is to the story: the agency that sends it, or whom it goes back to; null where only the agency is named. */
export interface NamedSource extends InfoSource {
  readonly role: 'provider' | 'origin' | null
}

/** Sources, the agency first. Roles are said where the agency cannot be told by the copyright. */
export const sourcesOf = (view: Shown, agency: Agency): NamedSource[] => {
  const isAlone = view.sources.length === 0 && view.rights === null
  return [
    { name: agency.name, uri: `https://${agency.domain}/`, role: isAlone ? null : 'provider' },
    ...view.sources.map(source => ({ ...source, role: 'origin' as const })),
  ]
}

/** The words beside a picture, a video, a file or a collection; null at a text, whose words are its content. */
export const captionOf = (view: Shown): string | null =>
  view.type === 'text' || view.body.length === 0 || view.face !== 'full' ? null : legal(textOfBody(view.body))

export const notesOf = (view: Shown): string | undefined =>
  view.edNotes.length === 0 ? undefined : view.edNotes.map(legal).join('\n')

export const bylineOf = (view: Shown): string | undefined =>
  view.bylines.length === 0 ? undefined : view.bylines.map(oneLine).join(', ')

/** Whole pixels, bytes; undefined where they are not known. */
export const wholeOr = (number: number | null): number | undefined => (number === null ? undefined : Math.round(number))
