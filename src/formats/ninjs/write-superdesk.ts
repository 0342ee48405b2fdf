import { guidOf } from '../../domain/ids.ts'
import type { RenditionRole } from '../../domain/media.ts'
import { categoryTerm, type Priority, urgencyOf } from '../../domain/taxonomy.ts'
import type { Writable } from '../document.ts'
import { vocabularyUri } from '../identifiers.ts'
import { labelLanguage } from '../labels.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { escapeXml, legal, oneLine } from '../xml.ts'
import { placesByCode } from './media-facts.ts'
import { organisationsByCode, peopleByCode, relatedTo, storyPlacesByCode } from './named.ts'
import { bylineOf, byName, lineOr, ninjsTypes, notesOf, rightsOf, some } from './parts.ts'
import { codeOf, flatTexts } from './write-1.6.ts'

/** The dialect that Superdesk sends and Newshub loads (superdesk-core, ninjs formatter): `guid` for `uri`, `service`, `priority`, `signal`, `source`,
 *  `slugline`, times as `+0000`. No ninjs schema describes it. What it has no member for stands in `extra`, which it leaves to the agency. */
export const writeNinjsSuperdesk = (version: Writable, rendering: Rendering): string => {
  const { agency } = rendering
  const view = shown(version, rendering)
  const rights = rightsOf(view, agency)
  const { body_text, ...texts } = flatTexts(view)
  return JSON.stringify({
    guid: legal(view.guid),
    type: ninjsTypes[view.type],
    mimetype: view.type === 'text' ? 'text/html' : lineOr(view.renditions[0]?.contentType ?? null),
    version: String(view.number),
    versioncreated: timeOf(view.versionCreated),
    firstcreated: timeOf(view.firstCreated),
    firstpublished: timeOf(view.firstCreated),
    embargoed: view.embargo?.until == null ? undefined : endOf(view.embargo.until),
    expiry: view.expires === null ? undefined : timeOf(view.expires),
    pubstatus: view.status,
    urgency: view.status === 'canceled' ? 1 : urgencyOf(view.priority),
    priority: view.status === 'canceled' ? 1 : priorities[view.priority],
    language: view.language,
    headline: oneLine(view.headline),
    slugline: lineOr(view.keywords[0] ?? null),
    byline: bylineOf(view),
    authors: some(view.bylines.map(authorOf)),
    located: lineOr(view.dateline),
    ...texts,
    body_text: view.type === 'text' ? undefined : body_text,
    description_html: texts.description_text === undefined ? undefined : paragraphsOf(texts.description_text),
    keywords: some(view.keywords.map(oneLine)),
    subject: some(view.subjects.map(subject => ({ ...codeOf(subject), name: oneLine(subject.name) }))),
    person: peopleByCode(view),
    organisation: organisationsByCode(view),
    place: some([...placesByCode(view), ...storyPlacesByCode(view)]),
    service: [{ code: view.category, name: categoryTerm(view.category)[labelLanguage(view.language)] }],
    signal: signalOf(view, agency),
    ednote: notesOf(view),
    evolvedfrom: view.replaces === null ? undefined : legal(view.replaces),
    source: oneLine(agency.name),
    copyrightholder: lineOr(rights.holder),
    copyrightnotice: lineOr(rights.notice),
    usageterms: lineOr(rights.terms),
    renditions: renditionsOf(view),
    associations: associationsOf(view, agency),
    extra: extraOf(view),
  })
}

/** Python's `%Y-%m-%dT%H:%M:%S+0000`: Newshub reads no other. */
const timeOf = (moment: Date): string => `${moment.toISOString().slice(0, 19)}+0000`

/** The whole second at or after it, so that no embargo ends early. */
const endOf = (until: Date): string => timeOf(new Date(Math.ceil(until.getTime() / 1000) * 1000))

// Superdesk's: 1 flash, 2 urgent, 3 three paragraphs, 6 ordinary; 4 and 5 are for finance and continuous news.
const priorities: Readonly<Record<Priority, number>> = { 1: 1, 2: 2, 3: 3, 4: 6, 5: 6, 6: 6 }

const authorOf = (name: string) => ({ code: oneLine(name), name: oneLine(name), role: 'writer', biography: '' })

const paragraphsOf = (text: string): string =>
  text
    .split(/\n+/u)
    .map(each => `<p>${escapeXml(each)}</p>`)
    .join('')

const ofIptc = ['update', 'correction']

const signalOf = ({ signal }: Shown, agency: Agency) => {
  if (signal === 'new') return undefined
  const scheme = ofIptc.includes(signal) ? 'http://cv.iptc.org/newscodes/signal/' : vocabularyUri(agency, 'signal')
  return [{ name: signal.charAt(0).toUpperCase() + signal.slice(1), code: signal, scheme }]
}

// The sizes that Newshub shows in previews and details.
const renditionNames: Readonly<Partial<Record<RenditionRole, string>>> = {
  web: 'viewImage',
  preview: 'baseImage',
  thumb: 'thumbnail',
}

const renditionsOf = (view: Shown) =>
  byName(
    view.renditions.map(file => {
      const { href, contentType, widthPixels, heightPixels, sizeBytes, durationSeconds } = file
      const rendition = {
        href: oneLine(href),
        mimetype: lineOr(contentType),
        width: widthPixels === null ? undefined : Math.round(widthPixels),
        height: heightPixels === null ? undefined : Math.round(heightPixels),
        size: sizeBytes ?? undefined,
        duration: durationSeconds ?? undefined,
      }
      return [renditionNames[file.role] ?? file.role, rendition] as const
    }),
  )

/** What a package holds, as references: Superdesk names them after the group that they stand in. */
const associationsOf = (view: Shown, agency: Agency) =>
  byName<object>([
    ...(view.replacedBy === null
      ? []
      : [['replacement', { guid: guidOf(agency.domain, view.replacedBy), type: 'text' }] as const]),
    ...view.members.map(({ guid, type, headline, version }, n) => {
      const member = {
        guid: legal(guid),
        type: ninjsTypes[type],
        version: version === null ? undefined : String(version),
      }
      return [view.members.length === 1 ? 'main' : `main-${n}`, { ...member, headline: lineOr(headline) }] as const
    }),
    ...relatedTo(view).map(({ name, rel: _, uri: __, ...link }) => [name, link] as const),
  ])

const extraOf = (view: Shown) => ({
  item: view.item,
  group: view.group === null ? undefined : legal(view.group),
  deck: lineOr(view.deck),
  correction: lineOr(view.line),
  altText: lineOr(view.media?.altText ?? null),
  credit: lineOr(view.media?.credit ?? null),
  takenAt: view.media?.takenAt ?? undefined,
  sources: some(view.sources.map(({ name, uri }) => ({ name: oneLine(name), uri: lineOr(uri) }))),
})
