import { describe, expect, test } from 'vitest'
import { agency, floodInVeyra } from '../../../test/kit/examples.ts'
import { detect } from '../detect.ts'
import { noDefaults, type ReadItem, type Reading, Unreadable } from '../reading.ts'
import { render } from '../render.ts'
import { readApMedia } from './read.ts'

const read = (value: unknown): Reading => readApMedia(value, { bytes: Buffer.from(''), text: '', defaults: noDefaults })

const formatOf = (value: unknown) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return detect({ bytes: Buffer.from(text), text, defaults: noDefaults }).format
}

// The members are those of AP's answers; all words are invented.
const story = {
  uri: 'https://api.example/media/v/content/aa11?qt=1&et=0',
  altids: { itemid: 'aa11', etag: 'aa11_0', friendlykey: '19174' },
  ...{ version: 2, type: 'text', urgency: 3, editorialpriority: 'r', language: 'en', pubstatus: 'usable' },
  ...{
    versioncreated: '2026-11-23T09:40:00Z',
    firstcreated: '2026-11-23T09:00:00Z',
    signals: ['newscontent', 'singlesource'],
  },
  ...{ headline: 'Ferries sail again', headline_extended: 'After a week of storms', slugline: 'Lake-Ferries' },
  ...{
    bylines: [{ by: 'By MARA QUILL', title: 'Reporter' }],
    datelinelocation: { city: 'Orsel', countryname: 'Oria' },
  },
  ...{ provider: 'AP', infosource: [{ name: 'AP' }, { name: 'Lake Radio' }], keywords: ['ferry'] },
  ...{ copyrightnotice: 'Copyright 2026', usageterms: ['No archives.', 'No sales.'] },
  subject: [
    { code: 's', name: 'Sports', rels: ['category'] },
    { code: 'f00', name: 'Boats', rels: ['direct'], scheme: 'http://cv.ap.org/id/' },
  ],
  renditions: { nitf: { href: 'https://api.example/nitf', type: 'text', mimetype: 'text/xml' } },
  body_nitf:
    '<nitf><head><title>x</title></head><body><body.head><hedline/></body.head><body.content><p>They sail.</p></body.content></body></nitf>',
}

const picture = {
  ...{ altids: { itemid: 'bb22' }, type: 'picture', headline: 'The ferry', signals: ['newscontent'], language: 'en' },
  ...{ photographer: { name: 'Ines Tallow' }, description_caption: 'The ferry leaves.\nIt is early.' },
  renditions: {
    main: { href: 'https://x.example/1.jpg', mimetype: 'image/jpeg', width: 4000, height: 3000, sizeinbytes: 99 },
    thumbnail: { href: 'https://x.example/t.jpg', width: 100 },
    caption_nitf: { href: 'https://x.example/c', type: 'text' },
  },
}

const only = (item: object): ReadItem => {
  const [first, ...more] = read({ data: { item: { ...story, ...item } } }).items
  if (first === undefined || more.length > 0) throw new Error(`${more.length} more`)
  return first
}

test('a story is read with everything that it says', () => {
  const item = only({})
  expect(item).toMatchObject({
    ...{
      id: 'aa11',
      version: '2',
      type: 'text',
      signal: 'new',
      otherSignals: ['singlesource'],
      provider: 'AP',
      url: null,
    },
    ...{ headline: 'Ferries sail again', deck: 'After a week of storms', dateline: 'ORSEL', bylines: ['MARA QUILL'] },
    ...{ category: 'sports', priority: 3, language: 'en', keywords: ['Lake-Ferries', 'ferry'], holds: [], remarks: [] },
    ...{ firstCreated: new Date('2026-11-23T09:00:00Z'), versionCreated: new Date('2026-11-23T09:40:00Z') },
    subjects: [{ qcode: 'http://cv.ap.org/id/f00', name: 'Boats' }],
    sources: [{ name: 'Lake Radio', uri: null }],
    rights: { holder: null, notice: 'Copyright 2026', terms: 'No archives. No sales.' },
    body: [{ kind: 'p', spans: [{ text: 'They sail.' }] }],
    renditions: [],
  })
})

describe('answers', () => {
  test.each([
    [
      'of the feed',
      {
        api_version: '1.1',
        data: {
          items: [
            { meta: {}, item: story },
            { meta: {}, item: picture },
          ],
        },
      },
      ['aa11', 'bb22'],
    ],
    ['of one item', { data: { item: story } }, ['aa11']],
    ['an item in its wrapper', { item: story }, ['aa11']],
    ['an item by itself', story, ['aa11']],
    ['a list', [{ data: { item: story } }, picture], ['aa11', 'bb22']],
  ])('%s', (_, value, ids) => {
    expect(formatOf(value)).toBe('ap-media')
    expect(read(value).items.map(({ id }) => id)).toEqual(ids)
  })

  test('what is no item in it is refused, and an empty answer cannot be read', () => {
    expect(read([7, { data: { item: { colour: 'red' } } }]).refused).toHaveLength(2)
    expect(() => read([])).toThrow(Unreadable)
    expect(() => read({ data: { items: [] } })).toThrow(Unreadable)
  })

  test('a ninjs document, which has altids too, is none', () => {
    const document = render('ninjs-1.6', floodInVeyra, { face: 'full', notice: null, agency }).bytes.toString()
    expect(formatOf(document)).toBe('ninjs')
  })
})

describe('standing', () => {
  test.each([
    [{ pubstatus: 'canceled' }, 'kill', []],
    [{ pubstatus: 'withheld' }, 'withhold', []],
    [{ pubstatus: 'odd' }, 'new', ['unknown-status']],
    [{ editorialtypes: ['Correction'] }, 'correction', []],
    [{ editorialtypes: ['Kill'] }, 'kill', []],
    [{ signals: [] }, 'new', ['unknown-status']],
    [{ embargoed: 'soon' }, 'new', ['unreadable-embargo']],
    [{ body_nitf: undefined }, 'new', ['no-text']],
  ])('%o', (parts, signal, held) => {
    const item = only(parts)
    expect([item.signal, item.holds.map(({ code }) => code)]).toEqual([signal, held])
  })

  test('an embargo is read, and one by status alone has no end', () => {
    expect(only({ embargoed: '2026-11-24T06:00:00Z' }).embargo).toEqual({ until: new Date('2026-11-24T06:00:00Z') })
    expect(only({ pubstatus: 'embargoed' }).embargo).toEqual({ until: null })
  })
})

test('a picture has its caption as its text and its files without those of text', () => {
  const [item] = read(picture).items
  expect(item?.body).toHaveLength(2)
  expect(item?.bylines).toEqual(['Ines Tallow'])
  expect(item?.renditions.map(each => [each.role, each.widthPixels])).toEqual([
    ['original', 4000],
    ['thumb', 100],
  ])
})

test('a linked picture that was sent along is tied to the story and waits for what it waits for; a reference is lost', () => {
  const associations = { 1: picture, 2: { uri: 'https://api.example/cc33' } }
  const [text, inside, ...more] = read({ ...story, embargoed: 'soon', associations }).items
  expect(more).toEqual([])
  expect([text?.group, inside?.group]).toEqual(['aa11', 'aa11'])
  expect(inside?.holds.map(({ code }) => code)).toEqual(['unreadable-embargo'])
  expect(text?.remarks.map(({ detail }) => detail)).toEqual(['a reference to https://api.example/cc33 alone'])
})

test('the text is found where Superdesk puts it', () => {
  const { body_nitf: _, ...bare } = story
  const joined = { data: { item: bare }, nitf: { body_html: '<block id="Main"><p>They sail.</p></block>' } }
  expect(
    read({ ...joined, associations: { 1: { data: { item: picture } } } }).items.map(item => item.body.length),
  ).toEqual([1, 2])
})

test('what it says beyond that is said to be lost', () => {
  expect(only({ headline_seo: 'Ferries', uri: { a: 1 } }).remarks).toEqual([
    { kind: 'lost', field: 'headline_seo', detail: 'has no place in an item here' },
  ])
})
