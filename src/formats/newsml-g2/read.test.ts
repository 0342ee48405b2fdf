import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agency, examples } from '../../../test/kit/examples.ts'
import { ferry, firstOf, newsItem, readG2 } from '../../../test/kit/g2-documents.ts'
import { paragraph } from '../../domain/body.ts'
import { Unreadable } from '../reading.ts'
import { writeNewsmlG2 } from './write.ts'

// Each document is invented, and odd in a way that real agencies' files are.

test('a document without namespace, with a prefix, or with its parts in any order is the same document', () => {
  const plain = newsItem({ contentMeta: '<urgency>2</urgency>' })
  const expected = firstOf(plain)
  expect(expected).toMatchObject({
    priority: 2,
    headline: 'Ferries',
    version: '3',
    body: [paragraph('The ferry sails.')],
  })
  expect(firstOf(plain.replace(/ xmlns="[^"]*"/g, ''))).toEqual(expected)
  expect(
    firstOf(plain.replace(/<(\/?)(?=[a-z])/g, '<$1n:').replace('<n:newsItem xmlns=', '<n:newsItem xmlns:n=')),
  ).toEqual(expected)
  const [, meta = '', contentMeta = '', contents = ''] =
    /(<itemMeta>.*<\/itemMeta>)\s*(<contentMeta>.*<\/contentMeta>)(<contentSet>.*<\/contentSet>)/s.exec(plain) ?? []
  expect(
    firstOf(
      plain
        .replace(meta, '')
        .replace(contentMeta, '')
        .replace(contents, contents + contentMeta + meta),
    ),
  ).toEqual(expected)
})

test('an empty urgency and a missing provider are taken from the header of the message', () => {
  const item = newsItem({ contentMeta: '<urgency/>' })
  const message = (header: string) => `<newsMessage>${header}<itemSet>${item}</itemSet></newsMessage>`
  expect(
    firstOf(
      message('<header><sent>2026-01-02T03:04:05Z</sent><sender>x.example</sender><priority>1</priority></header>'),
    ),
  ).toMatchObject({
    priority: 1,
    provider: 'x.example',
    versionCreated: new Date('2026-01-02T03:04:05Z'),
  })
  expect(firstOf(message(''))).toMatchObject({ priority: null, provider: null, versionCreated: null })
})

test('items are found in a message within a message, and those that are no news are refused by name', () => {
  const others = ['conceptItem', 'knowledgeItem', 'planningItem', 'catalogItem', 'soup'].map(
    name => `<${name} guid="g"/>`,
  )
  const inner = `<newsMessage><header/><itemSet>${newsItem()}</itemSet></newsMessage>`
  const { items, refused, formatVersion } = readG2(
    `<newsMessage><itemSet>${newsItem()}<itemSet>${inner}</itemSet>${others.join('')}</itemSet></newsMessage>`,
  )
  expect(items).toHaveLength(2)
  expect(formatVersion).toBe('2.18')
  expect(refused.map(each => each.what)).toEqual([
    'conceptItem g',
    'knowledgeItem g',
    'planningItem g',
    'catalogItem g',
    'soup g',
  ])
  expect(refused[0]?.reason).toBe('it describes a concept for a vocabulary and is no news')
  expect(() => readG2('<newsMessage><header/></newsMessage>')).toThrow(Unreadable)
})

test('a package is a collection in the order of its groups, and a ring of groups ends', () => {
  const group = (id: string, inside: string) => `<group id="${id}">${inside}</group>`
  const item = firstOf(
    `<packageItem guid="p"><groupSet root="a">${group('b', '<itemRef residref="2" version="7"><itemClass qcode="x:picture"/><headline>H</headline></itemRef><groupRef idref="a"/>')}${group('a', '<itemRef href="1"/><groupRef idref="b"/><groupRef idref="none"/>')}${group('c', '<itemRef residref="3" contenttype="application/vnd.iptc.g2.packageitem+xml" title="T"/><itemRef/>')}</groupSet></packageItem>`,
  )
  expect(item.type).toBe('collection')
  expect(item.members).toEqual([
    { guid: '1', type: 'text', headline: null, version: null },
    { guid: '2', type: 'picture', headline: 'H', version: 7 },
    { guid: '3', type: 'collection', headline: 'T', version: null },
  ])
})

test('a package and the items it holds come from one message, the body where it is', () => {
  const bare = newsItem({ content: '' }).replace('2026:1', '2026:2')
  const pack =
    '<packageItem guid="p" xml:lang="en"><itemMeta/><contentMeta><headline>P</headline></contentMeta><groupSet root="r"><group id="r"><itemRef residref="tag:x.example,2026:1"/></group></groupSet></packageItem>'
  const { items } = readG2(`<newsMessage><itemSet>${pack}${newsItem()}${bare}</itemSet></newsMessage>`)
  expect(items.map(each => [each.type, each.body.length, each.holds.map(hold => hold.code)])).toEqual([
    ['collection', 0, []],
    ['text', 1, []],
    ['text', 0, ['no-text']],
  ])
})

test('links name what an item takes the place of, not its own version before', () => {
  const itemMeta = (residref: string) =>
    `<memberOf qcode="grp:7"><name>Storm</name></memberOf><altRep href="https://x.example/7"/><link rel="irel:previousVersion" residref="${residref}"/><link rel="irel:derivedFrom" href="https://y.example/"/>`
  expect(firstOf(newsItem({ itemMeta: itemMeta('tag:x.example,2026:0') }))).toMatchObject({
    replaces: 'tag:x.example,2026:0',
    group: 'Storm',
    url: 'https://x.example/7',
  })
  const item = firstOf(newsItem({ itemMeta: itemMeta('tag:x.example,2026:1') }))
  expect(item.replaces).toBeNull()
  expect(item.remarks).toContainEqual({ kind: 'lost', field: 'link', detail: 'derivedFrom to https://y.example/' })
})

test('an item of unknown class is taken for what its content is, with a remark', () => {
  const of = (content: string) => firstOf(newsItem({ content }).replace('ninat:text', 'ninat:hologram'))
  expect(of(ferry)).toMatchObject({ type: 'text', remarks: [{ kind: 'guessed', field: 'type' }] })
  expect(of('<remoteContent href="a.jpg" contenttype="image/jpeg"/>').type).toBe('picture')
  expect(
    of('<remoteContent href="a.mp4" contenttype="video/mp4"/><remoteContent href="a.jpg" contenttype="image/jpeg"/>')
      .type,
  ).toBe('video')
  expect(of('<remoteContent href="a.zip"/>').type).toBe('file')
})

const put = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('\0', '\ud800', '🙂', '&#0;', '<![CDATA[', '<!--', '<x>', 'ı'),
)

test('a document cut or changed anywhere gives items or a reason, and never fails', () => {
  const documents = Object.values(examples).map(sent => writeNewsmlG2(sent, { face: 'full', notice: null, agency }))
  const outcome = (text: string): string => {
    try {
      return readG2(text).items.length > 0 ? 'items' : 'refused'
    } catch (error) {
      return error instanceof Unreadable ? 'reason' : String(error)
    }
  }
  for (const text of documents)
    for (let end = 0; end < text.length; end += 331) expect(outcome(text.slice(0, end))).toBe('reason')
  const spliced = fc.tuple(fc.constantFrom(...documents), fc.nat(), fc.nat({ max: 60 }), put)
  fc.assert(
    fc.property(spliced, ([text, at, length, put]) => {
      const start = at % text.length
      expect(['items', 'refused', 'reason']).toContain(outcome(text.slice(0, start) + put + text.slice(start + length)))
    }),
    { numRuns: 300 },
  )
})

test('long runs of what patterns look for are read too', () => {
  const long = 400_000
  const contentMeta = `<dateline>${'-'.repeat(long)}x</dateline><by>${'by '.repeat(long)}</by>`
  const content = `<inlineData>${'&lt;p '.repeat(long)}</inlineData>`
  const itemMeta = `<edNote>${'\n '.repeat(long)}x</edNote>`
  expect(firstOf(newsItem({ itemMeta, contentMeta, content })).headline).toBe('Ferries')
})
