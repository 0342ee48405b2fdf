import { describe, expect, test } from 'vitest'
import { noDefaults, type ReadItem, type Reading, Unreadable } from '../reading.ts'
import { readNinjs } from './read.ts'

const read = (value: unknown, defaults = noDefaults): Reading =>
  readNinjs(value, { bytes: Buffer.from(''), text: '', defaults })

const only = (value: object): ReadItem => {
  const { items } = read({
    uri: 'tag:orsel.example,2026:1',
    type: 'text',
    language: 'en',
    headline: 'Ferries sail',
    body_text: 'They sail.',
    ...value,
  })
  if (items[0] === undefined || items.length > 1) throw new Error(`${items.length} items`)
  return items[0]
}

const codes = (item: ReadItem) => item.holds.map(({ code }) => code)
const textOf = (item: ReadItem) =>
  item.body.map(block => ('spans' in block ? block.spans.map(span => span.text).join('') : block.kind))

describe('answers of APIs', () => {
  const item = { uri: 'a:1', headline: 'One', body_text: 'One.' }
  test.each([
    ['a list', [item, { ...item, uri: 'a:2' }]],
    ['items', { items: [item, { ...item, uri: 'a:2' }], total: 2 }],
    ['_items, as Superdesk and Newshub answer', { _items: [item, { ...item, uri: 'a:2' }], _meta: {} }],
    ['item', { total: 2, item: [item, { ...item, uri: 'a:2' }] }],
  ])('%s', (_, value) => {
    expect(read(value).items.map(({ id }) => id)).toEqual(['a:1', 'a:2'])
  })

  test('what is no item among them is refused with a reason, and the others are read', () => {
    const { items, refused } = read([7, item, { uri: 'a:e', type: 'event' }, { colour: 'red' }])
    expect(items).toHaveLength(1)
    expect(refused.map(({ reason }) => reason)).toEqual([
      'it is no object',
      'it is of the type "event", no news item',
      "nothing in it is an item's: colour",
    ])
  })

  test('nothing at all cannot be read', () => {
    expect(() => read([])).toThrow(Unreadable)
    expect(() => read('ninjs')).toThrow(Unreadable)
  })
})

describe('standing', () => {
  test.each([
    ['usable', 'new', []],
    ['Canceled', 'kill', []],
    ['cancelled', 'kill', []],
    ['WITHHELD', 'withhold', []],
    ['commissioned', 'new', ['unknown-status']],
    [7, 'new', ['unknown-status']],
  ])('pubstatus %s', (pubstatus, signal, held) => {
    const item = only({ pubstatus })
    expect([item.signal, codes(item)]).toEqual([signal, held])
  })

  test('an embargo under any of its names counts, and one that is no moment holds', () => {
    const until = new Date('2026-11-24T06:00:00Z')
    for (const name of ['embargoed', 'embargoedUntil', 'embargo']) {
      expect(only({ [name]: '2026-11-24T06:00:00+0000' }).embargo).toEqual({ until })
    }
    expect(only({ embargoed: null }).embargo).toBeNull()
    expect(only({ embargoed: '' }).embargo).toEqual({ until: null })
    expect(codes(only({ embargoed: 'tomorrow' }))).toEqual(['unreadable-embargo'])
    expect(codes(only({ ednote: 'Embargo: hold until the session ends' }))).toEqual(['unreadable-embargo'])
    expect(only({ pubstatus: 'embargoed' }).embargo).toEqual({ until: null })
  })

  test('signals of the Superdesk dialect are taken, others kept', () => {
    const item = only({ signal: [{ code: 'sig:update' }, { code: 'cwarn', name: 'Content Warning' }] })
    expect([item.signal, item.otherSignals]).toEqual(['update', ['cwarn']])
    expect(only({ type: 'advisory' }).signal).toBe('advisory')
  })

  test('a note names its signal', () => {
    const item = only({ ednote: 'CORRECTION: the second paragraph' })
    expect([item.signal, item.note]).toEqual(['correction', 'the second paragraph'])
  })
})

describe('words', () => {
  test('HTML comes before XHTML before plain text, in every version', () => {
    const html = '<p>By <b>HTML</b></p>'
    expect(textOf(only({ body_html: html, body_xhtml: '<p>x</p>' }))).toEqual(['By HTML'])
    const bodies = [
      { contentType: 'text/plain', value: 'By text' },
      { contentType: 'text/html', value: html },
    ]
    expect(textOf(only({ body_text: undefined, bodies }))).toEqual(['By HTML'])
    expect(textOf(only({ body_text: 'One.\n\nTwo.' }))).toEqual(['One.', 'Two.'])
  })

  test('a script is left out and said, a picture in the text that is no association too', () => {
    const item = only({
      body_html: '<p>One.</p><script>x()</script><img src="https://x.example/1.jpg">',
      body_text: null,
    })
    expect(textOf(item)).toEqual(['One.'])
    expect(item.remarks.map(({ detail }) => detail)).toEqual(['left out: script', 'a picture: https://x.example/1.jpg'])
  })

  test('markup in a headline is taken out', () => {
    expect(only({ headline: '<b>Ferries</b> sail' }).headline).toBe('Ferries sail')
    expect(
      only({
        headline: null,
        headlines: [
          { role: 'x', value: 'X' },
          { role: 'main', value: 'Main' },
        ],
      }).headline,
    ).toBe('Main')
  })

  test('a description is the summary of a text and the body of a picture', () => {
    expect(only({ description_text: 'In short.' }).summary).toBe('In short.')
    const picture = only({ type: 'picture', description_text: 'The ferry.', body_text: 'Alternative' })
    expect([textOf(picture), picture.summary]).toEqual([['The ferry.'], null])
    expect(picture.remarks).toEqual([{ kind: 'lost', field: 'body_text', detail: 'Alternative' }])
  })

  test('a byline of others is one, without its By; authors stand in where there is none', () => {
    expect(only({ byline: 'By Mara Quill, Orsel University' }).bylines).toEqual(['Mara Quill, Orsel University'])
    expect(only({ authors: [{ name: 'Mara Quill' }, { name: 'Ines Tallow' }] }).bylines).toHaveLength(2)
  })
})

describe('what it is about', () => {
  test('subject codes become Media Topics, codes of others are kept under their vocabulary', () => {
    const { subjects, places } = only({
      subject: [
        { code: '15054000', name: 'soccer' },
        { code: '20000151', name: 'flood' },
        { code: 'subj:99999999', name: 'nothing known' },
        { code: 'boats', name: 'Boats', scheme: 'house' },
        { code: '7', name: 'Seven', scheme: 'http://cv.x.example/t' },
      ],
      place: [{ code: 'ORS', name: 'Orsel' }],
    })
    expect(subjects[0]?.qcode).toMatch(/^medtop:\d{8}$/u)
    expect(subjects.slice(1).map(({ qcode }) => qcode)).toEqual([
      'medtop:20000151',
      'subj:99999999',
      'house:boats',
      'http://cv.x.example/t/7',
    ])
    expect(places).toEqual([{ name: 'Orsel', uri: 'place:ORS' }])
  })

  test('services tell the category, by the map of the source before all else', () => {
    expect(only({ service: [{ code: 's', name: 'Sport' }] }).category).toBe('sports')
    const mapped = { ...noDefaults, categoryMap: { s: 'health' } } as const
    const { items } = read({ guid: 'x', service: [{ code: 's', name: 'Sport' }] }, mapped)
    expect(items[0]?.category).toBe('health')
  })

  test('an alert of Superdesk is an alert, whatever its news value', () => {
    expect(only({ priority: 1, urgency: 3 }).priority).toBe(1)
    expect(only({ priority: 6, urgency: 3 }).priority).toBe(4)
    expect(only({ urgency: 3 }).priority).toBe(3)
  })

  test('the slugline and keywords are keywords, and whom a story names are people', () => {
    const item = only({ slugline: 'LAKE-FERRY', keywords: ['Heron, ferry'], person: [{ name: 'Mara Quill' }] })
    expect(item.keywords).toEqual(['LAKE-FERRY', 'Heron', 'ferry'])
    expect(item.people).toEqual([{ name: 'Mara Quill', uri: null }])
  })
})

describe('whose it is', () => {
  test('the provider is no source beside itself', () => {
    const item = only({
      ...{ source: 'Orsel Wire', original_source: 'Lake Radio', copyrightholder: 'Orsel Wire' },
      infosource: [{ name: 'Orsel Wire' }, { name: 'Harbour Office', code: 'https://harbour.example/' }],
    })
    expect(item.provider).toBe('Orsel Wire')
    expect(item.sources).toEqual([
      { name: 'Harbour Office', uri: 'https://harbour.example/' },
      { name: 'Lake Radio', uri: null },
    ])
    expect(item.rights).toEqual({ holder: 'Orsel Wire', notice: null, terms: null })
  })

  test('a link to terms stands for them where there are none', () => {
    const rightsinfo = { langid: 'http://www.w3.org/ns/odrl/2/', linkedrights: 'https://x.example/policy' }
    expect(only({ rightsinfo }).rights?.terms).toBe('https://x.example/policy')
  })
})

test('what has no place here is said to be lost, and wrong types are', () => {
  const item = only({ genre: [{ code: 'Article' }], urgency: {}, byline: [], subject: 'x', version: 4, _etag: 'e' })
  expect(item.version).toBe('4')
  expect(item.remarks).toEqual([
    { kind: 'lost', field: 'subject', detail: 'a string where an object belongs' },
    { kind: 'lost', field: 'genre', detail: 'has no place in an item here' },
    { kind: 'lost', field: 'byline', detail: 'a list where a text belongs' },
    { kind: 'lost', field: 'urgency', detail: 'an object where a text belongs' },
  ])
})

test('times without a zone are read in that of the source, and said to be guessed where it has none', () => {
  const value = { uri: 'a:1', headline: 'x', versioncreated: '2026-11-23T12:00:00' }
  const [item] = read(value, { ...noDefaults, timeZone: 'Europe/Istanbul' }).items
  expect(item?.versionCreated).toEqual(new Date('2026-11-23T09:00:00Z'))
  expect(read(value).items[0]?.remarks.map(({ kind, field }) => [kind, field])).toContainEqual([
    'guessed',
    'versioncreated',
  ])
})

test('the version of the format is told by the document', () => {
  expect(read({ uri: 'a:1', standard: { version: '3.0' }, headlines: [] }).formatVersion).toBe('3.0')
  expect(read({ uri: 'a:1', $standard: { schema: 'http://x.example/ninjs-schema_1.5.json' } }).formatVersion).toBe(
    '1.5',
  )
  expect(read({ uri: 'a:1', headline: 'x' }).formatVersion).toBe('1')
  expect(read({ guid: 'a', headline: 'x' })).toMatchObject({ format: 'ninjs-superdesk', formatVersion: null })
})

test('a document that does not name its version is known by its names', () => {
  const versionOf = (value: object) => read({ uri: 'tag:a', ...value }).formatVersion
  expect(versionOf({ headline: 'A', body_text: 'b' })).toBe('1')
  expect(versionOf({ versioncreated: '2026-11-24T10:00:00Z', headlines: [{ value: 'A' }] })).toBe('2')
  expect(versionOf({ bodies: [{ contenttype: 'text/plain', value: 'b' }] })).toBe('2')
  expect(versionOf({ versionCreated: '2026-11-24T10:00:00Z', headlines: [{ value: 'A' }] })).toBe('3')
  expect(versionOf({ headlines: [{ value: 'A' }] })).toBeNull()
})
