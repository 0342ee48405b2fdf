import { mediaTopic } from '../../domain/media-topics.ts'
import type { InfoSource, Subject } from '../../domain/version.ts'
import { copyrightNotice, usageTerms } from '../labels.ts'
import type { Agency } from '../rendering.ts'
import type { Shown } from '../shown.ts'
import { escapeLine, escapeXml } from '../xml.ts'
import { creditLine, otherFacts, placeOf } from './media-facts.ts'
import { occurrences, topicSet } from './named.ts'
import { contents } from './write-contents.ts'

/** The main NewsComponent: lines, metadata and contents, in the order of the standard. */
export const newsComponent = (
  view: Shown,
  agency: Agency,
): string => `<NewsComponent xml:lang="${view.language}">${topicSet(view)}
${newsLines(view, agency)}
${administrativeMetadata(view, agency)}
${rightsMetadata(view, agency)}
${descriptiveMetadata(view)}${contents(view)}
</NewsComponent>`

const line = (name: string, text: string | null): string =>
  text === null ? '' : `<${name}>${escapeLine(text)}</${name}>`

const newsLines = (view: Shown, agency: Agency): string =>
  [
    '<NewsLines>',
    line('HeadLine', view.headline),
    line('SubHeadLine', view.deck),
    ...view.bylines.map(name => line('ByLine', name)),
    line('DateLine', view.dateline),
    creditLine(view),
    line('CopyrightLine', view.rights?.notice ?? copyrightNotice(agency, view.firstCreated)),
    ...view.keywords.map(word => line('KeywordLine', word)),
    // AFP's name for what is said to desks.
    ...view.edNotes.map(note => newsLine('AdvisoryLine', note)),
    view.line === null ? '' : newsLine('CorrectionLine', view.line),
    '</NewsLines>',
  ].join('')

const newsLine = (type: string, text: string): string =>
  `<NewsLine><NewsLineType FormalName="${type}"/><NewsLineText>${escapeXml(text)}</NewsLineText></NewsLine>`

const administrativeMetadata = (view: Shown, agency: Agency): string => {
  const party = `<Party FormalName="${escapeLine(agency.name)}"/>`
  return `<AdministrativeMetadata><Provider>${party}</Provider><Creator>${party}</Creator>${view.sources.map(source).join('')}</AdministrativeMetadata>`
}

const source = ({ name, uri }: InfoSource): string => {
  const address = uri === null ? '' : `<Property FormalName="URI" Value="${escapeXml(uri)}"/>`
  return `<Source><Party FormalName="${escapeLine(name)}">${address}</Party></Source>`
}

/** Somebody else's where they are given, otherwise the agency's own. */
const rightsMetadata = (view: Shown, agency: Agency): string => {
  const holder = escapeLine(view.rights?.holder ?? agency.name)
  const terms = escapeLine(view.rights?.terms ?? usageTerms(agency, view.language))
  const year = view.firstCreated.getUTCFullYear()
  return `<RightsMetadata><Copyright><CopyrightHolder>${holder}</CopyrightHolder><CopyrightDate>${year}</CopyrightDate></Copyright><UsageRights><Limitations>${terms}</Limitations></UsageRights></RightsMetadata>`
}

const property = (name: string, value: string | number, inside = ''): string => {
  const start = `<Property FormalName="${name}" Value="${typeof value === 'number' ? value : escapeLine(value)}"`
  return inside === '' ? `${start}/>` : `${start}>${inside}</Property>`
}

const descriptiveMetadata = (view: Shown): string =>
  [
    `<DescriptiveMetadata><Language FormalName="${view.language}"/>`,
    ...view.subjects.flatMap(subjectCode),
    view.dateline === null ? '' : `<Location HowPresent="Origin">${property('City', view.dateline)}</Location>`,
    placeOf(view),
    occurrences(view),
    property('Category', view.category),
    otherFacts(view),
    ...view.subjects.flatMap(otherSubject),
    '</DescriptiveMetadata>',
  ].join('')

const coded = /^(?:medtop|subj):(\d{8})$/u

/** Media Topics and the subject codes that they came from, under the level that their place in the tree says. */
const subjectCode = ({ qcode }: Subject): string[] => {
  const code = coded.exec(qcode)?.[1]
  if (code === undefined) return []
  const isTop = code.endsWith('000000') || mediaTopic(code)?.broader === null
  return [`<SubjectCode><${isTop ? 'Subject' : 'SubjectMatter'} FormalName="${code}"/></SubjectCode>`]
}

const otherSubject = ({ qcode, name }: Subject): string[] =>
  coded.test(qcode) ? [] : [property('Subject', qcode, property('Name', name))]
