import { expect, test } from 'vitest'
import { firstOf, newsItem, readG2 } from '../../../test/kit/g2-documents.ts'
import { paragraph } from '../../domain/body.ts'

// Each document is invented, and odd in a way that real agencies' files are.

const contents: readonly (readonly [string, string])[] = [
  ['a fragment in no namespace', '<inlineXML><p>One</p><p>Two</p></inlineXML>'],
  [
    'a page',
    '<inlineXML><html><head><title>x</title></head><body><h1>Ferries</h1><p>One</p><p>Two</p></body></html></inlineXML>',
  ],
  ['tags as text', '<inlineXML>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</inlineXML>'],
  ['CDATA', '<inlineData contenttype="text/html"><![CDATA[<p>One</p>\n<p>Two</p>]]></inlineData>'],
  ['escaped HTML', '<inlineData>&lt;div&gt;One&lt;/div&gt;&lt;div&gt;Two&lt;/div&gt;</inlineData>'],
  ['lines', '<inlineData contenttype="text/plain">One\nTwo\n</inlineData>'],
  ['wrapped lines', '<inlineData contenttype="text/plain">\n One\n \n Two</inlineData>'],
  [
    'base64',
    `<inlineData contenttype="text/html" encoding="encd:base64">${Buffer.from('<p>One</p><p>Two</p>').toString('base64')}</inlineData>`,
  ],
  [
    'NITF',
    '<inlineXML><nitf><body><body.head/><body.content><p>One</p><p>Two</p></body.content></body></nitf></inlineXML>',
  ],
  [
    'NITF of blocks',
    '<inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.content><block><p>One</p></block><block><p>Two</p></block></body.content></body></nitf></inlineXML>',
  ],
  [
    'HTML in NITF',
    '<inlineXML><nitf><body><body.content>&lt;p&gt;ORSEL (XX) - One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</body.content></body></nitf></inlineXML>',
  ],
  [
    'a header before the text',
    '<inlineXML><html><body><header><h1>F</h1><p>By X</p></header><section class="main x"><p class="teaser">T</p><p>Orsel (xx) - One</p><p>Two</p></section></body></html></inlineXML>',
  ],
]

for (const [name, content] of contents) {
  test(`the body is read from ${name}`, () => {
    const item = firstOf(newsItem({ content, contentMeta: '<dateline>ORSEL (xx) - </dateline>' }))
    expect(item).toMatchObject({
      body: [paragraph('One'), paragraph('Two')],
      dateline: 'ORSEL',
      headline: 'Ferries',
      holds: [],
    })
  })
}

test('of several inline contents the longest is taken, and scripts are left out and named', () => {
  const item = firstOf(
    newsItem({
      content: `<inlineData>short</inlineData><inlineXML><p>much longer text</p><script>x</script></inlineXML>`,
    }),
  )
  expect(item.body).toEqual([paragraph('much longer text')])
  expect(item.remarks.map(each => each.detail)).toEqual([
    '<script> and what is in it',
    'all of 2 inline contents but the longest',
  ])
})

test('of several headlines the first in rank and in the language of the item counts; without any, title or first words do', () => {
  const many = '<headline rank="2">b</headline><headline rank="1" xml:lang="tr">c</headline>'
  expect(firstOf(newsItem({ contentMeta: many })).headline).toBe('Ferries')
  const none = newsItem({ itemMeta: '<title>T</title>' }).replace(
    '<headline>Ferries</headline>',
    '<headline> </headline>',
  )
  expect(firstOf(none)).toMatchObject({ headline: 'T' })
  const bare = firstOf(none.replace('<title>T</title>', ''))
  expect(bare).toMatchObject({ headline: 'The ferry sails.', remarks: [{ kind: 'guessed', field: 'headline' }] })
})

test('bylines are what `by` says, or creators that are no agency', () => {
  const by = (contentMeta: string) =>
    firstOf(newsItem({ contentMeta, itemMeta: '<provider><name>X News</name></provider>' })).bylines
  expect(by('<creator><name>mj</name></creator><by>By Mara Quill</by>')).toEqual(['Mara Quill'])
  expect(by('<creator><name>A</name></creator><creator><name>B</name></creator><by>A, B</by>')).toEqual(['A', 'B'])
  expect(
    by('<creator literal="X News"/><creator qcode="Xrole:publisher" literal="Y"/><creator uri="https://x.example/7"/>'),
  ).toEqual([])
  expect(by('<creator qcode="ad:tallow.ines"><name>tallow.ines</name></creator>')).toEqual([])
  expect(by('<creator><name>Ines Tallow</name></creator>')).toEqual(['Ines Tallow'])
})

test('a dateline that is a date is none', () => {
  const place = (contentMeta: string) => firstOf(newsItem({ contentMeta })).dateline
  expect(place('<dateline>2026-03-04 11:40:31 GMT+00:00</dateline>')).toBeNull()
  expect(place('<dateline>ORSEL, Lake (X) –</dateline><located><name>Veyra</name></located>')).toBe('ORSEL, Lake')
  expect(place('<located literal="Veyra"/>')).toBe('Veyra')
})

test('files are read whatever their renditions are called, and addresses that are none are reported', () => {
  const file = (attributes: string) => `<remoteContent ${attributes}/>`
  const content = [
    'rendition="rnd:highRes" href="https://u:p@x.example/1.jpg?a=1" size="12" width="x" contenttype="image/JPEG"',
    'rendition="rnd:thumbnail" href="./t 1.jpg"',
    'rendition="vidrnd:HD720" href="http://x.example/v.mp4" duration="00:01:03:12" durationunit="timeunit:timeCode"',
    'rendition="rnd:print" residref="p.jpg" duration="1500" durationunit="timeunit:milliseconds"',
    'rendition="x:odd" href="q.jpg" duration="70" durationunit="timeunit:editUnit"',
    'href="javascript:alert(1)"',
    'href="../../etc/passwd"',
  ].map(file)
  const text = newsItem({
    content: content.join(''),
    contentMeta: '<icon href="https://x.example/i.gif"/><description role="drol:caption">A <br/>B</description>',
  })
  const item = firstOf(text.replace('ninat:text', 'ninat:graphics'))
  expect(item).toMatchObject({ type: 'graphic', body: [paragraph('A'), paragraph('B')] })
  expect(item.renditions.map(each => `${each.role} ${each.href} ${each.durationSeconds}`)).toEqual([
    'original https://x.example/1.jpg?a=1 null',
    'thumb t 1.jpg null',
    'hd http://x.example/v.mp4 63',
    'print p.jpg 1.5',
    'original q.jpg null',
    'original passwd null',
    'thumb https://x.example/i.gif null',
  ])
  expect(item.renditions[0]).toMatchObject({ contentType: 'image/jpeg', sizeBytes: 12, widthPixels: null })
  expect(item.remarks).toContainEqual({ kind: 'lost', field: 'renditions', detail: 'a file at "javascript:alert(1)"' })
})

test('notes keep their lines and lose the indents of wrapped ones, and a notepad that repeats them', () => {
  const itemMeta =
    '<edNote>One\n   goes on</edNote><edNote role="dpaednoterole:notepad">One</edNote><edNote><p>Two</p><p>Three</p></edNote>'
  expect(firstOf(newsItem({ itemMeta })).note).toBe('One goes on\nTwo\nThree')
})

test('a picture in the text is an item of its own in the group of the story', () => {
  const content =
    '<inlineXML><html><body><p>One</p><img src="https://x.example/1.jpg" alt="A lake"/></body></html></inlineXML>'
  const [story, picture] = readG2(newsItem({ content, itemMeta: '<signal qcode="sig:update"/>' })).items
  expect(story).toMatchObject({ type: 'text', body: [paragraph('One')], renditions: [], group: 'tag:x.example,2026:1' })
  expect(picture).toMatchObject({
    ...{ type: 'picture', id: 'tag:x.example,2026:1#https://x.example/1.jpg', group: 'tag:x.example,2026:1' },
    ...{ signal: 'update', headline: 'A lake', renditions: [{ href: 'https://x.example/1.jpg' }] },
  })
})
