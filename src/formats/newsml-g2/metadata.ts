import { guidOf } from '../../domain/ids.ts'
import { categoryTerm, languageCodes, urgencyOf } from '../../domain/taxonomy.ts'
import type { Subject } from '../../domain/version.ts'
import { categoryUri, mediaTopicUri, vocabularyUri } from '../identifiers.ts'
import { copyrightNotice, usageTerms } from '../labels.ts'
import type { Agency } from '../rendering.ts'
import type { Shown } from '../shown.ts'
import { escapeLine, escapeXml, legal } from '../xml.ts'
import { edNote, element, embargoed, itemClass, keyword, maybe, signal, status } from './parts.ts'

/** Copyright, terms and the reservation of data mining (2.34 and later). */
export const rightsInfo = (view: Shown, agency: Agency): string =>
  element('rightsInfo', [
    `<copyrightHolder uri="${homeOf(agency)}"><name>${escapeLine(agency.name)}</name></copyrightHolder>`,
    `<copyrightNotice>${escapeLine(copyrightNotice(agency, view.firstCreated))}</copyrightNotice>`,
    `<usageTerms>${escapeLine(usageTerms(agency, view.language))}</usageTerms>`,
    maybe(agency.rightsUrl ?? null, url => `<link rel="irel:rightspolicy" href="${escapeXml(url)}"/>`),
    '<dataMining uri="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"/>',
  ])

const homeOf = (agency: Agency): string => `https://${escapeXml(agency.domain)}/`

/** Everything about the item: order of children as in the XSD's ItemManagementGroup, links last. */
export const itemMeta = (view: Shown, agency: Agency): string =>
  element('itemMeta', [
    itemClass(view.type),
    `<provider uri="${homeOf(agency)}"><name>${escapeLine(agency.name)}</name></provider>`,
    `<versionCreated>${view.versionCreated.toISOString()}</versionCreated>`,
    `<firstCreated>${view.firstCreated.toISOString()}</firstCreated>`,
    embargoed(view.embargo),
    status(view.status),
    ...view.edNotes.map(edNote),
    memberOf(view, agency),
    signal(view),
    link(view, agency),
  ])

const memberOf = (view: Shown, agency: Agency): string =>
  maybe(view.group, group => `<memberOf uri="${vocabularyUri(agency, 'group')}${encodeURIComponent(legal(group))}"/>`)

const link = (view: Shown, agency: Agency): string =>
  maybe(view.replacedBy, item => `<link rel="irel:seeAlso" residref="${escapeXml(guidOf(agency.domain, item))}"/>`)

/** Everything about the content: the administrative group first, then the descriptive one. A kill is as urgent as can be. */
export const contentMeta = (view: Shown, agency: Agency): string =>
  element('contentMeta', [
    `<urgency>${view.status === 'canceled' ? 1 : urgencyOf(view.priority)}</urgency>`,
    `<contentCreated>${view.firstCreated.toISOString()}</contentCreated>`,
    located(view),
    ...view.bylines.map(creator),
    `<altId typeuri="${vocabularyUri(agency, 'id')}item">${escapeXml(view.item)}</altId>`,
    `<language tag="${view.language}"/>`,
    ...view.keywords.map(keyword),
    category(view, agency),
    ...view.subjects.map(subject),
    `<headline>${escapeLine(view.headline)}</headline>`,
    maybe(view.dateline, place => `<dateline>${escapeLine(place)}</dateline>`),
    by(view.bylines),
    description(view.deck, 'role="drol:summary"'),
    description(view.line, `roleuri="${vocabularyUri(agency, 'description-role')}correction"`),
  ])

const located = (view: Shown): string =>
  maybe(view.dateline, place => `<located><name>${escapeLine(place)}</name></located>`)

const creator = (name: string): string => `<creator><name>${escapeLine(name)}</name></creator>`

const by = (bylines: readonly string[]): string =>
  bylines.length === 0 ? '' : `<by>${bylines.map(escapeLine).join(', ')}</by>`

const category = (view: Shown, agency: Agency): string => {
  const term = categoryTerm(view.category)
  const names = languageCodes.map(code => `<name xml:lang="${code}">${escapeLine(term[code])}</name>`).join('')
  return `<subject type="cpnat:abstract" uri="${escapeXml(categoryUri(agency, view.category))}">${names}</subject>`
}

/** A Media Topic by its QCode; a code of anybody else as a literal, since its alias is in no catalog that we name. */
const subject = ({ qcode, name }: Subject): string => {
  const id = mediaTopicUri(qcode) === null ? `literal="${escapeLine(qcode)}"` : `qcode="${qcode}"`
  return `<subject type="cpnat:abstract" ${id}><name xml:lang="en">${escapeLine(name)}</name></subject>`
}

const description = (text: string | null, role: string): string =>
  maybe(text, words => `<description ${role}>${escapeXml(words)}</description>`)
