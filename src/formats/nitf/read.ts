import { textOfBody } from '../../domain/body.ts'
import { isItemId, typeOfItemId } from '../../domain/ids.ts'
import { type Signal, signals } from '../../domain/signal.ts'
import { withBeside } from '../read/beside.ts'
import { complete, type Found } from '../read/complete.ts'
import { readMoment } from '../read/moments.ts'
import { readNotes } from '../read/notes.ts'
import { embargoSaid, momentSaid } from '../read/said.ts'
import { priorityOfUrgency, readStatus } from '../read/standing.ts'
import { attributeOf, childAt, childrenOf, type Element, textOf } from '../read/xml-tree.ts'
import type { ReadDefaults, Reading, Remark, Source } from '../reading.ts'
import { type NitfBody, readNitfBody } from './body.ts'
import { notesIn, rightsIn, sourcesIn, subjectsIn } from './docdata.ts'
import { mediaOf, membersOf } from './media.ts'
import { readMediaFacts } from './media-facts.ts'
import { isLink, linksIn, namesOf } from './named.ts'

/** Reads a NITF document 2.5 to 3.6, with namespace or without: the story, and beside it the pictures that it shows, each as an item of its own. A document of
 *  nothing but one `media` is that picture or video. Absent parts are absent; no part of a document is needed. */
export const readNitf = (root: Element, { defaults }: Source): Reading => {
  const body = readNitfBody(root, defaults.baseUrl)
  const story = storyOf(root, body, defaults)
  const items = withBeside(story, mediaOf(body, defaults.baseUrl), body.body.length > 0)
  return {
    format: 'nitf',
    formatVersion: /NITF (?:XML )?(\d+\.\d+)/u.exec(attributeOf(root, 'version') ?? '')?.[1] ?? null,
    items: items.map(each => complete(each, defaults)),
    refused: [],
  }
}

const storyOf = (root: Element, body: NitfBody, defaults: ReadDefaults): Found => {
  const head = childAt(root, 'head')
  const docdata = childAt(head, 'docdata')
  const isPicture = body.body.length === 0 && body.media.length === 1
  const remarks = remarksOf(head, docdata, body).filter(({ field }) => !(isPicture && field === 'evloc'))
  const moment = (element: Element | null, field: string) =>
    momentSaid(normOf(element), { field, zone: defaults.timeZone, remarks })
  const key = childAt(docdata, 'du-key')
  const du = attributeOf(key, 'key')
  const isOurs = du !== null && isItemId(du)
  const id = attributeOf(childAt(docdata, 'doc-id'), 'id-string') ?? (isOurs ? null : du) ?? attributeOf(root, 'uno')
  const notes = notesIn(root, docdata)
  const { subjects, words } = subjectsIn(head, docdata)
  const keywords = childrenOf(childAt(docdata, 'key-list'), 'keyword').map(
    each => attributeOf(each, 'key') ?? textOf(each) ?? '',
  )
  const slugs = childrenOf(head, 'meta').filter(each => each.attributes.name === 'anpa-keyword')
  const revisions = childrenOf(head, 'revision-history').flatMap(each => moment(each, 'firstCreated') ?? [])
  const standing = standingOf(docdata, notes, defaults)
  const story: Found = {
    id,
    version: attributeOf(key, 'version'),
    itemId: isOurs ? du : null,
    type: isOurs ? typeOfItemId(du) : 'text',
    provider: providerOf(root, docdata),
    language: languageOf(root),
    headline: body.headline,
    deck: body.deck,
    summary: body.abstract,
    dateline: body.dateline,
    bylines: body.bylines,
    body: body.body,
    subjects,
    categoryWords: words,
    keywords: [...keywords, ...slugs.flatMap(each => attributeOf(each, 'content') ?? [])],
    priority: priorityOfUrgency(attributeOf(childAt(docdata, 'urgency'), 'ed-urg')),
    replaces: affectedBy(docdata).find(each => each !== id) ?? null,
    group: attributeOf(childAt(docdata, 'series'), 'series.name') ?? (isOurs || du === id ? null : du),
    firstCreated: revisions.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
    versionCreated: moment(childAt(docdata, 'date.issue'), 'versionCreated'),
    ...namesOf(docdata),
    links: linksIn(head),
    sources: sourcesIn(docdata),
    rights: rightsIn(root, docdata),
    media: isPicture ? readMediaFacts(docdata, body.media) : null,
    members: membersOf(body.members),
    ...standing,
    expires: moment(childAt(docdata, 'date.expire'), 'expires') ?? standing.expires ?? null,
    remarks,
  }
  // Where one of ours is taken back, its text is the sentence for readers; somebody else's may still be the story.
  const isTakenBack = isOurs && (story.signal === 'kill' || story.signal === 'withhold')
  return isTakenBack ? { ...story, body: [], line: textOfBody(body.body) } : story
}

/** Other documents that this one speaks of: one whose status it changes, one that it puts right. */
const affectedBy = (docdata: Element | null): string[] =>
  [attributeOf(docdata, 'management-doc-idref'), attributeOf(childAt(docdata, 'correction'), 'id-string')].filter(
    each => each !== null,
  )

/** What the document is in the life of its story: signal, embargo, notes. */
const standingOf = (
  docdata: Element | null,
  { desk, types, readers }: ReturnType<typeof notesIn>,
  defaults: ReadDefaults,
): Found => {
  const status = readStatus(attributeOf(docdata, 'management-status'))
  const correction = childAt(docdata, 'correction')
  const info = attributeOf(correction, 'info')
  const isSaid = info === null || [...readers, ...desk].some(each => each.replace(/\s+/gu, ' ').includes(info))
  const notes = readNotes(isSaid ? desk : [...desk, info])
  const typed = signals.find(signal => types.includes(signal)) ?? null
  const signal: Signal = status.signal ?? (correction === null ? null : 'correction') ?? typed ?? notes.signal ?? 'new'
  const zone = defaults.timeZone
  const { embargo, holds } = embargoSaid(releaseOf(docdata, status.isEmbargoed, zone), {
    isEmbargoed: status.isEmbargoed,
    notes,
    zone,
  })
  return {
    signal,
    note: notes.note,
    line: readers.length > 0 ? readers.join(' ') : null,
    replacedBy: notes.replacedBy,
    expires: notes.expires,
    reason: notes.reason,
    embargo,
    holds: [status.hold, ...holds],
  }
}

/** `date.release` is the earliest moment at which the story may be published (NITF 3.6 §date.release): an embargo where the status says so, or where it is later
 *  than the date of issue. Agencies put the date of issue into it otherwise. */
const releaseOf = (docdata: Element | null, isEmbargoed: boolean, zone: string | null): string | null => {
  const text = normOf(childAt(docdata, 'date.release'))
  const released = readMoment(text, zone)
  const issued = readMoment(normOf(childAt(docdata, 'date.issue')), zone)
  const isLater = released === null || issued === null || released > issued
  return isEmbargoed || isLater ? text : null
}

const normOf = (element: Element | null): string | null => attributeOf(element, 'norm') ?? textOf(element)

const providerOf = (root: Element, docdata: Element | null): string | null => {
  const distributor = childAt(root, 'body', 'body.head', 'distributor')
  return (
    textOf(distributor) ??
    attributeOf(childAt(docdata, 'doc.copyright'), 'holder') ??
    attributeOf(childAt(root, 'head', 'pubdata'), 'name') ??
    attributeOf(childAt(docdata, 'doc-id'), 'regsrc') ??
    attributeOf(childAt(docdata, 'del-list', 'from-src'), 'src-name')
  )
}

const languageOf = (root: Element): string | null => {
  const body = childAt(root, 'body')
  const places = [root, body, childAt(body, 'body.content'), childAt(body, 'body.head', 'hedline', 'hl1')]
  const said = places.flatMap(each => [
    attributeOf(each, 'xml:lang'),
    attributeOf(each, 'lang'),
    attributeOf(each, 'baselang'),
  ])
  return said.find(each => each !== null) ?? null
}

const unread = ['evloc', 'fixture', 'doc-scope', 'iim']

/** What the document says that no item has a place for. */
const remarksOf = (head: Element | null, docdata: Element | null, body: NitfBody): Remark[] => {
  const lost = (field: string, detail: string): Remark => ({ kind: 'lost', field, detail })
  const metas = childrenOf(head, 'meta').flatMap(each => attributeOf(each, 'name') ?? [])
  const others = metas.filter(name => !isLink(name) && !/^(?:(?:anpa-)?category|anpa-keyword)$/iu.test(name))
  const elements = unread.filter(name => childAt(docdata, name) !== null || childAt(head, name) !== null)
  const limits = ['startdate', 'enddate', 'geography', 'agent'].filter(
    name => attributeOf(childAt(docdata, 'doc.rights'), name) !== null,
  )
  return [
    ...body.lost.map(name => lost('body', `<${name}> is left out`)),
    ...elements.map(name => lost(name, `<${name}> has no place in an item`)),
    ...(others.length === 0 ? [] : [lost('meta', others.join(', '))]),
    ...(limits.length === 0 ? [] : [lost('rights', `doc.rights: ${limits.join(', ')}`)]),
  ]
}
