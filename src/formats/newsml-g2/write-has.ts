import { paragraph } from '../../domain/body.ts'
import { urgencyOf } from '../../domain/taxonomy.ts'
import type { Part, Writable } from '../document.ts'
import { htmlOfBody } from '../html.ts'
import { vocabularyUri } from '../identifiers.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { escapeLine, escapeXml, oneLine } from '../xml.ts'
import { hasContentMeta, hasItemMeta, second } from './has-metadata.ts'
import { remoteContents } from './media.ts'
import { element } from './parts.ts'

// The rules behind this dialect were learnt from clients that read it; each comment names what breaks otherwise.

/** The HAS dialect of NewsML-G2 2.9: a newsMessage with exactly one newsItem whose guid is the item id, times in UTC to the second,
 *  NITF in inlineXML; the files of a picture, video, graphic or file as remoteContent after it, what a collection holds as links.
 *  Valid against the G2 2.35 XSD; the NITF inside is what clients read and not valid NITF (no body text outside blocks there). */
export const writeNewsml29 = (version: Writable, rendering: Rendering): string => {
  const view = linked(shown(version, rendering), rendering)
  return message([view], `${view.item}:${view.number}`, rendering.agency)
}

/** Clients find the pictures of a text by its links alone; a notice has none. */
const linked = (view: Shown, { related = [] }: Rendering): Shown =>
  view.face === 'notice' ? view : { ...view, members: [...view.members, ...related] }

/** A series of pictures or videos (`picturegroup`, `videogroup`) in the same dialect: one newsItem for each in one itemSet.
 *  @param parts of the series, in its order, each at its own face @throws RangeError without any, which the schema does not allow */
export const writeNewsml29Series = (parts: readonly Part[], agency: Agency): string => {
  const views = parts.map(({ version, rendering }) => shown(version, rendering))
  const [first] = views
  if (first === undefined) throw new RangeError('a series holds one item at least')
  return message(views, `${first.group ?? first.item}:${Math.max(...views.map(view => view.number))}`, agency)
}

const message = (views: readonly Shown[], transmitId: string, agency: Agency): string => {
  const code = escapeXml(agency.code.toUpperCase())
  const sent = new Date(Math.max(...views.map(view => view.versionCreated.getTime())))
  const urgency = Math.min(...views.map(view => urgencyOf(view.priority)))
  return `<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
<header><sent>${second(sent)}</sent><sender>${code}</sender><transmitId>${escapeLine(transmitId)}</transmitId><priority>${urgency}</priority></header>
<itemSet>
${views.map(view => newsItem(view, agency, code)).join('\n')}
</itemSet>
</newsMessage>
`
}

const newsItem = (
  view: Shown,
  agency: Agency,
  code: string,
): string => `<newsItem guid="${escapeXml(view.item)}" version="${view.number}" standard="NewsML-G2" standardversion="2.9" conformance="power" xml:lang="${view.language}">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_25.xml"/>
${catalog(agency, code)}
<rightsInfo><copyrightHolder literal="${escapeLine(view.rights?.holder ?? agency.name)}"/></rightsInfo>
${hasItemMeta(view, agency)}
${hasContentMeta(view, agency, code)}
${contentSet(view, agency)}
</newsItem>`

/** The aliases are declared in the document: a catalogRef would have to be served for ever at an address of its own. */
const catalog = (agency: Agency, code: string): string =>
  element(
    'catalog',
    [
      [`${code}cat`, 'has-category'],
      [`${code}role`, 'has-role'],
      ['cptype', 'has-place-type'],
    ].map(([alias, name = '']) => `<scheme alias="${alias}" uri="${vocabularyUri(agency, name)}"/>`),
  )

/** All four parts of the body stand there even when empty: one client drops the story otherwise, and repeats the one before. */
const contentSet = (view: Shown, agency: Agency): string => `<contentSet><inlineXML contenttype="application/nitf+xml">
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
<body.head><headline><hl1>${escapeLine(view.headline)}</hl1></headline><byline><byttl>${view.bylines.map(escapeLine).join(', ')}</byttl></byline><abstract>${escapeLine(view.deck ?? '')}</abstract></body.head>
<body.content>${escapeXml(fragmentOf(view, agency))}</body.content>
</body></nitf></inlineXML>${remoteContents(view, agency).join('')}</contentSet>`

/** One text node of escaped HTML. It starts with `CITY (CODE) - ` whatever the item has, since one client keeps only what follows `(CODE)`;
 *  where the face has no text the correction line stands, for clients that look at nothing else. */
const fragmentOf = (view: Shown, agency: Agency): string => {
  const body = view.body.length === 0 && view.line !== null ? [paragraph(view.line)] : view.body
  if (body.length === 0) return ''
  const place = view.dateline === null ? '' : `${oneLine(view.dateline)} `
  return htmlOfBody(body, `${place}(${agency.code.toUpperCase()}) - `)
}
