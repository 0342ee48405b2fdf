import { guidOf } from '../../domain/ids.ts'
import { categoryTerm, languageCodes, urgencyOf } from '../../domain/taxonomy.ts'
import type { Subject } from '../../domain/version.ts'
import { dataMiningOf, dataMiningUri } from '../data-mining.ts'
import { categoryUri, mediaTopicUri, uriOf, vocabularyUri } from '../identifiers.ts'
import { copyrightNotice, usageTerms } from '../labels.ts'
import type { Agency } from '../rendering.ts'
import type { Shown } from '../shown.ts'
import { escapeLine, escapeXml, legal } from '../xml.ts'
import { caption } from './media.ts'
import { altText, contentCreated, creditline, locatedAt, persons } from './media-facts.ts'
import { named, related } from './named.ts'
import { edNote, element, embargoed, expires, itemClass, keyword, maybe, signal, status } from './parts.ts'

/** Copyright, terms and the reservation of data mining (2.34 and later): somebody else's where they are given, otherwise the agency's own. */
export const rightsInfo = (view: Shown, agency: Agency): string =>
  element('rightsInfo', [
    copyrightHolder(view.rights?.holder ?? null, agency),
    `<copyrightNotice>${escapeLine(view.rights?.notice ?? copyrightNotice(agency, view.firstCreated))}</copyrightNotice>`,
    `<usageTerms>${escapeLine(view.rights?.terms ?? usageTerms(agency, view.language))}</usageTerms>`,
    maybe(agency.rightsUrl ?? null, url => `<link rel="irel:rightspolicy" href="${escapeXml(url)}"/>`),
    `<dataMining uri="${dataMiningUri(dataMiningOf(agency))}"/>`,
  ])

const copyrightHolder = (holder: string | null, agency: Agency): string =>
  holder === null
    ? `<copyrightHolder uri="${homeOf(agency)}"><name>${escapeLine(agency.name)}</name></copyrightHolder>`
    : `<copyrightHolder><name>${escapeLine(holder)}</name></copyrightHolder>`

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
    expires(view.expires),
    ...related(view, agency),
    link('seeAlso', view.replacedBy === null ? null : guidOf(agency.domain, view.replacedBy)),
    link('previousVersion', view.replaces),
  ])

const memberOf = (view: Shown, agency: Agency): string =>
  maybe(view.group, group => `<memberOf uri="${vocabularyUri(agency, 'group')}${encodeURIComponent(legal(group))}"/>`)

const link = (rel: 'seeAlso' | 'previousVersion', guid: string | null): string =>
  maybe(guid, id => `<link rel="irel:${rel}" residref="${escapeLine(id)}"/>`)

/** Everything about the content: the administrative group first, then the descriptive one. A kill is as urgent as can be. */
export const contentMeta = (view: Shown, agency: Agency): string =>
  element('contentMeta', [
    `<urgency>${view.status === 'canceled' ? 1 : urgencyOf(view.priority)}</urgency>`,
    contentCreated(view),
    located(view),
    locatedAt(view.media?.place ?? null),
    ...view.bylines.map(creator),
    ...view.sources.map(infoSource),
    `<altId typeuri="${vocabularyUri(agency, 'id')}item">${escapeXml(view.item)}</altId>`,
    `<language tag="${view.language}"/>`,
    ...view.keywords.map(keyword),
    category(view, agency),
    ...view.subjects.map(subject),
    ...persons(view),
    ...named(view),
    `<headline>${escapeLine(view.headline)}</headline>`,
    maybe(view.dateline, place => `<dateline>${escapeLine(place)}</dateline>`),
    by(view.bylines),
    creditline(view),
    description(view.deck, 'role="drol:summary"'),
    caption(view),
    altText(view, agency),
    description(view.line, `roleuri="${vocabularyUri(agency, 'description-role')}correction"`),
  ])

const located = (view: Shown): string =>
  maybe(view.dateline, place => `<located><name>${escapeLine(place)}</name></located>`)

const creator = (name: string): string => `<creator><name>${escapeLine(name)}</name></creator>`

/** Whom the story goes back to; its address where it has one, its name always. */
const infoSource = ({ name, uri }: Shown['sources'][number]): string => {
  const address = maybe(uri === null ? null : uriOf(uri), id => ` uri="${escapeXml(id)}"`)
  return `<infoSource${address}><name>${escapeLine(name)}</name></infoSource>`
}

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
