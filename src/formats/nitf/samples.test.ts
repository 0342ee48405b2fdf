import { expect } from 'vitest'
import { sample, sampleTest } from '../../../test/kit/samples.ts'
import { decode } from '../read/charset.ts'
import { parseXml } from '../read/xml-tree.ts'
import { noDefaults, type ReadItem, type Reading, Unreadable } from '../reading.ts'
import { readNitf } from './read.ts'

const read = (text: string): Reading =>
  readNitf(parseXml(text), { text, bytes: Buffer.from(text), defaults: noDefaults })

const first = (reading: Reading): ReadItem => {
  const [item] = reading.items
  if (item === undefined) throw new Error('there is no item')
  return item
}

const readFile = (name: string): Reading =>
  read(decode(sample(`ingest-examples/${name}`), { contentType: null, fallback: null }).text)

sampleTest('the sample of IPTC is read: canceled, and everything it says', () => {
  const { items } = readFile('nitf-fishing.xml')
  expect(items.map(each => [each.type, each.headline])).toEqual([
    ['text', 'Weather and Tide Updates for Norfolk'],
    ['picture', 'The tides, captured on film late yesterday.'],
  ])
  expect(items[0]).toMatchObject({
    id: 'iptc.321656141.b',
    replaces: 'iptc.321656141.a',
    signal: 'kill',
    deck: 'A sample, fictitious NITF article',
    dateline: 'Newport News, VA',
    bylines: ['Alan Karben'],
    priority: 3,
    group: 'Tide Forecasts',
    keywords: ['fishing', 'lures', 'tides'],
    embargo: { until: new Date('2002-02-26T14:30:00Z') },
    rights: { holder: 'International Press Telecommunications Council', terms: 'online' },
  })
  expect(items[0]?.body.map(block => block.kind)).toEqual(['p', 'p', 'h2', 'p', 'p', 'h2', 'p', 'ul', 'p', 'p'])
})

sampleTest('the document of the specification of formats is read', () => {
  const { formatVersion, items } = read(sample('nitf/writer-samples/text.xml').toString())
  expect(formatVersion).toBe('3.6')
  expect(items).toMatchObject([
    {
      id: 'urn:newsml:example.com:20260101:1',
      type: 'text',
      signal: 'update',
      language: 'tr',
      headline: 'Baslik',
      dateline: 'ANKARA',
      bylines: ['A B'],
      priority: 3,
      provider: 'Example',
      keywords: ['ekonomi'],
      note: 'Ekleme yapildi',
      embargo: { until: new Date('2026-01-01T12:00:00Z') },
      subjects: [{ qcode: 'medtop:11000000' }],
    },
    { type: 'picture', renditions: [{ href: 'a.jpg', widthPixels: 10, heightPixels: 10 }] },
  ])
})

sampleTest('documents of real agencies are read', () => {
  expect(first(readFile('aap-1.xml'))).toMatchObject({
    id: 'AAP.115314987.5417374',
    provider: 'Australian Associated Press',
    headline: 'F1 Test',
    deck: 'Test',
    dateline: 'Sydney',
    bylines: ['John Doe'],
    embargo: null,
    versionCreated: new Date('2013-10-20T08:27:51Z'),
    expires: new Date('2013-11-19T08:27:51Z'),
  })
  const pa = readFile('pa2.xml')
  expect(pa.formatVersion).toBe('3.3')
  expect(first(pa)).toMatchObject({ id: 'T201510140143580001T', provider: 'PA', priority: 3, group: '580001T' })
  expect(first(pa).body).toHaveLength(10)
})

sampleTest('a document cut off anywhere is refused with the place, or read; nothing else happens', () => {
  for (const name of ['aap-1.xml', 'nitf-fishing.xml', 'pa2.xml']) {
    const text = sample(`ingest-examples/${name}`).toString()
    for (let end = 0; end < text.length; end += 37) {
      try {
        read(text.slice(0, end))
      } catch (error) {
        expect(error, `${name} to ${end}`).toBeInstanceOf(Unreadable)
      }
    }
  }
})
