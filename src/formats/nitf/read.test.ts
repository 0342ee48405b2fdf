import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agency, embargoed, examples, floodCorrected, floodInVeyra, floodKilled } from '../../../test/kit/examples.ts'
import { arbitraryVersion } from '../../../test/kit/versions-arbitrary.ts'
import { textOfBody } from '../../domain/body.ts'
import { noticeOf } from '../../domain/notice.ts'
import type { SentVersion } from '../../domain/version.ts'
import { differences } from '../carried.ts'
import { parseXml } from '../read/xml-tree.ts'
import { noDefaults, type ReadDefaults, type ReadItem, type Reading } from '../reading.ts'
import type { Rendering } from '../rendering.ts'
import { readNitf } from './read.ts'
import { writeNitf } from './write.ts'

const full: Rendering = { face: 'full', notice: null, agency }

const english: ReadDefaults = { ...noDefaults, language: 'en' }

const read = (text: string, defaults = english): Reading =>
  readNitf(parseXml(text), { text, bytes: Buffer.from(text), defaults })

const first = (reading: Reading): ReadItem => {
  const [item] = reading.items
  if (item === undefined) throw new Error('there is no item')
  return item
}

/** A document with this in its docdata, its body.head and its body.content. */
const nitf = (
  docdata: string,
  head = '<hedline><hl1>Ferries cross again</hl1></hedline>',
  content = '<p>Text.</p>',
  attributes = '',
) =>
  `<nitf><head><docdata ${attributes}>${docdata}</docdata></head><body><body.head>${head}</body.head><body.content>${content}</body.content></body></nitf>`

/** What a round trip through NITF changes; a kill is as urgent as can be, whatever its story was, and links are bare. */
const changed = (version: SentVersion): string[] => {
  const { items } = read(writeNitf(version, full))
  const [item] = items
  if (item === undefined || items.length > 1) return [`${items.length} items`]
  return differences(version, agency, item).filter(
    field => !field.startsWith('relation') && (version.signal !== 'kill' || field !== 'priority'),
  )
}

test('what our own writer wrote is read back whole: every example, and versions of every kind', () => {
  for (const [name, version] of Object.entries(examples)) expect(changed(version), name).toEqual([])
  fc.assert(
    fc.property(arbitraryVersion(), version => {
      expect(changed(version)).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('a body comes back block for block, its marks and links too', () => {
  for (const [name, version] of Object.entries(examples)) {
    if (version.state === 'usable')
      expect(first(read(writeNitf(version, full))).body, name).toEqual(version.content.body)
  }
})

test('the notice that stands for a killed story is read as a kill, its text as the sentence for readers', () => {
  const notice = writeNitf(floodInVeyra, { ...full, face: 'notice', notice: noticeOf(floodKilled) })
  expect(first(read(notice))).toMatchObject({
    signal: 'kill',
    line: floodKilled.line,
    body: [],
    itemId: floodInVeyra.item,
    note: floodKilled.note,
    holds: [],
  })
})

test('a document is read with a namespace, with a prefix, and with a document type that is not fetched', () => {
  const document = writeNitf(floodCorrected, full)
  const prefixed = document.replace(/<(\/?)(?=[a-z])/gu, '<$1n:').replace('xmlns=', 'xmlns:n=')
  const typed = document.replace('<nitf xmlns', '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:1/nitf-3-2.dtd">\n<nitf xmlns')
  expect(read(prefixed).items).toEqual(read(document).items)
  expect(read(typed).items).toEqual(read(document).items)
  expect(read(document).formatVersion).toBe('3.6')
})

test('the status is read in any case, and one that is not known holds', () => {
  const withStatus = (status: string) => first(read(nitf('', undefined, undefined, `management-status="${status}"`)))
  expect(withStatus('Usable').signal).toBe('new')
  expect(withStatus('CANCELLED').signal).toBe('kill')
  expect(withStatus('withheld').signal).toBe('withhold')
  expect(withStatus('Embargoed').embargo).toEqual({ until: null })
  expect(withStatus('perhaps').holds).toMatchObject([{ code: 'unknown-status' }])
})

test('a date of release is an embargo where it is later than the date of issue, and never freed by one that cannot be read', () => {
  const embargoOf = (docdata: string, attributes = '') =>
    first(read(nitf(docdata, undefined, undefined, attributes))).embargo
  const issue = '<date.issue norm="20261123T090000Z"/>'
  expect(embargoOf(`${issue}<date.release norm="20261123T090000Z"/>`)).toBeNull()
  expect(embargoOf(`${issue}<date.release norm="20261123T210000+0300"/>`)?.until?.toISOString()).toBe(
    '2026-11-23T18:00:00.000Z',
  )
  expect(embargoOf('<date.release norm="20261123T180000Z"/>')?.until?.toISOString()).toBe('2026-11-23T18:00:00.000Z')
  expect(embargoOf(`${issue}<date.release/>`)).toBeNull()
  const early = `${issue}<date.release norm="20261123T080000Z"/>`
  expect(embargoOf(early, 'management-status="embargoed"')?.until?.toISOString()).toBe('2026-11-23T08:00:00.000Z')
  expect(first(read(nitf(`${issue}<date.release norm="tomorrow noon"/>`)))).toMatchObject({
    embargo: { until: null },
    holds: [{ code: 'unreadable-embargo' }],
  })
  expect(first(read(nitf(`${issue}<ed-msg info="EMBARGO: not before the session"/>`)))).toMatchObject({
    embargo: { until: null },
    holds: [{ code: 'unreadable-embargo' }],
  })
})

test('headline, dateline and byline are found wherever agencies put them', () => {
  const item = (head: string) => first(read(nitf('', head)))
  expect(item('<hedline>Bare headline<hl2>Below it</hl2></hedline>')).toMatchObject({
    headline: 'Bare headline',
    deck: 'Below it',
  })
  expect(item('<dateline><location>Veyra<story.date norm="20261123"/></location></dateline>').dateline).toBe('Veyra')
  expect(item('<dateline>2026-11-23T09:00:00Z</dateline>').dateline).toBeNull()
  expect(item('<dateline>VEYRA <story.date>Monday</story.date></dateline>').dateline).toBe('VEYRA')
  expect(
    item('<byline>By <person>Ines <name.family>Tallow</name.family></person><byttl>Reporter</byttl></byline>').bylines,
  ).toEqual(['Ines Tallow'])
  expect(item('<byline>By Ines Tallow<byttl>Reporter</byttl></byline>').bylines).toEqual(['Ines Tallow'])
  expect(item('<byline><byttl>Ines Tallow, Piet Marrow</byttl></byline>').bylines).toEqual([
    'Ines Tallow',
    'Piet Marrow',
  ])
})

test('a document without head, or without text, is read as far as it goes', () => {
  const bare = first(
    read('<nitf><body><body.content><p>Caf&eacute; & more text than nothing.</p></body.content></body></nitf>'),
  )
  expect(bare).toMatchObject({ id: null, headline: 'Café & more text than nothing.', signal: 'new' })
  expect(first(read('<nitf/>', noDefaults)).holds).toMatchObject([{ code: 'no-language' }, { code: 'no-text' }])
})

test('body.content may be one text of HTML, escaped or in CDATA, or plain text', () => {
  const bodyOf = (content: string) => textOfBody(first(read(nitf('', undefined, content))).body)
  const html = '<p>VEYRA (DL) - The &quot;Sarn&quot;</p><p>falls</p>'
  expect(bodyOf(html.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))).toBe('VEYRA (DL) - The "Sarn"\n\nfalls')
  expect(bodyOf(`<![CDATA[${html}]]>`)).toBe('VEYRA (DL) - The "Sarn"\n\nfalls')
  expect(bodyOf('One line.\n\nAnother.')).toBe('One line.\n\nAnother.')
})

test('pictures inside a text become items of their own in the group of the story, under its embargo', () => {
  const media =
    '<media media-type="image"><media-reference source="https://a.example/1.jpg" mime-type="image/jpeg"/><media-caption>A lake</media-caption><media-producer>Mara Quill</media-producer></media>'
  const docdata = '<doc-id id-string="x1"/><date.release norm="20261123T180000Z"/>'
  const [story, picture] = read(nitf(docdata, undefined, `<p>Text.</p>${media}`)).items
  expect(story).toMatchObject({ id: 'x1', group: 'x1', type: 'text', renditions: [] })
  expect(picture).toMatchObject({
    id: 'x1#https://a.example/1.jpg',
    group: 'x1',
    type: 'picture',
    headline: 'A lake',
    bylines: ['Mara Quill'],
    embargo: story?.embargo,
  })
  const [gallery, ...pictures] = read(nitf(docdata, undefined, media + media.replace('1.jpg', '2.jpg'))).items
  expect(gallery).toMatchObject({ type: 'collection', members: pictures.map(({ id }) => ({ guid: id })) })
})

test('a subject code of old becomes its Media Topic, another code stays, and what is lost is said', () => {
  const tobject =
    '<nitf><head><meta name="x-desk" content="9"/><tobject><tobject.subject tobject.subject.refnum="15039001"/><tobject.subject tobject.subject.ipr="XX" tobject.subject.refnum="AB" tobject.subject.type="Boats"/></tobject></head><body><body.content><p>x</p></body.content></body></nitf>'
  const { subjects, remarks } = first(read(tobject))
  expect(subjects.map(each => each.qcode)).toEqual(['medtop:20000991', 'xx:AB'])
  expect(remarks).toContainEqual({ kind: 'lost', field: 'meta', detail: 'x-desk' })
})

test('an embargo that our writer put into words and status comes back to the second', () => {
  expect(first(read(writeNitf(embargoed, full))).embargo).toEqual(embargoed.embargo)
})

test('paragraphs whose lines were broken for printers are whole, and lines that are lines stay', () => {
  const body = (content: string) => first(read(nitf('', undefined, content))).body.map(block => textOfBody([block]))
  expect(
    body(
      '<p>   Ferries crossed Lake Orsel again on Monday after a week of <br />storms, and two more boats will follow them before the end of <br />the month.</p><p><br />XN iq</p>',
    ),
  ).toEqual([
    'Ferries crossed Lake Orsel again on Monday after a week of storms, and two more boats will follow them before the end of the month.',
    'XN iq',
  ])
  expect(body('<p>Orsel 3<br/>Veyra 1</p>')).toEqual(['Orsel 3', 'Veyra 1'])
})

test('a place that stands before the first words too is said once', () => {
  const head = '<hedline><hl1>Ferries cross</hl1></hedline><dateline><location>ORSEL, Lakeland</location></dateline>'
  const item = first(read(nitf('', head, '<p>ORSEL, Lakeland (XN) — Ferries sail again.</p>')))
  expect(item).toMatchObject({ dateline: 'ORSEL, Lakeland' })
  expect(textOfBody(item.body)).toBe('Ferries sail again.')
})
