import { categoryTerm, urgencyOf } from '../../domain/taxonomy.ts'
import type { Embargo, InfoSource, Rights, Subject } from '../../domain/version.ts'
import { copyrightNotice, labelLanguage, usageTerms } from '../labels.ts'
import type { Agency } from '../rendering.ts'
import type { Shown } from '../shown.ts'
import { escapeLine, escapeXml } from '../xml.ts'
import { eventLocation, personsIn } from './media-facts.ts'
import { namedIn } from './named.ts'

/** What the item is about: the agency's category under the agency's own name, Media Topics by their eight digits, of which the seventeen tops are the
 *  subject codes of before. */
export const subjectsOf = (view: Shown, agency: Agency): string => {
  const category = categoryTerm(view.category)[labelLanguage(view.language)]
  return `<tobject tobject.type="news"><tobject.subject tobject.subject.ipr="${escapeXml(agency.code.toUpperCase())}" tobject.subject.refnum="${view.category}" tobject.subject.type="${escapeLine(category)}"/>${view.subjects.filter(isCoded).map(subject).join('')}</tobject>`
}

const coded = /^(?:medtop|subj):(\d{8})$/u
const isCoded = ({ qcode }: Subject): boolean => coded.test(qcode)

const subject = ({ qcode, name }: Subject): string => {
  const refnum = coded.exec(qcode)?.[1] ?? ''
  const level = refnum.endsWith('000000') ? 'type' : 'matter'
  return `<tobject.subject tobject.subject.refnum="${refnum}" tobject.subject.${level}="${escapeLine(name)}"/>`
}

/** Everything about the document: NITF 3.6 §docdata, whose children stand in any order. */
export const docdata = (view: Shown, agency: Agency): string => {
  const { holder, terms } = rightsOf(view, agency)
  const year = view.firstCreated.getUTCFullYear()
  const id = `id-string="${escapeXml(view.guid)}" regsrc="${escapeXml(agency.domain)}"`
  return [
    `<docdata management-status="${view.status === 'usable' && view.embargo !== null ? 'embargoed' : view.status}"${view.replaces === null ? '' : ` management-doc-idref="${escapeLine(view.replaces)}"`}>`,
    view.signal === 'correction'
      ? `<correction info="${escapeLine(view.line ?? view.edNotes.at(-1) ?? '')}" ${id}/>`
      : '',
    `<doc-id ${id}/>`,
    view.sources.length === 0 ? '' : `<del-list>${view.sources.map(source).join('')}</del-list>`,
    `<urgency ed-urg="${view.status === 'canceled' ? 1 : urgencyOf(view.priority)}"/>`,
    `<date.issue norm="${basic(view.versionCreated)}"/>`,
    release(view.embargo),
    view.expires === null ? '' : `<date.expire norm="${basic(view.expires)}"/>`,
    view.group === null ? '' : `<series series.name="${escapeLine(view.group)}"/>`,
    ...(view.edNotes.length === 0 ? [''] : view.edNotes).map(note => editors(view, note)),
    `<du-key key="${escapeXml(view.item)}" version="${view.number}"/>`,
    `<doc.copyright year="${year}" holder="${escapeLine(holder)}"/>`,
    `<doc.rights owner="${escapeLine(holder)}" limitations="${escapeLine(terms)}"/>`,
    view.keywords.length === 0
      ? ''
      : `<key-list>${view.keywords.map(key => `<keyword key="${escapeLine(key)}"/>`).join('')}</key-list>`,
    identified(view),
    eventLocation(view),
    '</docdata>',
  ]
    .filter(part => part !== '')
    .join('\n')
}

/** `20261123T090000Z`: ISO 8601 basic, in UTC, to the second (NITF 3.6 `norm`). */
export const basic = (moment: Date): string => `${moment.toISOString().slice(0, 19).replace(/[-:]/gu, '')}Z`

/** Rounded up to the second, since nothing may come free early. An embargo without a known end has no date of release, only its status. */
const release = (embargo: Embargo | null): string =>
  embargo?.until == null
    ? ''
    : `<date.release norm="${basic(new Date(Math.ceil(embargo.until.getTime() / 1000) * 1000))}"/>`

/** A note to desks under the name of the signal; a signal without a note is an empty message. A line break must be a reference in an attribute to stay one. */
const editors = ({ signal, status }: Shown, note: string): string => {
  const type = status === 'canceled' ? 'kill' : status === 'withheld' ? 'withhold' : signal
  if (note === '') return type === 'new' ? '' : `<ed-msg msg-type="${type}"/>`
  return `<ed-msg msg-type="${type}" info="${escapeXml(note).replaceAll('\n', '&#10;')}"/>`
}

const source = ({ name }: InfoSource): string => `<from-src src-name="${escapeLine(name)}"/>`

/** Where sources can be read, and codes that are no number. */
const identified = (view: Shown): string => {
  const places = view.sources.flatMap(({ name, uri }) =>
    uri === null ? [] : [`<org class="source" value="${escapeXml(uri)}">${escapeLine(name)}</org>`],
  )
  const codes = view.subjects
    .filter(each => !isCoded(each))
    .map(
      ({ qcode, name }) => `<classifier type="subject" value="${escapeLine(qcode)}">${escapeLine(name)}</classifier>`,
    )
  const all = [...places, ...personsIn(view), ...namedIn(view), ...codes]
  return all.length === 0 ? '' : `<identified-content>${all.join('')}</identified-content>`
}

/** Whose the content is: somebody else's where that is given, otherwise the agency's own. */
export const rightsOf = (view: Shown, agency: Agency): Record<keyof Rights, string> => ({
  holder: view.rights?.holder ?? agency.name,
  notice: view.rights?.notice ?? copyrightNotice(agency, view.firstCreated),
  terms: view.rights?.terms ?? usageTerms(agency, view.language),
})
