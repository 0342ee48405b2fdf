import { writeBody } from '../domain/body-text.ts'
import type { ItemType } from '../domain/ids.ts'
import { writeLinks } from '../domain/link-lines.ts'
import { writeSources } from '../domain/source-lines.ts'
import type { Content, Embargo } from '../domain/version.ts'
import { toLocal } from '../domain/zoned-time.ts'
import type { Carried, DraftFields } from './draft.ts'

/** Content as the fields of a draft are made of it; what came in may be in no language or category of ours. */
export interface DraftContent extends Omit<Content, 'language' | 'category' | 'priority'> {
  readonly language: string
  readonly category: string | null
  readonly priority: number
}

/** The fields of a draft that says this. @param embargo of a new item only */
export const fieldsOfContent = (
  content: DraftContent,
  more: {
    readonly type: ItemType
    readonly group: string | null
    readonly embargo: Embargo | null
    /** Of the agency, in which embargo and expiry are shown. */
    readonly timeZone: string
  },
): DraftFields => {
  const { text, kept } = writeBody(content.body)
  return {
    headline: content.headline,
    deck: content.deck ?? '',
    dateline: content.dateline ?? '',
    bylines: content.bylines.join('\n'),
    body: text,
    kept,
    summary: content.summary ?? '',
    language: content.language,
    category: content.category ?? '',
    priority: String(content.priority),
    keywords: content.keywords.join(', '),
    subjects: content.subjects.map(({ qcode, name }) => `${qcode} ${name}`).join('\n'),
    group: more.group ?? '',
    sources: writeSources(content.sources ?? []),
    people: writeSources(content.people ?? []),
    organisations: writeSources(content.organisations ?? []),
    places: writeSources(content.places ?? []),
    links: writeLinks(content.links ?? []),
    expiresAt: content.expiresAt === undefined ? '' : inMinutes(new Date(content.expiresAt), more.timeZone),
    ...embargoFields(more.embargo, more.timeZone),
    carried: carriedOf(content, more.type),
  }
}

const minuteMs = 60_000

/** To the minute, and never earlier than it was said. */
const inMinutes = (moment: Date, timeZone: string): string =>
  toLocal(new Date(Math.ceil(moment.getTime() / minuteMs) * minuteMs), timeZone)

const embargoFields = (embargo: Embargo | null, timeZone: string) => {
  if (embargo === null) return { embargo: 'none', embargoUntil: '' }
  if (embargo.until === null) return { embargo: 'open', embargoUntil: '' }
  return { embargo: 'until', embargoUntil: inMinutes(embargo.until, timeZone) }
}

const carriedOf = ({ rights, renditions, media, members }: DraftContent, type: ItemType): Carried => ({
  type,
  ...(rights === undefined ? {} : { rights }),
  ...(renditions === undefined ? {} : { renditions }),
  ...(media === undefined ? {} : { media }),
  ...(members === undefined ? {} : { members }),
})
