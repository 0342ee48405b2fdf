import { textOfBody } from '../../domain/body.ts'
import { guidOf } from '../../domain/ids.ts'
import type { Rendition } from '../../domain/media.ts'
import { categoryTerm, urgencyOf } from '../../domain/taxonomy.ts'
import type { Subject } from '../../domain/version.ts'
import type { Writable } from '../document.ts'
import { htmlOfBody } from '../html.ts'
import { categoryUri, mediaTopicUri } from '../identifiers.ts'
import { labelLanguage } from '../labels.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { legal, oneLine } from '../xml.ts'
import { contentCreatedOf, otherWords, placesByUri } from './media-facts.ts'
import { organisationsByUri, peopleByUri, relatedTo, storyPlacesByUri } from './named.ts'
import {
  addressOf,
  bylineOf,
  captionOf,
  lineOr,
  type NamedSource,
  ninjsTypes,
  notesOf,
  renditionName,
  rightsOf,
  some,
  sourcesOf,
  uriOfId,
  wholeOr,
} from './parts.ts'

/** A ninjs 3.1 document. The signal has no property there: it stands before the note in `edNote` and in our envelope;
 *  keywords are subjects with `rel` keyword, the correction line is a description with the role `correction`. */
export const writeNinjs = (version: Writable, rendering: Rendering): string =>
  JSON.stringify(modernDocument(shown(version, rendering), rendering.agency))

/** The members of a ninjs 3.1 document, those that are absent as undefined. */
export const modernDocument = (view: Shown, agency: Agency) => {
  const rights = rightsOf(view, agency)
  return {
    uri: uriOfId(view.guid),
    standard: {
      name: 'ninjs',
      version: '3.1',
      schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json',
    },
    type: ninjsTypes[view.type],
    representationType: view.face === 'full' ? 'full' : 'partial',
    version: String(view.number),
    versionCreated: view.versionCreated.toISOString(),
    firstCreated: view.firstCreated.toISOString(),
    contentCreated: contentCreatedOf(view),
    embargoedUntil: view.embargo?.until?.toISOString(),
    expires: view.expires?.toISOString(),
    pubStatus: view.status,
    urgency: view.status === 'canceled' ? 1 : urgencyOf(view.priority),
    language: view.language,
    headlines: [{ role: 'main', contentType: 'text/plain', value: oneLine(view.headline) }],
    descriptions: some(descriptionsOf(view)),
    by: bylineOf(view),
    located: lineOr(view.dateline),
    bodies: some(bodiesOf(view)),
    edNote: notesOf(view),
    subjects: subjectsOf(view, agency),
    people: peopleByUri(view),
    organisations: organisationsByUri(view),
    places: some([...placesByUri(view), ...storyPlacesByUri(view)]),
    copyrightHolder: lineOr(rights.holder),
    copyrightNotice: lineOr(rights.notice),
    usageTerms: lineOr(rights.terms),
    rightsInfo:
      agency.rightsUrl === undefined
        ? undefined
        : { langId: 'http://www.w3.org/ns/odrl/2/', linkedRights: agency.rightsUrl },
    infoSources: sourcesOf(view, agency).map(sourceOf),
    renditions: some(view.renditions.map(renditionOf)),
    associations: some(associationsOf(view, agency)),
    altIds: [
      { role: 'item', value: view.item },
      ...(view.group === null ? [] : [{ role: 'group', value: legal(view.group) }]),
    ],
  }
}

const descriptionsOf = (view: Shown) =>
  [
    { role: 'deck', value: view.deck },
    { role: 'caption', value: captionOf(view) },
    { role: 'correction', value: view.line },
    ...otherWords(view).map(([role, value]) => ({ role, value })),
  ].flatMap(({ role, value }) => (value === null ? [] : [{ role, contentType: 'text/plain', value: legal(value) }]))

const bodiesOf = (view: Shown) =>
  view.body.length === 0
    ? []
    : [
        { role: 'main', contentType: 'text/html', value: htmlOfBody(view.body) },
        { role: 'main', contentType: 'text/plain', value: legal(textOfBody(view.body)) },
      ]

const subjectsOf = (view: Shown, agency: Agency) => [
  {
    rel: 'category',
    name: categoryTerm(view.category)[labelLanguage(view.language)],
    uri: categoryUri(agency, view.category),
  },
  ...view.subjects.map(subjectOf),
  ...view.keywords.map(keyword => ({ rel: 'keyword', name: oneLine(keyword) })),
]

const subjectOf = ({ qcode, name }: Subject) => {
  const uri = mediaTopicUri(qcode) ?? (/^https?:/iu.test(qcode) ? addressOf(qcode) : null)
  return uri === null ? { name: oneLine(name), literal: oneLine(qcode) } : { name: oneLine(name), uri }
}

const sourceOf = ({ name, uri, role }: NamedSource) => ({
  name: oneLine(name),
  role: role ?? undefined,
  uri: uri === null ? undefined : (addressOf(uri) ?? undefined),
})

/** A file that has no address is named in its title. */
const renditionOf = (file: Rendition) => {
  const href = addressOf(file.href)
  return {
    name: renditionName(file),
    href: href ?? undefined,
    contentType: lineOr(file.contentType),
    title: href === null ? oneLine(file.href) : undefined,
    width: wholeOr(file.widthPixels),
    height: wholeOr(file.heightPixels),
    sizeInBytes: wholeOr(file.sizeBytes),
    duration: file.durationSeconds ?? undefined,
  }
}

const associationsOf = (view: Shown, agency: Agency) => [
  ...(view.replacedBy === null
    ? []
    : [{ name: 'replacement', rel: 'seeAlso', uri: guidOf(agency.domain, view.replacedBy) }]),
  ...(view.replaces === null ? [] : [{ name: 'previous', rel: 'previousVersion', uri: uriOfId(view.replaces) }]),
  ...view.members.map(({ guid, type, headline, version }, n) => ({
    name: `member-${n + 1}`,
    rel: 'member',
    uri: uriOfId(guid),
    type: ninjsTypes[type],
    version: version === null ? undefined : String(version),
    headlines: headlinesOf(headline),
  })),
  ...relatedTo(view).map(({ guid: _, headline, ...link }) => ({ ...link, headlines: headlinesOf(headline ?? null) })),
]

const headlinesOf = (headline: string | null) =>
  headline === null ? undefined : [{ role: 'main', contentType: 'text/plain', value: oneLine(headline) }]
