import { paragraph } from '../../domain/body.ts'
import type { Category } from '../../domain/taxonomy.ts'
import { categoryTerm, languageCodes, urgencyOf } from '../../domain/taxonomy.ts'
import type { Writable } from '../document.ts'
import { htmlOfBody } from '../html.ts'
import { mediaTopicUri, vocabularyUri } from '../identifiers.ts'
import { edNote, element, embargoed, itemClass, keyword, maybe, signal, status } from './parts.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { escapeLine, escapeXml, oneLine } from '../xml.ts'

// The rules behind this dialect were learnt from clients that read it; each comment names what breaks otherwise.

/** The HAS dialect of NewsML-G2 2.9: a newsMessage with exactly one newsItem whose guid is the item id, times in UTC to the second,
 *  NITF in inlineXML. Valid against the G2 2.35 XSD; the NITF inside is what clients read and not valid NITF (no body text outside blocks there). */
export const writeNewsml29 = (version: Writable, rendering: Rendering): string => {
  const view = shown(version, rendering)
  const { agency } = rendering
  const code = escapeXml(agency.code.toUpperCase())
  return `<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
<header><sent>${second(view.versionCreated)}</sent><sender>${code}</sender><transmitId>${escapeXml(view.item)}:${view.number}</transmitId><priority>${urgencyOf(view.priority)}</priority></header>
<itemSet>
<newsItem guid="${escapeXml(view.item)}" version="${view.number}" standard="NewsML-G2" standardversion="2.9" conformance="power" xml:lang="${view.language}">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_25.xml"/>
${catalog(agency, code)}
<rightsInfo><copyrightHolder literal="${escapeLine(agency.name)}"/></rightsInfo>
${itemMeta(view, agency)}
${contentMeta(view, agency, code)}
${contentSet(view, agency)}
</newsItem>
</itemSet>
</newsMessage>
`
}

const second = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`

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

const itemMeta = (view: Shown, agency: Agency): string =>
  element('itemMeta', [
    itemClass(view.type),
    `<provider literal="${escapeLine(agency.name)}"/>`,
    `<versionCreated>${second(view.versionCreated)}</versionCreated>`,
    `<firstCreated>${second(view.firstCreated)}</firstCreated>`,
    embargoed(view.embargo, second),
    status(view.status),
    ...view.edNotes.map(edNote),
    signal(view),
  ])

/** The category is the first subject, with a Turkish name in any language: clients take the first such name in the document. */
const contentMeta = (view: Shown, agency: Agency, code: string): string =>
  element('contentMeta', [
    `<urgency>${urgencyOf(view.priority)}</urgency>`,
    `<contentCreated>${second(view.firstCreated)}</contentCreated>`,
    located(view),
    ...view.bylines.map(name => creator(code, 'author', name)),
    creator(code, 'publisher', agency.name),
    `<language tag="${view.language}"/>`,
    category(view, code),
    ...view.subjects.map(subject),
    ...view.keywords.map(keyword),
    `<headline>${escapeLine(view.headline)}</headline>`,
    maybe(view.deck, words => `<description role="drol:summary">${escapeXml(words)}</description>`),
  ])

const located = (view: Shown): string =>
  maybe(view.dateline, place => {
    const name = escapeLine(place)
    return `<located type="cptype:city" literal="${name}"><name xml:lang="tr">${name}</name></located>`
  })

const creator = (code: string, role: string, name: string): string =>
  `<creator qcode="${code}role:${role}" literal="${escapeLine(name)}"/>`

const hasCategories: Readonly<Record<Category, string>> = {
  general: 'GEN',
  sports: 'SPO',
  economy: 'ECO',
  health: 'HEA',
  'science-technology': 'SCI',
  politics: 'POL',
  'culture-arts-life': 'CUL',
}

const category = (view: Shown, code: string): string => {
  const term = categoryTerm(view.category)
  const names = ['tr' as const, ...languageCodes.filter(each => each !== 'tr')]
    .map(each => `<name xml:lang="${each}">${escapeLine(term[each])}</name>`)
    .join('')
  return `<subject qcode="${code}cat:${hasCategories[view.category]}">${names}</subject>`
}

const subject = ({ qcode, name }: Shown['subjects'][number]): string =>
  mediaTopicUri(qcode) === null
    ? ''
    : `<subject qcode="${qcode}"><name xml:lang="en">${escapeLine(name)}</name></subject>`

/** All four parts of the body stand there even when empty: one client drops the story otherwise, and repeats the one before. */
const contentSet = (view: Shown, agency: Agency): string => `<contentSet><inlineXML contenttype="application/nitf+xml">
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
<body.head><headline><hl1>${escapeLine(view.headline)}</hl1></headline><byline><byttl>${view.bylines.map(escapeLine).join(', ')}</byttl></byline><abstract>${escapeLine(view.deck ?? '')}</abstract></body.head>
<body.content>${escapeXml(fragmentOf(view, agency))}</body.content>
</body></nitf></inlineXML></contentSet>`

/** One text node of escaped HTML. It starts with `CITY (CODE) - ` whatever the item has, since one client keeps only what follows `(CODE)`;
 *  where the face has no text the correction line stands, for clients that look at nothing else. */
const fragmentOf = (view: Shown, agency: Agency): string => {
  const body = view.body.length === 0 && view.line !== null ? [paragraph(view.line)] : view.body
  if (body.length === 0) return ''
  const place = view.dateline === null ? '' : `${oneLine(view.dateline)} `
  return htmlOfBody(body, `${place}(${agency.code.toUpperCase()}) - `)
}
