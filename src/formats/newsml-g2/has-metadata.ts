import type { ItemType } from '../../domain/ids.ts'
import type { Member } from '../../domain/media.ts'
import type { Category } from '../../domain/taxonomy.ts'
import { categoryTerm, languageCodes, urgencyOf } from '../../domain/taxonomy.ts'
import { fold } from '../../domain/words.ts'
import { itemIdOfGuid, mediaTopicUri } from '../identifiers.ts'
import type { Agency } from '../rendering.ts'
import type { Shown } from '../shown.ts'
import { escapeLine, escapeXml } from '../xml.ts'
import { caption } from './media.ts'
import { creditline } from './media-facts.ts'
import { edNote, element, embargoed, expires, itemClass, keyword, maybe, signal, status } from './parts.ts'

/** A moment in UTC to the second: one client adds its own offset to whatever stands there. */
export const second = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`

/** About the item; links to pictures stand before others, since one client takes the first link for the picture. */
export const hasItemMeta = (view: Shown, agency: Agency): string =>
  element('itemMeta', [
    itemClass(view.type),
    `<provider literal="${escapeLine(agency.name)}"/>`,
    `<versionCreated>${second(view.versionCreated)}</versionCreated>`,
    `<firstCreated>${second(view.firstCreated)}</firstCreated>`,
    embargoed(view.embargo, second),
    status(view.status),
    ...view.edNotes.map(edNote),
    signal(view),
    expires(view.expires, second),
    ...picturesFirst(view.members).map(member => link(member, agency)),
  ])

const picturesFirst = (members: readonly Member[]): Member[] => [
  ...members.filter(member => member.type === 'picture'),
  ...members.filter(member => member.type !== 'picture'),
]

/** Clients read `title` and the class inside, and ask for the document of `residref`. */
const link = ({ guid, type, headline }: Member, agency: Agency): string =>
  `<link rel="irel:seeAlso" residref="${escapeLine(itemIdOfGuid(agency, guid) ?? guid)}">${itemClass(type)}<title>${escapeLine(headline ?? '')}</title></link>`

const roles: Readonly<Record<ItemType, string>> = {
  text: 'author',
  picture: 'photographer',
  video: 'cameraman',
  graphic: 'author',
  file: 'author',
  collection: 'author',
}

/** The category is the first subject, with a Turkish name in any language: clients take the first such name in the document. */
export const hasContentMeta = (view: Shown, agency: Agency, code: string): string =>
  element('contentMeta', [
    `<urgency>${urgencyOf(view.priority)}</urgency>`,
    `<contentCreated>${second(createdAt(view))}</contentCreated>`,
    located(view),
    ...view.bylines.map(name => creator(code, roles[view.type], name)),
    creator(code, 'publisher', agency.name),
    `<language tag="${view.language}"/>`,
    category(view, code),
    ...view.subjects.map(subject),
    ...view.keywords.map(keyword),
    `<headline>${escapeLine(view.headline)}</headline>`,
    maybe(view.deck, words => `<description role="drol:summary">${escapeXml(words)}</description>`),
    creditline(view),
    caption(view),
  ])

/** Clients read a whole moment: of a picture whose time and zone are known that one, of others when the item was first made. */
const createdAt = ({ media, firstCreated }: Shown): Date =>
  /T.*(?:Z|[+-]\d\d:\d\d)$/u.test(media?.takenAt ?? '') ? new Date(media?.takenAt ?? '') : firstCreated

/** The place of the dateline, else that of a picture, in its country. */
const located = (view: Shown): string =>
  maybe(view.dateline ?? view.media?.place?.city ?? null, place => {
    const name = escapeLine(place)
    return `<located type="cptype:city" literal="${name}"><name xml:lang="tr">${name}</name>${country(view, place)}</located>`
  })

/** Only where the place is the one that the picture says the country of. */
const country = ({ media }: Shown, place: string): string => {
  const { city = null, country: name = null, countryCode = null } = media?.place ?? {}
  if (name === null || city === null || fold(city) !== fold(place)) return ''
  const code = countryCode === null ? '' : ` qcode="iso3166-1a2:${countryCode}"`
  return `<broader type="cptype:country"${code}><name xml:lang="tr">${escapeLine(name)}</name></broader>`
}

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
