import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  agency,
  cropReport,
  embargoed,
  examples,
  floodCorrected,
  floodInVeyra,
  floodKilled,
  lakeDossier,
  lakePicture,
  lakeVideo,
  version,
} from '../../../test/kit/examples.ts'
import { newsmlG2Errors } from '../../../test/kit/schemas.ts'
import { arbitraryVersion } from '../../../test/kit/versions-arbitrary.ts'
import { paragraph } from '../../domain/body.ts'
import { noticeOf } from '../../domain/notice.ts'
import { urgencyOf } from '../../domain/taxonomy.ts'
import type { SentVersion } from '../../domain/version.ts'
import type { Writable } from '../document.ts'
import { copyrightNotice, usageTerms } from '../labels.ts'
import { priorityOfUrgency } from '../read/standing.ts'
import { parseXml } from '../read/xml-tree.ts'
import { noDefaults, type ReadItem } from '../reading.ts'
import type { Face, Rendering } from '../rendering.ts'
import { readNewsmlG2 } from './read.ts'
import { writeNewsmlG2 } from './write.ts'
import { writeNewsml29, writeNewsml29Series } from './write-has.ts'
import { writeNewsMessage } from './write-message.ts'

const full: Rendering = { face: 'full', notice: null, agency }
const faces: Face[] = ['full', 'headline', 'notice']

const read = (text: string): readonly ReadItem[] =>
  readNewsmlG2(parseXml(text), { bytes: Buffer.from(text), text, defaults: noDefaults }).items

const onlyOf = (text: string): ReadItem => {
  const [item, ...others] = read(text)
  if (item === undefined || others.length > 0) throw new Error(`${others.length} items beside`)
  return item
}

/** What a NewsML-G2 document carries of a version: everything but its number in the wire, who sent it and the summary for the public. */
const carried = (sent: Writable) => {
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
    members: content.members ?? [],
    holds: [],
    remarks: [],
  }
}

test('every example comes back from its document as it was, and nothing is remarked', () => {
  for (const [name, sent] of Object.entries(examples)) {
    expect(onlyOf(writeNewsmlG2(sent, full)), name).toMatchObject(carried(sent))
  }
})

test('any version comes back from its document as it was', () => {
  fc.assert(
    fc.property(arbitraryVersion(), sent => {
      expect(onlyOf(writeNewsmlG2(sent, full))).toMatchObject(carried(sent))
    }),
    { numRuns: 400 },
  )
})

test('somebody else’s subjects, notes of several lines, and what an item replaces come back', () => {
  const replaces = 'tag:other.example,2026:story:é"1'
  const sent: Writable = {
    ...version({
      note: 'Adds a line\nand another',
      content: { subjects: [{ qcode: 'local:harbours', name: 'harbours' }] },
    }),
    replaces,
  }
  expect(onlyOf(writeNewsmlG2(sent, full))).toMatchObject(carried(sent))
  const austrian: Writable = { ...sent, content: { ...sent.content, language: 'de-AT' } }
  expect(onlyOf(writeNewsmlG2(austrian, full))).toMatchObject({ language: 'de-AT', replaces })
})

test('documents of every face are valid for any version, one to a message or many', async () => {
  const documents: Record<string, string> = {}
  const sample = fc.sample(arbitraryVersion(), 60)
  sample.forEach((sent, i) => {
    for (const face of faces) {
      documents[`g2-${i}-${face}`] = writeNewsmlG2(sent, { ...full, face })
      documents[`has-${i}-${face}`] = writeNewsml29(sent, { ...full, face })
    }
  })
  const message = { rendering: full, sentAt: new Date('2026-11-23T12:00:00Z'), transmitId: 't "1"', channels: ['a&b'] }
  documents.message = writeNewsMessage(sample, { ...message, isAtomic: true })
  documents.series = writeNewsml29Series(sample, full)
  expect(await newsmlG2Errors(documents)).toEqual([])
})

test('addresses of any kind leave the document valid', async () => {
  const odd = [
    'a b.jpg',
    'http://[',
    '%zz',
    'a:b',
    '//x',
    '',
    '#a#b',
    'https://x.example/"<ı>|',
    'http://x.example:99999/',
    '\ud800',
    '::',
    '\\\\share',
  ]
  const address = fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', maxLength: 12 }))
  const documents: Record<string, string> = {}
  fc.sample(address, 200).forEach((href, i) => {
    const [file] = lakePicture.content.renditions ?? []
    if (file === undefined) throw new Error('the picture has no file')
    const content = { ...lakePicture.content, sources: [{ name: 'x', uri: href }], renditions: [{ ...file, href }] }
    documents[`odd-${i}`] = writeNewsmlG2({ ...lakePicture, content }, full)
  })
  expect(await newsmlG2Errors(documents)).toEqual([])
})

test('a message carries its items whole, what is referred to before what refers to it', () => {
  const dossier = version({
    ...lakeDossier,
    n: 1024,
    content: {
      ...lakeDossier.content,
      members: [
        { guid: lakePicture.guid, type: 'picture', headline: null, version: 1 },
        { guid: floodInVeyra.guid, type: 'text', headline: null, version: null },
      ],
    },
  })
  const sent = [dossier, lakeVideo, floodInVeyra, lakePicture]
  const document = writeNewsMessage(sent, {
    rendering: full,
    sentAt: new Date('2026-11-23T12:00:00Z'),
    transmitId: 'tx-1',
    channels: ['text-en', 'pictures'],
  })
  expect(read(document).map(item => item.id)).toEqual(
    [lakePicture, floodInVeyra, dossier, lakeVideo].map(each => each.guid),
  )
  for (const item of read(document))
    expect(item).toMatchObject(carried(sent.find(each => each.guid === item.id) ?? dossier))
  expect(document).toContain('<header><sent>2026-11-23T12:00:00.000Z</sent><catalogRef')
  expect(document).toContain(
    '<priority>2</priority><origin>meridian.example</origin><channel>text-en</channel><channel>pictures</channel></header>',
  )
  expect(document).not.toContain('nmsig:')
})

test('a message of no items is refused, and so is a series', () => {
  const message = { rendering: full, sentAt: new Date(0), transmitId: 'x', channels: [] }
  expect(() => writeNewsMessage([], message)).toThrow(RangeError)
  expect(() => writeNewsml29Series([], full)).toThrow(RangeError)
})

test('two packages that hold each other stand in one message once', () => {
  const holding = (n: number, other: number) =>
    version({
      n,
      type: 'collection',
      content: {
        members: [
          {
            guid: `tag:meridian.example,2026-11-23:collection:${other}`,
            type: 'collection',
            headline: null,
            version: 1,
          },
        ],
      },
    })
  const document = writeNewsMessage([holding(1, 2), holding(2, 1)], {
    rendering: full,
    sentAt: new Date(0),
    transmitId: 'x',
    channels: [],
  })
  expect(read(document).map(item => item.itemId)).toEqual(['dl:collection:20261123:2', 'dl:collection:20261123:1'])
})

test('the HAS dialect comes back as far as it carries a version: without group, line and lead', () => {
  for (const sent of [floodInVeyra, cropReport, embargoed, lakePicture, lakeVideo, floodCorrected, floodKilled]) {
    const item = onlyOf(writeNewsml29(sent, full))
    const {
      id,
      version: number,
      type,
      signal,
      headline,
      deck,
      dateline,
      bylines,
      body,
      category,
      subjects,
      keywords,
      note,
      embargo,
      renditions,
    } = carried(sent)
    expect(item, sent.item).toMatchObject({
      version: number,
      type,
      signal,
      headline,
      deck,
      dateline,
      bylines,
      category,
      subjects,
      keywords,
      note,
      embargo,
      renditions,
    })
    expect(item.body, sent.item).toEqual(body)
    expect(item.id).toBe(sent.item)
    expect(id).not.toBe(item.id)
  }
})
