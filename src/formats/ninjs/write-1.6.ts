import { countWords, textOfBody } from '../../domain/body.ts'
import { guidOf } from '../../domain/ids.ts'
import { categoryTerm, urgencyOf } from '../../domain/taxonomy.ts'
import type { Subject } from '../../domain/version.ts'
import type { Writable } from '../document.ts'
import { htmlOfBody } from '../html.ts'
import { vocabularyUri } from '../identifiers.ts'
import { labelLanguage } from '../labels.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { legal, oneLine } from '../xml.ts'
import { contentCreatedOf, otherWords, placesByCode } from './media-facts.ts'
import { organisationsByCode, peopleByCode, relatedTo, storyPlacesByCode } from './named.ts'
import {
  addressOf,
  bylineOf,
  byName,
  captionOf,
  lineOr,
  ninjsTypes,
  notesOf,
  renditionName,
  rightsOf,
  some,
  sourcesOf,
  uriOfId,
  wholeOr,
} from './parts.ts'

/** A ninjs 1.6 document: flat, with renditions and associations as objects. `description_text` is what old clients show below the headline: the deck, or the
 *  words beside a picture; deck and correction line stand in `description_deck` and `description_correction` too (1.6 allows any `description_…`). */
export const writeNinjs16 = (version: Writable, rendering: Rendering): string => {
  const { agency } = rendering
  const view = shown(version, rendering)
  const rights = rightsOf(view, agency)
  return JSON.stringify({
    uri: uriOfId(view.guid),
    $standard: {
      name: 'ninjs',
      version: '1.6',
      schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_1.6.json',
    },
    type: ninjsTypes[view.type],
    mimetype: view.type === 'text' ? 'text/html' : lineOr(view.renditions[0]?.contentType ?? null),
    representationtype: view.face === 'full' ? 'complete' : 'incomplete',
    version: String(view.number),
    versioncreated: view.versionCreated.toISOString(),
    firstcreated: view.firstCreated.toISOString(),
    contentcreated: contentCreatedOf(view),
    embargoed: view.embargo?.until?.toISOString(),
    expires: view.expires?.toISOString(),
    pubstatus: view.status,
    urgency: view.status === 'canceled' ? 1 : urgencyOf(view.priority),
    language: view.language,
    headline: oneLine(view.headline),
    byline: bylineOf(view),
    located: lineOr(view.dateline),
    ...flatTexts(view),
    description_deck: lineOr(view.deck),
    description_correction: lineOr(view.line),
    ...Object.fromEntries(otherWords(view).map(([role, text]) => [`description_${role}`, text])),
    ednote: notesOf(view),
    subject: subjectsOf(view, agency),
    person: peopleByCode(view),
    organisation: organisationsByCode(view),
    place: some([...placesByCode(view), ...storyPlacesByCode(view)]),
    copyrightholder: lineOr(rights.holder),
    copyrightnotice: lineOr(rights.notice),
    usageterms: lineOr(rights.terms),
    rightsinfo:
      agency.rightsUrl === undefined
        ? undefined
        : { langid: 'http://www.w3.org/ns/odrl/2/', linkedrights: agency.rightsUrl },
    infosource: sourcesOf(view, agency).map(({ name, uri, role }) => ({
      name: oneLine(name),
      rel: role ?? undefined,
      code: lineOr(uri),
    })),
    renditions: renditionsOf(view),
    associations: associationsOf(view, agency),
    altids: { item: view.item, group: view.group === null ? undefined : legal(view.group) },
  })
}

/** The body, twice, with its length, and the text below the headline. */
export const flatTexts = (view: Shown) => {
  const description_text = captionOf(view) ?? lineOr(view.deck)
  if (view.body.length === 0) return { description_text }
  const text = legal(textOfBody(view.body))
  return {
    description_text,
    body_html: htmlOfBody(view.body),
    body_text: text,
    wordcount: countWords(text),
    charcount: text.length,
  }
}

const subjectsOf = (view: Shown, agency: Agency) => [
  {
    rel: 'category',
    name: categoryTerm(view.category)[labelLanguage(view.language)],
    scheme: vocabularyUri(agency, 'category'),
    code: view.category,
  },
  ...view.subjects.map(subject => ({ name: oneLine(subject.name), ...codeOf(subject), rel: 'about' })),
  ...view.keywords.map(keyword => ({ rel: 'keyword', name: oneLine(keyword) })),
]

/** IPTC's vocabularies as scheme and code, those of others as a code that says its own. */
export const codeOf = ({ qcode }: Subject): { scheme?: string; code: string } => {
  const [, alias = '', code = ''] = /^(medtop|subj):(\d{8})$/u.exec(qcode) ?? []
  if (code === '') return { code: oneLine(qcode) }
  return { scheme: `http://cv.iptc.org/newscodes/${alias === 'subj' ? 'subjectcode' : 'mediatopic'}/`, code }
}

const renditionsOf = (view: Shown) =>
  byName(
    view.renditions.map(file => {
      const href = addressOf(file.href)
      const rendition = {
        href: href ?? undefined,
        mimetype: lineOr(file.contentType),
        title: href === null ? oneLine(file.href) : undefined,
        width: wholeOr(file.widthPixels),
        height: wholeOr(file.heightPixels),
        sizeinbytes: wholeOr(file.sizeBytes),
        duration: file.durationSeconds ?? undefined,
      }
      return [renditionName(file), rendition] as const
    }),
  )

const associationsOf = (view: Shown, agency: Agency) =>
  byName<object>([
    ...(view.replacedBy === null ? [] : [['replacement', { uri: guidOf(agency.domain, view.replacedBy) }] as const]),
    ...(view.replaces === null ? [] : [['previous', { uri: uriOfId(view.replaces) }] as const]),
    ...view.members.map(({ guid, type, headline, version }, n) => {
      const member = {
        uri: uriOfId(guid),
        type: ninjsTypes[type],
        version: version === null ? undefined : String(version),
      }
      return [`member_${n + 1}`, { ...member, headline: lineOr(headline) }] as const
    }),
    ...relatedTo(view).map(({ name, rel: _, guid: __, ...link }) => [name, link] as const),
  ])
