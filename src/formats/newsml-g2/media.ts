import { textOfBody } from '../../domain/body.ts'
import type { Member, Rendition, RenditionRole } from '../../domain/media.ts'
import { uriOf, vocabularyUri } from '../identifiers.ts'
import type { Agency } from '../rendering.ts'
import type { Shown } from '../shown.ts'
import { escapeLine, escapeXml } from '../xml.ts'
import { itemClass, maybe } from './parts.ts'

/** One `remoteContent` for each file, best first. What IPTC has no code for, small video and crops, goes under one of the agency's own. */
export const remoteContents = (view: Shown, agency: Agency): string[] =>
  view.renditions.map(file => `<remoteContent${renditionOf(file, agency)}${attributesOf(file)}/>`)

const renditionCodes: Readonly<Partial<Record<RenditionRole, string>>> = {
  original: 'highRes',
  print: 'print',
  web: 'web',
  preview: 'preview',
  thumb: 'thumb',
}

const renditionOf = ({ role, heightPixels }: Rendition, agency: Agency): string => {
  const code = role === 'hd' ? ((heightPixels ?? 0) >= 1080 ? 'HD1080' : 'HD720') : renditionCodes[role]
  return code === undefined
    ? ` renditionuri="${vocabularyUri(agency, 'rendition')}${role}"`
    : ` rendition="rnd:${code}"`
}

const attributesOf = (file: Rendition): string => {
  const { href, contentType, sizeBytes, widthPixels, heightPixels, durationSeconds } = file
  const uri = uriOf(href)
  return [
    uri === null ? ` residref="${escapeLine(href)}"` : ` href="${escapeXml(uri)}"`,
    maybe(contentType, type => ` contenttype="${escapeLine(type)}"`),
    whole('size', sizeBytes),
    whole('width', widthPixels),
    whole('height', heightPixels),
    maybe(durationSeconds, durationOf),
  ].join('')
}

const whole = (name: string, value: number | null): string => maybe(value, n => ` ${name}="${Math.round(n)}"`)

/** Whole seconds as seconds, a part of one as milliseconds: both are of IPTC's time units. */
const durationOf = (seconds: number): string =>
  Number.isInteger(seconds)
    ? ` duration="${seconds}" durationunit="timeunit:seconds"`
    : ` duration="${Math.round(seconds * 1000)}" durationunit="timeunit:milliseconds"`

/** The words beside a picture, a video, a file or a collection, a line break between paragraphs; nothing at a text, whose words are its content. */
export const caption = (view: Shown): string =>
  isMedia(view) && view.body.length > 0
    ? `<description role="drol:caption">${escapeXml(textOfBody(view.body)).replace(/\n+/gu, '<br/>')}</description>`
    : ''

export const isMedia = ({ type }: Shown): boolean => type !== 'text'

/** What a collection holds, in its order, by reference and never inlined. The id is of this version alone, since one message may hold several packages. */
export const groupSet = (view: Shown): string => {
  if (view.members.length === 0) return ''
  const id = `items-${view.item.replaceAll(':', '-')}-${view.number}`
  return `\n<groupSet root="${id}"><group id="${id}" mode="pgrmod:seq">\n${view.members.map(itemRef).join('\n')}\n</group></groupSet>`
}

const itemRef = ({ guid, type, headline, version }: Member): string => {
  const kind = type === 'collection' ? 'packageitem' : 'newsitem'
  const number = maybe(version, n => ` version="${n}"`)
  const title = maybe(headline, words => `<title>${escapeLine(words)}</title>`)
  return `<itemRef residref="${escapeLine(guid)}"${number} contenttype="application/vnd.iptc.g2.${kind}+xml">${itemClass(type)}${title}</itemRef>`
}
