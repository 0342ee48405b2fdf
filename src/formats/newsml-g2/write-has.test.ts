import { expect, test } from 'vitest'
import {
  agency,
  examples,
  floodInVeyra,
  floodKilled,
  harbourInQadira,
  lakeDossier,
  lakePicture,
  lakeVideo,
  version,
} from '../../../test/kit/examples.ts'
import { noticeOf } from '../../domain/notice.ts'
import type { Rendering } from '../rendering.ts'
import { writeNewsml29, writeNewsml29Series } from './write-has.ts'

// Each test is a rule learnt from clients that read the dialect.

const full: Rendering = { face: 'full', notice: null, agency }
const all = Object.entries(examples).flatMap(([name, each]) =>
  (['full', 'headline', 'notice'] as const).map(
    face => [`${name} ${face}`, writeNewsml29(each, { ...full, face })] as const,
  ),
)

const first = (document: string, pattern: RegExp): string | undefined => pattern.exec(document)?.[1]

/** What a client reads as the text of body.content: one text node, unescaped once. */
const contentOf = (document: string): string | undefined =>
  first(document, /<body\.content>([^<]*)<\/body\.content>/)
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

test('elements stand in default namespaces without a prefix, and there is exactly one newsItem', () => {
  for (const [name, document] of all) {
    expect(document.match(/<\/?[\w.]+:/), name).toBeNull()
    expect(document.match(/<newsItem /g), name).toHaveLength(1)
    expect(document).toContain('<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">')
    expect(document).toContain('<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">')
  }
})

test('the guid is the item id, and times are in UTC to the second', () => {
  const document = writeNewsml29(floodInVeyra, full)
  expect(first(document, /<newsItem guid="([^"]*)"/)).toBe(floodInVeyra.item)
  expect(first(document, /<versionCreated>(.*?)</)).toBe('2026-11-23T09:00:00Z')
})

test('the first subject is the category and has a Turkish name first, in any language of the item', () => {
  const document = writeNewsml29(harbourInQadira, full)
  expect(first(document, /(<subject .*?<\/name>)/)).toBe(
    '<subject qcode="DLcat:ECO"><name xml:lang="tr">Ekonomi</name>',
  )
})

test('all four parts of the body and exactly one headline stand in every document, even empty', () => {
  for (const [name, document] of all) {
    for (const part of [/<hl1>[^<]*<\/hl1>/, /<byttl>[^<]*<\/byttl>/, /<abstract>[^<]*<\/abstract>/]) {
      expect(document, name).toMatch(part)
    }
    expect(contentOf(document), name).toBeDefined()
    expect(document.split('</contentMeta>')[0]?.match(/<headline>/g), name).toHaveLength(1)
  }
})

test('the text is HTML in one text node and begins with the place and the code of the agency', () => {
  expect(contentOf(writeNewsml29(floodInVeyra, full))).toMatch(
    /^<p>VEYRA \(DL\) - The river Sarn left .*<\/p>\n<p>The water .*<p>&quot;Nobody is missing/s,
  )
})

test('a text without a place still begins with the code, since a client keeps only what follows it', () => {
  const document = writeNewsml29(version({ content: { dateline: null } }), full)
  expect(contentOf(document)).toMatch(/^<p>\(DL\) - Ferries crossed/)
})

test('to a client that ignores the status a killed item is its notice, under the time of the kill', () => {
  const rendering: Rendering = { face: 'notice', notice: noticeOf(floodKilled), noticeAt: floodKilled.sentAt, agency }
  for (const each of [floodInVeyra, floodKilled]) {
    const document = writeNewsml29(each, rendering)
    expect(first(document, /<hl1>(.*?)<\/hl1>/)).toBe(noticeOf(floodKilled).headline)
    expect(contentOf(document)).toBe('<p>(DL) - This story described a drill and has been withdrawn.</p>')
    expect(first(document, /<versionCreated>(.*?)</)).toBe('2026-11-23T11:00:00Z')
    expect(first(document, /<pubStatus qcode="(.*?)"/)).toBe('stat:canceled')
  }
})

test('only flash and urgent items have a priority that clients take for a flash', () => {
  for (const priority of [3, 4, 5, 6] as const) {
    const document = writeNewsml29(version({ content: { priority } }), full)
    expect(Number(first(document, /<priority>(\d)</))).toBeGreaterThan(2)
    expect(Number(first(document, /<urgency>(\d)</))).toBeGreaterThan(2)
  }
})

test('a picture names its photographer, a video its cameraman, and each file has its size', () => {
  const picture = writeNewsml29(lakePicture, full)
  expect(picture).toContain('<itemClass qcode="ninat:picture"/>')
  expect(picture).toContain('<creator qcode="DLrole:photographer" literal="Mara Quill"/>')
  expect(picture).toContain(
    '<remoteContent rendition="rnd:print" href="https://media.meridian.example/2026/11/23/1020-print.jpg" contenttype="image/jpeg" size="1204880" width="3000" height="2000"/>',
  )
  const video = writeNewsml29(lakeVideo, full)
  expect(video).toContain('<creator qcode="DLrole:cameraman" literal="Işıl Çınar"/>')
  expect(video.match(/<remoteContent [^>]*duration="63" durationunit="timeunit:seconds"\/>/g)).toHaveLength(2)
  expect(writeNewsml29(lakePicture, { ...full, face: 'headline' })).not.toContain('<remoteContent')
})

test('a collection links what it holds by item id, pictures first, each with class and title', () => {
  const members = lakeDossier.content.members ?? []
  const elsewhere = { guid: 'tag:other.example,2026:7', type: 'text', headline: null, version: null } as const
  const document = writeNewsml29(
    { ...lakeDossier, content: { ...lakeDossier.content, members: [...members, elsewhere] } },
    full,
  )
  expect(
    [...document.matchAll(/<link rel="irel:seeAlso" residref="([^"]*)"><itemClass qcode="([^"]*)"\/><title>/g)].map(
      ([, id, kind]) => `${id} ${kind}`,
    ),
  ).toEqual([
    'dl:picture:20261123:1020 ninat:picture',
    'dl:text:20261123:1001 ninat:text',
    'dl:graph:20261123:1022 ninat:graphic',
    'tag:other.example,2026:7 ninat:text',
  ])
})

test('a series is one message with an item for each picture, sent when the newest was', () => {
  const second = {
    ...version({ n: 1030, type: 'picture', content: lakePicture.content }),
    sentAt: new Date('2026-11-23T12:34:56Z'),
  }
  const document = writeNewsml29Series(
    [lakePicture, second].map(version => ({ version, rendering: full })),
    agency,
  )
  expect([...document.matchAll(/<newsItem guid="([^"]*)"/g)].map(([, guid]) => guid)).toEqual([
    lakePicture.item,
    second.item,
  ])
  expect(first(document, /<sent>(.*?)</)).toBe('2026-11-23T12:34:56Z')
  expect(first(document, /<transmitId>(.*?)</)).toBe('dl:picture:20261123:1020:1')
  expect(document.match(/<itemSet>/g)).toHaveLength(1)
})
