import type { Member, Rendition } from '../../domain/media.ts'
import type { Writable } from '../document.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { escapeLine, escapeXml } from '../xml.ts'
import { otherFacts } from './media-facts.ts'
import { basic, docdata, rightsOf, subjectsOf } from './metadata.ts'
import { linksOf } from './named.ts'
import { mediaTypeOf, nitfOfBody } from './write-body.ts'

/** A NITF 3.6 document (IPTC, namespace 2006-10-18). What NITF has no word for stands in `ed-msg` lines; the words beside a picture, video, graphic or file are
 *  the caption of its one `media`; a collection is a list of links. */
export const writeNitf = (version: Writable, rendering: Rendering): string => {
  const view = shown(version, rendering)
  const { agency } = rendering
  const headline = escapeLine(view.headline)
  return `<?xml version="1.0" encoding="UTF-8"?>
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" version="-//IPTC//DTD NITF 3.6//EN" xml:lang="${view.language}">
<head><title>${headline}</title>${linksOf(view)}
${subjectsOf(view, agency)}
${docdata(view, agency)}
<revision-history function="editor" norm="${basic(view.firstCreated)}" comment="first version"/></head>
<body>
<body.head><hedline><hl1>${headline}</hl1></hedline>${bodyHead(view, agency)}</body.head>
<body.content>
${bodyContent(view)}
</body.content>
</body>
</nitf>
`
}

const maybe = (text: string | null, write: (line: string) => string): string =>
  text === null ? '' : write(escapeLine(text))

/** In the order of the schema: note, rights, byline, distributor, dateline, abstract. A note for readers is `pa`, publicly available. */
const bodyHead = (view: Shown, agency: Agency): string =>
  [
    maybe(
      view.line,
      line => `<note noteclass="editorsnote" type="pa"><body.content><p>${line}</p></body.content></note>`,
    ),
    `<rights>${escapeLine(rightsOf(view, agency).notice)}</rights>`,
    ...view.bylines.map(name => `<byline><person>${escapeLine(name)}</person></byline>`),
    `<distributor><org>${escapeLine(agency.name)}</org></distributor>`,
    maybe(
      view.dateline,
      place => `<dateline><location>${place}</location><story.date norm="${basic(view.versionCreated)}"/></dateline>`,
    ),
    maybe(view.deck, deck => `<abstract><p>${deck}</p></abstract>`),
  ].join('')

const bodyContent = (view: Shown): string => {
  if (view.renditions.length > 0) return mediaOf(view)
  return [
    nitfOfBody(view.body),
    view.members.length === 0 ? '' : `<ul class="members">${view.members.map(memberOf).join('')}</ul>`,
  ]
    .filter(part => part !== '')
    .join('\n')
}

const mediaOf = (view: Shown): string => {
  const { type, renditions, bylines } = view
  const isGraphic = type === 'graphic' ? ' class="graphic"' : ''
  const caption = nitfOfBody(view.body)
  return `<media media-type="${mediaTypeOf(view.item)}"${isGraphic}>${renditions.map(sizeOf).join('')}${otherFacts(view)}
${renditions.map(file => referenceOf(file, view.media?.altText ?? null)).join('\n')}${
  caption === ''
    ? ''
    : `
<media-caption>${caption}</media-caption>`
}${bylines.map(name => `<media-producer>${escapeLine(name)}</media-producer>`).join('')}</media>`
}

/** A reference has no attribute for the size. */
const sizeOf = ({ role, sizeBytes }: Rendition): string =>
  sizeBytes === null ? '' : `<media-metadata name="${role}.size" value="${sizeBytes}"/>`

const referenceOf = (file: Rendition, altText: string | null): string => {
  const { widthPixels, heightPixels, durationSeconds } = file
  const attributes = [
    ['source', escapeXml(file.href)],
    ['name', file.role],
    ['mime-type', file.contentType === null ? null : escapeXml(file.contentType)],
    ['width', widthPixels],
    ['height', heightPixels],
    ['units', widthPixels === null && heightPixels === null ? null : 'pixels'],
    ['time', durationSeconds],
    ['time-unit-of-measure', durationSeconds === null ? null : 'seconds'],
    ['alternate-text', altText === null ? null : escapeLine(altText)],
  ]
  return `<media-reference${attributes.map(([name, value]) => (value === null ? '' : ` ${name}="${value}"`)).join('')}/>`
}

const memberOf = ({ guid, type, headline, version }: Member): string => {
  const number = version === null ? '' : ` name="${version}"`
  return `<li><a class="${type}" href="${escapeXml(guid)}"${number} rel="member">${escapeLine(headline ?? guid)}</a></li>`
}
