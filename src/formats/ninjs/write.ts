import { textOfBody } from '../../domain/body.ts'
import { guidOf } from '../../domain/ids.ts'
import { categoryTerm, urgencyOf } from '../../domain/taxonomy.ts'
import type { Subject } from '../../domain/version.ts'
import type { Writable } from '../document.ts'
import { htmlOfBody } from '../html.ts'
import { categoryUri, mediaTopicUri } from '../identifiers.ts'
import { copyrightNotice, labelLanguage, usageTerms } from '../labels.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { legal, oneLine } from '../xml.ts'

/** A ninjs 3.1 document. The signal has no property there: it stands before the note in `edNote` and in our envelope;
 *  keywords are subjects with `rel` keyword, the correction line is a description with the role `correction`. */
export const writeNinjs = (version: Writable, rendering: Rendering): string => {
  const view = shown(version, rendering)
  const { agency } = rendering
  return JSON.stringify({
    uri: view.guid,
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
    embargoedUntil: view.embargo?.until?.toISOString(),
    pubStatus: view.status,
    urgency: view.status === 'canceled' ? 1 : urgencyOf(view.priority),
    language: view.language,
    headlines: [{ role: 'main', contentType: 'text/plain', value: oneLine(view.headline) }],
    descriptions: some(descriptionsOf(view)),
    by: view.bylines.length === 0 ? undefined : view.bylines.map(oneLine).join(', '),
    located: view.dateline === null ? undefined : oneLine(view.dateline),
    bodies: some(bodiesOf(view)),
    edNote: view.edNotes.length === 0 ? undefined : view.edNotes.map(legal).join('\n'),
    subjects: subjectsOf(view, agency),
    copyrightHolder: agency.name,
    copyrightNotice: copyrightNotice(agency, view.firstCreated),
    usageTerms: usageTerms(agency, view.language),
    rightsInfo:
      agency.rightsUrl === undefined
        ? undefined
        : { langId: 'http://www.w3.org/ns/odrl/2/', linkedRights: agency.rightsUrl },
    infoSources: [{ name: agency.name, uri: `https://${agency.domain}/` }],
    associations: replacementOf(view, agency),
    altIds: [
      { role: 'item', value: view.item },
      ...(view.group === null ? [] : [{ role: 'group', value: legal(view.group) }]),
    ],
  })
}

const ninjsTypes = {
  text: 'text',
  picture: 'picture',
  video: 'video',
  graphic: 'graphic',
  file: 'component',
  collection: 'composite',
} as const

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list)

const descriptionsOf = (view: Shown) =>
  [
    { role: 'deck', value: view.deck },
    { role: 'correction', value: view.line },
  ].flatMap(({ role, value }) => (value === null ? [] : [{ role, contentType: 'text/plain', value: legal(value) }]))

const bodiesOf = (view: Shown) =>
  view.body.length === 0
    ? []
    : [
        { role: 'main', contentType: 'text/html', value: htmlOfBody(view.body) },
        { role: 'main', contentType: 'text/plain', value: legal(textOfBody(view.body)) },
      ]

const subjectsOf = (view: Shown, agency: Agency) => [
  { rel: 'category', name: categoryTerm(view.category)[labelLanguage(view.language)], uri: categoryUri(agency, view.category) },
  ...view.subjects.map(subjectOf),
  ...view.keywords.map(keyword => ({ rel: 'keyword', name: oneLine(keyword) })),
]

const subjectOf = ({ qcode, name }: Subject) => {
  const uri = mediaTopicUri(qcode)
  return uri === null ? { name: oneLine(name), literal: oneLine(qcode) } : { name: oneLine(name), uri }
}

const replacementOf = (view: Shown, agency: Agency) =>
  view.replacedBy === null
    ? undefined
    : [{ name: 'replacement', rel: 'seeAlso', uri: guidOf(agency.domain, view.replacedBy) }]
