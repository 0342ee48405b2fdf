import { urgencyOf } from '../../domain/taxonomy.ts'
import type { Embargo } from '../../domain/version.ts'
import type { Part, Writable } from '../document.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { escapeLine, escapeXml } from '../xml.ts'
import { linksOf } from './named.ts'
import { newsComponent } from './write-component.ts'

/** NewsML 1.2 as HAS subscribers ask for it (`newsml12`): one NewsItem, no prefix and no namespace, times in UTC to the second. Valid NewsML 1.2 by its names;
 *  what it has no word for stands in a `Property`, and as an AdvisoryLine for people. */
export const writeNewsml12 = (version: Writable, rendering: Rendering): string =>
  writeNewsml12Series([{ version, rendering }], rendering.agency)

/** Several items in one document, as a series of pictures is asked for. @throws RangeError without items */
export const writeNewsml12Series = (parts: readonly Part[], agency: Agency): string => {
  const views = parts.map(({ version, rendering }) => shown(version, rendering))
  const newest = views.toSorted((a, b) => b.versionCreated.getTime() - a.versionCreated.getTime())[0]
  if (newest === undefined) throw new RangeError('a NewsML document holds one item at least')
  return `<?xml version="1.0" encoding="UTF-8"?>
<NewsML Version="1.2">
<NewsEnvelope><TransmissionId>${escapeXml(newest.item)}:${newest.number}</TransmissionId><SentFrom><Party FormalName="${escapeLine(agency.name)}"/></SentFrom><DateAndTime>${basic(newest.versionCreated)}</DateAndTime><Priority FormalName="${Math.min(...views.map(urgency))}"/></NewsEnvelope>
${views.map(view => newsItem(view, agency)).join('\n')}
</NewsML>
`
}

const basic = (moment: Date): string => `${moment.toISOString().slice(0, 19).replace(/[-:]/gu, '')}Z`

/** A kill is as urgent as can be. */
const urgency = ({ status, priority }: Shown): number => (status === 'canceled' ? 1 : urgencyOf(priority))

const newsItem = (view: Shown, agency: Agency): string => `<NewsItem xml:lang="${view.language}">
${identification(view, agency)}
${newsManagement(view)}
${newsComponent(view, agency)}
</NewsItem>`

/** The parts of the identifier may hold no colon, so the id of the item stands there with hyphens; as it is it is the NameLabel. The GUID, which need not be made
 *  of these parts, is a label. */
const identification = (view: Shown, agency: Agency): string => {
  const day = view.item.split(':')[2] ?? ''
  const id = view.item.replaceAll(':', '-')
  const urn = `urn:newsml:${agency.domain}:${day}:${id}:${view.number}`
  return [
    '<Identification><NewsIdentifier>',
    `<ProviderId>${escapeXml(agency.domain)}</ProviderId><DateId>${day}</DateId><NewsItemId>${escapeXml(id)}</NewsItemId>`,
    `<RevisionId PreviousRevision="${view.number - 1}" Update="N">${view.number}</RevisionId>`,
    `<PublicIdentifier>${escapeXml(urn)}</PublicIdentifier></NewsIdentifier>`,
    `<NameLabel>${escapeXml(view.item)}</NameLabel>`,
    `<Label><LabelType FormalName="GUID"/><LabelText>${escapeLine(view.guid)}</LabelText></Label></Identification>`,
  ].join('')
}

const statuses = { usable: 'Usable', withheld: 'Withheld', canceled: 'Canceled' } as const

/** In the order of the standard. The signal is the Instruction. */
const newsManagement = (view: Shown): string => {
  const status = view.status === 'usable' && view.embargo !== null ? 'Embargoed' : statuses[view.status]
  const signal = view.status === 'canceled' ? 'kill' : view.status === 'withheld' ? 'withhold' : view.signal
  return [
    '<NewsManagement><NewsItemType FormalName="News"/>',
    `<FirstCreated>${basic(view.firstCreated)}</FirstCreated><ThisRevisionCreated>${basic(view.versionCreated)}</ThisRevisionCreated>`,
    `<Status FormalName="${status}"/>${willChange(view.embargo)}<Urgency FormalName="${urgency(view)}"/>`,
    signal === 'new' ? '' : `<Instruction FormalName="${signal[0]?.toUpperCase()}${signal.slice(1)}"/>`,
    view.group === null ? '' : `<Property FormalName="Group" Value="${escapeLine(view.group)}"/>`,
    view.replaces === null ? '' : `<Property FormalName="Replaces" Value="${escapeLine(view.replaces)}"/>`,
    view.expires === null ? '' : `<Property FormalName="Expires" Value="${basic(view.expires)}"/>`,
    linksOf(view),
    '</NewsManagement>',
  ].join('')
}

/** Rounded up to the second, since nothing may come free early; nothing where the end of the embargo is not known. */
const willChange = (embargo: Embargo | null): string => {
  if (embargo?.until == null) return ''
  const until = basic(new Date(Math.ceil(embargo.until.getTime() / 1000) * 1000))
  return `<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>${until}</DateAndTime></StatusWillChange>`
}
