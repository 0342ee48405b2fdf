import { expect } from 'vitest'
import { paragraph } from '../../src/domain/body.ts'
import { noticeOf } from '../../src/domain/notice.ts'
import { urgencyOf } from '../../src/domain/taxonomy.ts'
import type { SentVersion } from '../../src/domain/version.ts'
import type { Writable } from '../../src/formats/document.ts'
import { copyrightNotice, usageTerms } from '../../src/formats/labels.ts'
import { priorityOfUrgency } from '../../src/formats/read/standing.ts'
import { agency } from './examples.ts'

/** Whom a picture is about are whom it shows. */
const mediaOf = ({ media, people = [] }: Writable['content'], isOfFiles: boolean) => {
  const nothing = { altText: null, takenAt: null, place: null, persons: [], credit: null }
  const { assets: _, focus: __, ...said } = media ?? { ...nothing, assets: [], focus: null }
  const persons = new Set([...said.persons, ...(isOfFiles ? people.map(each => each.name) : [])])
  return media === undefined && persons.size === 0 ? null : { ...said, persons: [...persons] }
}

/** What a NewsML-G2 document carries of a version: everything but its number in the wire, who sent it and the summary for the public. */
export const carried = (sent: Writable) => {
  const { content, state } = sent
  const isOfFiles = sent.type !== 'text' && sent.type !== 'collection'
  const notice = state === 'usable' ? null : noticeOf(sent as SentVersion)
  return {
    id: sent.guid,
    version: String(sent.number),
    itemId: sent.item,
    type: sent.type,
    signal: sent.signal,
    otherSignals: [],
    provider: agency.name,
    language: content.language,
    headline: notice?.headline ?? content.headline,
    deck: notice === null ? content.deck : null,
    dateline: notice === null ? content.dateline : null,
    bylines: notice === null ? content.bylines : [],
    body: notice === null ? content.body : [paragraph(notice.line)],
    category: content.category,
    priority: state === 'killed' ? 1 : priorityOfUrgency(String(urgencyOf(content.priority))),
    subjects: notice === null ? content.subjects : [],
    keywords: notice === null ? content.keywords : [],
    people: isOfFiles ? [] : (content.people ?? []),
    organisations: content.organisations ?? [],
    places: content.places ?? [],
    links: (content.links ?? []).map(({ rel, guid, version, headline }) => ({ rel, id: guid, version, headline })),
    expires: content.expiresAt === undefined ? null : new Date(content.expiresAt),
    reason: sent.reason ?? null,
    note: sent.note,
    line: notice === null ? sent.line : null,
    embargo: sent.embargo,
    replaces: sent.replaces ?? null,
    replacedBy: sent.replacedBy === null ? null : expect.stringContaining('tag:meridian.example,'),
    group: sent.group,
    firstCreated: sent.firstSentAt,
    versionCreated: sent.sentAt,
    sources: content.sources ?? [],
    rights: {
      holder: content.rights?.holder ?? agency.name,
      notice: content.rights?.notice ?? copyrightNotice(agency, sent.firstSentAt),
      terms: content.rights?.terms ?? usageTerms(agency, content.language),
    },
    renditions: content.renditions ?? [],
    media: mediaOf(content, isOfFiles),
    members: content.members ?? [],
    holds: [],
    remarks: [],
  }
}
