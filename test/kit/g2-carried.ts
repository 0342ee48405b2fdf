import { expect } from 'vitest'
import { paragraph } from '../../src/domain/body.ts'
import { noticeOf } from '../../src/domain/notice.ts'
import { urgencyOf } from '../../src/domain/taxonomy.ts'
import type { SentVersion } from '../../src/domain/version.ts'
import type { Writable } from '../../src/formats/document.ts'
import { copyrightNotice, usageTerms } from '../../src/formats/labels.ts'
import { priorityOfUrgency } from '../../src/formats/read/standing.ts'
import { agency } from './examples.ts'

const mediaOf = ({ media }: Writable['content']) => {
  if (media === undefined) return null
  const { assets: _, focus: __, ...said } = media
  return said
}

/** What a NewsML-G2 document carries of a version: everything but its number in the wire, who sent it and the summary for the public. */
export const carried = (sent: Writable) => {
  const { content, state } = sent
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
    media: mediaOf(content),
    members: content.members ?? [],
    holds: [],
    remarks: [],
  }
}
