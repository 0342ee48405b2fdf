import { mediaTopic, topicOfSubjectCode } from '../../domain/media-topics.ts'
import type { InfoSource, Rights, Subject } from '../../domain/version.ts'
import { readMoment } from '../read/moments.ts'
import { attributeOf, childrenOf, type Element, textOf } from '../read/xml-tree.ts'
import { all, formalName, linesIn, one, partiesIn, propertiesOf } from './parts.ts'

/** What the story is about: `SubjectCode` with its three levels, and codes of other vocabularies as our own writer keeps them. */
export const subjectsIn = (described: readonly Element[]): Subject[] => [
  ...described
    .flatMap(each => all(each, 'SubjectCode'))
    .flatMap(each => childrenOf(each))
    .filter(each => /^Subject(?:Matter|Detail)?$/iu.test(each.name))
    .flatMap(subjectOf),
  ...described
    .flatMap(each => all(each, 'Property'))
    .filter(each => attributeOf(each, 'FormalName') === 'Subject')
    .flatMap(each => {
      const qcode = attributeOf(each, 'Value')
      return qcode === null ? [] : [{ qcode, name: propertiesOf(each, 'Name')[0] ?? qcode }]
    }),
]

/** Eight digits that begin with a two are a Media Topic, others a subject code of before; any other code stands as it came. */
const subjectOf = (element: Element): Subject[] => {
  const code = formalName(element)
  if (code === null) return []
  const number = /(?:^|\D)(\d{8})$/u.exec(code)?.[1]
  if (number === undefined) return [{ qcode: code.includes(':') ? code : `subj:${code}`, name: code }]
  if (number.startsWith('2')) return [{ qcode: `medtop:${number}`, name: mediaTopic(number)?.names.en ?? number }]
  return [topicOfSubjectCode(number) ?? { qcode: `subj:${number}`, name: number }]
}

/** Names of authors, each on a line of its own; a line may name several, parted by a comma. */
export const bylinesIn = (lines: Element | null): string[] =>
  linesIn(lines, 'ByLine').map(each => each.replace(/^(?:by|par)\s+(?=\S)/iu, ''))

/** Words of desks: keyword lines and properties, and the slug. */
export const keywordsIn = (lines: readonly Element[], described: readonly Element[]): string[] =>
  [...lines.flatMap(each => linesIn(each, 'KeywordLine')), ...described.flatMap(each => propertiesOf(each, 'Keyword'))]
    .flatMap(each => each.split(/[,;]/u))
    .concat(lines.flatMap(each => linesIn(each, 'SlugLine')))
    .map(each => each.trim())

/** Whose the content is: the first component that says so. */
export const rightsIn = (components: readonly Element[]): Rights | null => {
  const metadata = components.flatMap(each => all(each, 'RightsMetadata'))
  const lines = components.flatMap(each => all(each, 'NewsLines'))
  const usage = metadata.flatMap(each => all(each, 'UsageRights')).flatMap(each => childrenOf(each))
  const said = [...usage.flatMap(each => textOf(each) ?? []), ...lines.flatMap(each => linesIn(each, 'RightsLine'))]
  const holder = metadata.flatMap(each => textOf(one(each, 'Copyright', 'CopyrightHolder')) ?? [])[0] ?? null
  const notice = lines.flatMap(each => linesIn(each, 'CopyrightLine'))[0] ?? null
  const terms = said.length === 0 ? null : said.join(' ')
  return holder === null && notice === null && terms === null ? null : { holder, notice, terms }
}

/** Whom the story goes back to, but for the provider itself. */
export const sourcesIn = (administrative: readonly Element[], provider: string | null): InfoSource[] =>
  administrative
    .flatMap(each => all(each, 'Source'))
    .flatMap(each => all(each, 'Party'))
    .flatMap(party => {
      const name = formalName(party)
      return name === null || name === provider ? [] : [{ name, uri: propertiesOf(party, 'URI')[0] ?? null }]
    })

/** Whose document it is. */
export const providerIn = (administrative: readonly Element[], item: Element, root: Element): string | null =>
  administrative.flatMap(each => partiesIn(one(each, 'Provider')))[0] ??
  textOf(one(item, 'Identification', 'NewsIdentifier', 'ProviderId')) ??
  partiesIn(one(root, 'NewsEnvelope', 'SentFrom'))[0] ??
  null

const dateBehind = /[,\s]+(?:\p{L}+\.?\s+\d{1,2}|\d{1,2}\.?\s+\p{L}+\.?)(?:,?\s+\d{4})?$/u

/** The place of a DateLine: `Strasbourg` of `Strasbourg, 10 juil 2024 (AFP)`. Some are nothing but a date, which is no place. */
export const placeOf = (dateline: string): string | null => {
  const place = dateline
    .replace(/\s*\([^()]*\)\s*[-–—/]*\s*$/u, '')
    .replace(dateBehind, '')
    .replace(/[\s,–—-]+$/u, '')
  return place === '' || /\d/u.test(place) || readMoment(place, null) !== null ? null : place
}

/** The language of an item, upper-case as some write it; an old AFP picture says `GB`. */
export const languageIn = (described: readonly Element[], others: readonly Element[]): string | null => {
  const said = described.flatMap(each => all(each, 'Language')).flatMap(each => formalName(each) ?? [])
  const lang = said[0] ?? others.flatMap(each => attributeOf(each, 'xml:lang') ?? [])[0] ?? null
  return lang?.toUpperCase() === 'GB' ? 'en' : lang
}
