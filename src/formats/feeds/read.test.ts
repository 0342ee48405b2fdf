import { expect, test } from 'vitest'
import { itemIn, readingOf } from '../../../test/kit/read-one.ts'
import { sample, sampleTest } from '../../../test/kit/samples.ts'
import { textOfBody } from '../../domain/body.ts'

const rss = (item: string, channel = '', root = 'rss version="2.0"') =>
  `<${root} xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">` +
  `<channel><title>Orsel Harbour</title><link>https://orsel.example/</link>${channel}<item>${item}</item></channel></${root.split(' ')[0]}>`

const atom = (entry: string, feed = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://orsel.example/a/"><title>Orsel Harbour</title>${feed}<entry>${entry}</entry></feed>`

const text = (feed: Awaited<ReturnType<typeof itemIn>>) => textOfBody(feed.body)

sampleTest('the examples of feeds are read as their descriptions expect', async () => {
  const at = (name: string) => sample(`feeds/examples/${name}`)
  const first = async (name: string) => (await readingOf(at(name))).items[0]
  expect(await first('rss-item_guid.xml')).toMatchObject({
    id: 'http://guid.example.com/',
    url: 'http://guid.example.com/',
  })
  expect(await first('rss-item_link.xml')).toMatchObject({ url: 'http://example.com/', id: 'http://example.com/' })
  expect(await first('rss-item_title.xml')).toMatchObject({ headline: 'Item 1 title' })
  expect(await first('rss-item_source.xml')).toMatchObject({
    sources: [{ name: 'Example source', uri: 'http://example.com/' }],
  })
  expect(await first('rss-item_enclosure_url.xml')).toMatchObject({
    ...{ type: 'picture', url: 'http://example.com/' },
    renditions: [{ href: 'http://example.com/', contentType: 'image/jpeg', sizeBytes: 100000, role: 'original' }],
  })
  expect(await first('rss-item_content_encoded_type.xml')).toMatchObject({
    body: [{ spans: [{ text: 'Example content' }] }],
  })
  expect(await readingOf(at('rss-rss_version_20.xml'))).toMatchObject({
    format: 'rss',
    formatVersion: '2.0',
    items: [],
  })
  for (const name of ['rss-channel_title.xml', 'rss-channel_ttl.xml', 'atom-feed_title.xml'])
    expect(await readingOf(at(name)), name).toMatchObject({ items: [], refused: [] })
  expect(await first('atom-entry_author_name.xml')).toMatchObject({ bylines: ['Example author'] })
  expect(await first('atom-entry_content_type.xml')).toMatchObject({ body: [{ spans: [{ text: 'Example Atom' }] }] })
  expect(await first('atom-entry_id.xml')).toMatchObject({ id: 'http://example.com/' })
  expect(await first('atom-entry_link_href.xml')).toMatchObject({ url: 'http://www.example.com/' })
  expect(await first('atom-entry_title.xml')).toMatchObject({ headline: 'Example Atom' })
  const json = await readingOf(at('jsonfeed-example.json'))
  expect(json).toMatchObject({ format: 'json-feed', formatVersion: '1' })
  expect(json.items).toMatchObject([
    {
      ...{ id: '2', headline: 'post 2', keywords: ['test', 'JSON'], provider: 'My Example Feed', bylines: ['me'] },
      renditions: [{ href: 'https://example.org/second-item-show.mp4', contentType: 'video/mp4', sizeBytes: 12000000 }],
    },
    {
      id: '1',
      bylines: ['you'],
      body: [{ spans: [{ text: 'Hello, world!' }] }],
      url: 'https://example.org/initial-post',
    },
  ])
  expect(json.items[1]?.remarks).toContainEqual({ kind: 'lost', field: 'body', detail: '<script> and all in it' })
})

test('an item of RSS 2.0 with everything is read', async () => {
  const item = await itemIn(
    rss(
      `<title>Ferries &amp;amp; boats</title><guid isPermaLink="false">orsel-17</guid><link>/news/17</link>
       <pubDate>Tue, 23 Nov 26 09:00 UT</pubDate><atom:updated>2026-11-23T09:40:00Z</atom:updated><dc:creator>Ines Tallow</dc:creator><category>sports</category>
       <category domain="https://orsel.example/tags">harbour</category><description>&lt;b&gt;Short&lt;/b&gt; of it</description>
       <content:encoded><![CDATA[<p>ORSEL (ON) - Ferries run <a href="/timetable">again</a>.</p><img src="/pier.jpg" alt="Pier">]]></content:encoded>
       <source url="https://other.example/feed">Other</source><comments>https://orsel.example/17#c</comments>
       <enclosure url="https://orsel.example/17.mp3" length="0" type="audio/mpeg"/>
       <media:group><media:content url="/17.mp4" type="video/mp4" width="640" height="360" duration="1:05"/><media:thumbnail url="/17.png"/></media:group>`,
      '<language>en-us</language><copyright>© Orsel Harbour</copyright>',
    ),
  )
  expect(item).toMatchObject({
    ...{ id: 'orsel-17', url: 'https://orsel.example/news/17', headline: 'Ferries & boats', language: 'en-US' },
    ...{ provider: 'Orsel Harbour', bylines: ['Ines Tallow'], category: 'sports', keywords: ['sports', 'harbour'] },
    ...{ dateline: 'ORSEL', summary: 'Short of it', sources: [{ name: 'Other', uri: 'https://other.example/feed' }] },
    body: [
      {
        kind: 'p',
        spans: [{ text: 'Ferries run ' }, { text: 'again', href: 'https://orsel.example/timetable' }, { text: '.' }],
      },
    ],
    firstCreated: new Date('2026-11-23T09:00:00Z'),
    versionCreated: new Date('2026-11-23T09:40:00Z'),
    rights: { holder: null, notice: '© Orsel Harbour', terms: null },
  })
  expect(item.renditions.map(({ role, href, durationSeconds }) => [role, href, durationSeconds])).toEqual([
    ['original', 'https://orsel.example/17.mp3', null],
    ['original', 'https://orsel.example/17.mp4', 65],
    ['thumb', 'https://orsel.example/17.png', null],
    ['web', 'https://orsel.example/pier.jpg', null],
  ])
  expect(item.remarks).toEqual([{ kind: 'lost', field: 'comments', detail: 'the address of comments' }])
})

test('RSS 1.0 and 0.9x are read, whether their items are in the channel or beside it', async () => {
  const rdf = await readingOf(
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
      '<channel rdf:about="https://orsel.example/"><title>Orsel Harbour</title></channel>' +
      '<item rdf:about="https://orsel.example/1"><title>Boats</title><link>https://orsel.example/1</link><dc:date>2026-11-23</dc:date><dc:subject>ferry</dc:subject></item></rdf:RDF>',
  )
  expect(rdf).toMatchObject({
    format: 'rss',
    formatVersion: '1.0',
    items: [{ id: 'https://orsel.example/1', keywords: ['ferry'] }],
  })
  const old = await readingOf(rss('<title>Boats</title><description>They run.</description>', '', 'rss version="0.91"'))
  expect(old).toMatchObject({ formatVersion: '0.91', items: [{ headline: 'Boats', id: null }] })
})

test('what is wrong with a feed does not cost the rest of it', async () => {
  const item = await itemIn(
    rss(
      '<title>Salt & pepper</title><pubDate>yesterday</pubDate><enclosure url="file:///etc/passwd"/><description><p>Not <b>escaped</b></p></description>',
    ),
  )
  expect(item).toMatchObject({ headline: 'Salt & pepper', versionCreated: null, renditions: [] })
  expect(text(item)).toBe('Not escaped')
  expect(item.remarks.filter(({ kind }) => kind === 'lost').map(({ field }) => field)).toEqual([
    'renditions',
    'firstCreated',
  ])
})

test('a time without a zone is read in that of its source, or said to be guessed', async () => {
  const document = rss(
    '<title>Boats</title><description>They run again.</description><pubDate>23 Nov 2026 12:00</pubDate>',
  )
  expect(await itemIn(document, { timeZone: 'Europe/Istanbul' })).toMatchObject({
    firstCreated: new Date('2026-11-23T09:00:00Z'),
  })
  const guessed = await itemIn(document)
  expect(guessed.firstCreated).toEqual(new Date('2026-11-23T12:00:00Z'))
  expect(guessed.remarks).toContainEqual({
    kind: 'guessed',
    field: 'firstCreated',
    detail: 'no zone is said; taken as UTC',
  })
})

test.each([
  ['text', '<content>Ferries &amp;lt; run</content>', 'Ferries &lt; run'],
  ['html', '<content type="html">&lt;p&gt;Ferries &lt;i&gt;run&lt;/i&gt;&lt;/p&gt;</content>', 'Ferries run'],
  [
    'xhtml',
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ferries <i>run</i></p></div></content>',
    'Ferries run',
  ],
  [
    'base64',
    `<content type="application/octet-stream">${Buffer.from('<p>Ferries run</p>').toString('base64')}</content>`,
    'Ferries run',
  ],
  [
    'base64 of Atom 0.3',
    `<content type="text/html" mode="base64">${Buffer.from('<p>Ferries run</p>').toString('base64')}</content>`,
    'Ferries run',
  ],
  [
    'escaped of Atom 0.3',
    '<content type="text/html" mode="escaped">&lt;p&gt;Ferries run&lt;/p&gt;</content>',
    'Ferries run',
  ],
  ['nothing but a summary', '<summary>Ferries run</summary>', 'Ferries run'],
])('content of Atom as %s is read', async (_, content, words) => {
  expect(text(await itemIn(atom(`<id>tag:orsel.example,2026:1</id><title>Boats</title>${content}`)))).toBe(words)
})

test('addresses of Atom are told from xml:base, and links by what they are for', async () => {
  const item = await itemIn(
    atom(
      `<id>tag:orsel.example,2026:1</id><title type="html">Salt &amp;amp; pepper</title><link href="../1.html"/><link rel="enclosure" href="1.mp4" type="video/mp4" length="9"/>
       <link rel="replies" href="c"/><published>2026-11-23T09:00:00Z</published><updated>2026-11-23T09:40:00+03:00</updated>
       <author><name>Ines Tallow</name></author><category term="medtop:20000151" scheme="http://cv.iptc.org/newscodes/mediatopic/"/>
       <category term="x" label="Harbour"/><content type="html" xml:base="https://text.example/">&lt;a href="t"&gt;Timetable&lt;/a&gt;</content>`,
      '<rights>© Orsel</rights>',
    ),
  )
  expect(item).toMatchObject({
    ...{ id: 'tag:orsel.example,2026:1', url: 'https://orsel.example/1.html', headline: 'Salt & pepper' },
    ...{ bylines: ['Ines Tallow'], keywords: ['Harbour'], subjects: [{ qcode: 'medtop:20000151' }] },
    body: [{ spans: [{ text: 'Timetable', href: 'https://text.example/t' }] }],
    ...{ firstCreated: new Date('2026-11-23T09:00:00Z'), versionCreated: new Date('2026-11-23T06:40:00Z') },
    renditions: [{ href: 'https://orsel.example/a/1.mp4', sizeBytes: 9 }],
    rights: { notice: '© Orsel' },
  })
})

test('an entry may be a document by itself, and a tombstone is a kill', async () => {
  const entry =
    '<entry xmlns="http://www.w3.org/2005/Atom" xml:lang="tr"><id>urn:x:1</id><title>Vapur</title><content>Vapurlar yine çalışıyor.</content></entry>'
  expect(await readingOf(entry)).toMatchObject({
    format: 'atom',
    items: [{ id: 'urn:x:1', headline: 'Vapur', language: 'tr' }],
  })
  const { items } = await readingOf(
    atom(
      '<id>urn:x:1</id><title>Boats</title><content>They run.</content>',
      '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:x:2" when="2026-11-23T09:00:00Z"/>',
    ),
  )
  expect(items).toMatchObject([{ id: 'urn:x:1' }, { id: 'urn:x:2', signal: 'kill', holds: [] }])
})

test('content that is no text, or somewhere else, is a file or said to be lost', async () => {
  const lost = await itemIn(
    atom('<id>urn:x:1</id><title>Boats</title><content type="image/png">iVBORw0KGgo=</content>'),
  )
  expect(lost.remarks).toContainEqual({ kind: 'lost', field: 'body', detail: 'content of the type image/png' })
  const away = await itemIn(atom('<id>urn:x:1</id><title>Boats</title><content type="video/mp4" src="1.mp4"/>'))
  expect(away).toMatchObject({ type: 'video', renditions: [{ href: 'https://orsel.example/a/1.mp4' }] })
})

test('members of a JSON feed that have a wrong type are as absent', async () => {
  const feed = (items: unknown) =>
    JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 7, language: ['en'], items })
  const reading = await readingOf(
    feed([
      null,
      'x',
      {
        id: 12,
        title: { a: 1 },
        content_text: 'Boats run again on the lake.',
        authors: 'me',
        tags: [1, null, 'ferry'],
        attachments: [{ url: 3 }],
        date_published: 9,
      },
    ]),
  )
  expect(reading.refused).toEqual([{ what: '2 entries', reason: 'they are no objects' }])
  expect(reading.items).toMatchObject([
    { id: '12', keywords: ['1', 'ferry'], bylines: [], renditions: [], versionCreated: null },
  ])
  await expect(readingOf(feed('none'))).rejects.toThrow('without items')
})

test('a feed of very many entries is read as far as is sensible', async () => {
  const reading = await readingOf(`<rss version="2.0"><channel>${'<item/>'.repeat(6000)}</channel></rss>`)
  expect(reading.items).toHaveLength(5000)
  expect(reading.refused).toEqual([{ what: '1000 entries', reason: 'more than 5000 in one feed' }])
})
