import { createRequire } from 'node:module'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  agency,
  embargoed,
  examples,
  floodCorrected,
  floodInVeyra,
  floodKilled,
  version,
} from '../../../test/kit/examples.ts'
import { readingOf } from '../../../test/kit/read-one.ts'
import { sample, sampleTest } from '../../../test/kit/samples.ts'
import { arbitraryVersion } from '../../../test/kit/versions-arbitrary.ts'
import type { Writable } from '../document.ts'
import { attributeOf, childAt, childrenOf, descendantsOf, parseXml, textOf } from '../read/xml-tree.ts'
import type { Face } from '../rendering.ts'
import type { Feed } from './feed.ts'
import { writeAtom } from './write-atom.ts'
import { writeJsonFeed } from './write-json-feed.ts'
import { writeRss } from './write-rss.ts'

const feed: Feed = {
  title: 'Meridian: all news',
  homeUrl: 'https://meridian.example/',
  selfUrl: 'https://meridian.example/feed?a=1&b=2',
  description: 'What Meridian sends',
  language: 'en',
  updatedAt: new Date('2026-11-23T10:05:00Z'),
  hubUrl: 'https://hub.example/',
  itemUrl: view => `https://meridian.example/items/${view.item}`,
}
const entry = (sent: Writable, face: Face = 'full') => ({ version: sent, rendering: { face, notice: null, agency } })
const writers = { rss: writeRss, atom: writeAtom, 'json-feed': writeJsonFeed }
const sampleOf = (): Writable[] => [
  ...Object.values(examples),
  ...fc.sample(arbitraryVersion(), { seed: 11, numRuns: 80 }),
]
const faces: Face[] = ['full', 'headline', 'notice']

test.each(Object.entries(writers))(
  '%s: entries come back with id, address, headline, text and times',
  async (format, write) => {
    const reading = await readingOf(write(feed, [entry(floodInVeyra), entry(floodCorrected)]))
    expect(reading).toMatchObject({ format, refused: [] })
    const { headline, deck, dateline, bylines, body, category, keywords } = floodInVeyra.content
    expect(reading.items).toMatchObject([
      {
        id: floodInVeyra.guid,
        signal: 'new',
        headline,
        deck,
        dateline,
        bylines,
        body,
        category,
        keywords,
        line: null,
        holds: [],
      },
      { signal: 'correction', line: floodCorrected.line, body, versionCreated: floodCorrected.sentAt },
    ])
    expect(reading.items[0]?.url).toBe('https://meridian.example/items/dl:text:20261123:1001')
  },
)

test.each(Object.entries(writers))(
  '%s: a kill stands where the story was, and what is under embargo is not in it',
  async (_, write) => {
    const document = write(feed, [entry(floodKilled), entry(embargoed)])
    expect(document).not.toContain(embargoed.content.headline)
    expect((await readingOf(document)).items).toMatchObject([
      { id: floodKilled.guid, signal: 'kill', line: floodKilled.line, body: [] },
    ])
  },
)

test.each(Object.entries(writers))('%s: the face of a headline carries no word of the text', (_, write) => {
  const document = write(feed, [entry(floodCorrected, 'headline')])
  expect(document).toContain(floodCorrected.content.headline)
  expect(document).not.toContain('gauge office')
  expect(document).not.toContain('Schools stay closed')
})

/** What RFC 4287 §4.1 wants of a feed and its entries. */
const faultsOfAtom = (document: string): string[] => {
  const root = parseXml(document)
  const faults = ['id', 'title', 'updated', 'author']
    .filter(name => childrenOf(root, name).length !== 1)
    .map(name => `feed without ${name}`)
  const isMoment = (text: string | null) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u.test(text ?? '')
  for (const each of childrenOf(root, 'entry')) {
    for (const name of ['id', 'title', 'updated'])
      if (childrenOf(each, name).length !== 1) faults.push(`entry without ${name}`)
    if (!/^[a-z][a-z\d+.-]*:\S+$/iu.test(textOf(childAt(each, 'id')) ?? '')) faults.push('an id that is no IRI')
    if (!isMoment(textOf(childAt(each, 'updated'))) || !isMoment(textOf(childAt(each, 'published'))))
      faults.push('a time that is none')
    const alternates = childrenOf(each, 'link').filter(link => attributeOf(link, 'rel') === 'alternate')
    if (alternates.length > 1 || (childAt(each, 'content') === null && alternates.length === 0))
      faults.push('neither content nor page')
    if (childrenOf(each, 'author').some(author => textOf(childAt(author, 'name')) === null))
      faults.push('an author without a name')
    if (childrenOf(each, 'category').some(term => attributeOf(term, 'term') === null))
      faults.push('a category without a term')
  }
  return faults
}

test('every feed in Atom has what RFC 4287 asks for', () => {
  for (const face of faces) {
    const all = sampleOf().map(sent => entry(sent, face))
    expect(faultsOfAtom(writeAtom(feed, all)), face).toEqual([])
    expect(faultsOfAtom(writeAtom({ ...feed, itemUrl: () => null }, all)), face).toEqual([])
  }
  expect(faultsOfAtom('<feed><entry><id>a b</id></entry></feed>')).not.toEqual([])
})

const rfc822 =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/u

/** What RSS 2.0 wants of a channel and its items. */
const faultsOfRss = (document: string): string[] => {
  const channel = childAt(parseXml(document), 'channel')
  const faults = ['title', 'description']
    .filter(name => childrenOf(channel, name).length !== 1)
    .map(name => `channel without ${name}`)
  for (const item of childrenOf(channel, 'item')) {
    if (childAt(item, 'title') === null && childAt(item, 'description') === null)
      faults.push('neither title nor description')
    if (!rfc822.test(textOf(childAt(item, 'pubDate')) ?? '')) faults.push('a date that is not of RFC 822')
    for (const file of childrenOf(item, 'enclosure')) {
      if (['url', 'length', 'type'].some(name => attributeOf(file, name) === null))
        faults.push('an enclosure that lacks something')
    }
    if (childrenOf(item, 'enclosure').length > 1 || childrenOf(item, 'guid').length !== 1)
      faults.push('too many of something')
  }
  return faults
}

test('every feed in RSS has what RSS 2.0 asks for', () => {
  for (const face of faces)
    expect(
      faultsOfRss(
        writeRss(
          feed,
          sampleOf().map(sent => entry(sent, face)),
        ),
      ),
      face,
    ).toEqual([])
  expect(faultsOfRss('<rss><channel><item/></channel></rss>')).not.toEqual([])
})

sampleTest('every feed in JSON passes the schema of JSON Feed 1.1', () => {
  const ajv = new Ajv2020({ strict: false })
  ;(createRequire(import.meta.url)('ajv-formats') as (ajv: Ajv2020) => void)(ajv)
  const isValid = ajv.compile(JSON.parse(sample('feeds/schema/jsonfeed-1.1.schema.json').toString()))
  for (const face of faces) {
    const written = JSON.parse(
      writeJsonFeed(
        feed,
        sampleOf().map(sent => entry(sent, face)),
      ),
    )
    expect(isValid(written), JSON.stringify(isValid.errors)).toBe(true)
  }
  expect(isValid({ version: 'https://jsonfeed.org/version/1.1', title: 'x', items: [{ id: 1 }] })).toBe(false)
})

test('a feed names itself, its page and its hub', () => {
  const links = (document: string) =>
    descendantsOf(parseXml(document), 'link').map(link => `${attributeOf(link, 'rel')} ${attributeOf(link, 'href')}`)
  expect(links(writeAtom(feed, []))).toEqual([
    ...[`self ${feed.selfUrl}`, 'alternate https://meridian.example/', 'hub https://hub.example/'],
  ])
  expect(links(writeRss(feed, []))).toEqual(
    expect.arrayContaining([`self ${feed.selfUrl}`, 'hub https://hub.example/']),
  )
  expect(JSON.parse(writeJsonFeed(feed, []))).toMatchObject({
    feed_url: feed.selfUrl,
    hubs: [{ type: 'WebSub', url: feed.hubUrl }],
  })
})

test('a headline that looks like markup is read as the words that it is', async () => {
  const odd = version({ content: { headline: 'Why <b> & &amp; are no news', deck: 'a <p> and a &lt;' } })
  for (const write of Object.values(writers)) {
    expect((await readingOf(write(feed, [entry(odd)]))).items).toMatchObject([
      { headline: odd.content.headline, deck: odd.content.deck },
    ])
  }
})
