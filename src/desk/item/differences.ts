import { textOfBody } from '../../domain/body.ts'
import { useOf } from '../../domain/licence.ts'
import type { Content, NamedThing } from '../../domain/version.ts'
import { formatDateTime } from '../../web/i18n/format.ts'
import { categoryName, languageName, priorityName } from '../../web/i18n/names.ts'
import { fileText, renditionName } from '../../web/i18n/sizes.ts'
import { type Key, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { carriedText, mediaFields } from '../media/text.ts'

/** A line a file; the digest tells one picture from another of the same size. */
const filesText = (language: Screen['language'], { renditions = [] }: Content): string =>
  renditions
    .filter(({ role }) => useOf(role) === 'sold')
    .map(file => `${renditionName(language, file.role)}: ${fileText(language, file)} (${file.href.slice(-8)})`)
    .join('\n')

/** A part of a story that is not the same in two versions. */
export interface Difference {
  readonly label: string
  readonly before: string
  readonly after: string
}

/** The parts of a story that differ, as text. */
export const differences = ({ language, timeZone }: Screen, from: Content, to: Content): Difference[] => {
  const part = (label: Key, text: (content: Content) => string): Difference => ({
    label: t(language, label),
    before: text(from),
    after: text(to),
  })
  return [
    part('desk.field.headline', each => each.headline),
    part('desk.field.deck', each => each.deck ?? ''),
    part('desk.field.dateline', each => each.dateline ?? ''),
    part('desk.field.bylines', each => each.bylines.join(', ')),
    part('desk.field.body', each => textOfBody(each.body)),
    part('desk.field.summary', each => each.summary ?? ''),
    part('desk.field.category', each => categoryName(language, each.category)),
    part('desk.field.priority', each => priorityName(language, each.priority)),
    part('desk.field.language', each => languageName(language, each.language)),
    part('desk.field.keywords', each => each.keywords.join(', ')),
    part('desk.field.subjects', each => each.subjects.map(subject => subject.name).join(', ')),
    ...mediaFields.map(name => part(`desk.field.${name}`, each => carriedText(each, name).replaceAll('\n', ', '))),
    part('desk.field.people', each => names(each.people)),
    part('desk.field.organisations', each => names(each.organisations)),
    part('desk.field.places', each => names(each.places)),
    part('desk.field.sources', each => names(each.sources)),
    part('desk.field.links', each => (each.links ?? []).map(linkText).join('\n')),
    part('desk.field.expiresAt', each =>
      each.expiresAt === undefined ? '' : formatDateTime(language, new Date(each.expiresAt), timeZone),
    ),
    part('desk.item.files', each => filesText(language, each)),
    part('desk.field.members', each => each.members?.map(member => member.headline ?? member.guid).join('\n') ?? ''),
  ].filter(({ before, after }) => before !== after)
}

const names = (things: readonly NamedThing[] = []): string =>
  things.map(({ name, uri }) => (uri === null ? name : `${name} (${uri})`)).join(', ')

const linkText = ({ item, version, headline }: NonNullable<Content['links']>[number]): string =>
  [headline ?? item, version === null ? '' : `(${version})`].filter(Boolean).join(' ')
