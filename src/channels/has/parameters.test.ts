import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../../domain/refusal.ts'
import { askedOf } from './asked.ts'
import { parametersOf, type Sources } from './parameters.ts'
import { usualTables } from './tables.ts'

const now = new Date('2026-11-23T12:00:00Z')
const products = [3, 4].map(id => {
  const code = `product-${id}`
  return { id, version: 1, code, names: { en: code, tr: code, ar: code }, rule: {} }
})

const asked = ({ body = '', ...rest }: Partial<Omit<Sources, 'body'>> & { body?: string | Buffer }) =>
  askedOf(
    parametersOf({
      ...{ body: Buffer.from(body), contentType: 'application/x-www-form-urlencoded' },
      ...{ query: new URLSearchParams(), headers: {}, ...rest },
    }),
    { tables: usualTables, products, now },
  )

const form = (fields: Record<string, string>, quote = '"', end = '\r\n') => {
  const part = ([name, value]: [string, string]) =>
    `--Xy7${end}Content-Disposition: form-data; name=${quote}${name}${quote}${end}${end}${value}${end}`
  return `${Object.entries(fields).map(part).join('')}--Xy7--${end}`
}

const wanted = {
  from: new Date('2026-11-23T08:00:00Z'),
  to: new Date('2026-11-23T09:00:00.999Z'),
  offset: 20,
  limit: 10,
  text: null,
  filter: { types: ['text'], languages: ['tr'], categories: ['general', 'sports'] },
}
const plain = {
  ...{ start_date: '2026-11-23T08:00:00Z', end_date: '2026-11-23T09:00:00Z', offset: '20', limit: '10' },
  ...{ filter_type: '1', filter_language: '1', filter_category: '1,2' },
}
const multipart = 'multipart/form-data; boundary=Xy7'

test.each<[string, Parameters<typeof asked>[0]]>([
  ['urlencoded', { body: new URLSearchParams(plain).toString() }],
  ['urlencoded without a content type', { body: new URLSearchParams(plain).toString(), contentType: undefined }],
  [
    'urlencoded with nothing escaped',
    {
      body: Object.entries(plain)
        .map(pair => pair.join('='))
        .join('&'),
    },
  ],
  ['multipart', { body: form(plain), contentType: multipart }],
  ['multipart with a quoted boundary', { body: form(plain), contentType: 'multipart/form-data; boundary="Xy7"' }],
  ['multipart without quotes, as .NET writes it', { body: form(plain, ''), contentType: multipart }],
  ['multipart with bare line ends', { body: form(plain, '"', '\n'), contentType: multipart }],
  ['JSON', { body: JSON.stringify(plain), contentType: 'application/json' }],
  ['JSON under the type of a form, as PHP sends it', { body: JSON.stringify(plain) }],
  [
    'JSON with numbers and lists',
    { body: JSON.stringify({ ...plain, limit: 10, offset: 20, filter_type: 1, filter_category: [1, '2'] }) },
  ],
  ['headers beside an empty body', { headers: plain, contentType: undefined }],
  ['the query of the address', { query: new URLSearchParams(plain) }],
  [
    'lists in brackets',
    { body: new URLSearchParams({ ...plain, filter_category: '[1,2]', filter_type: '["1"]' }).toString() },
  ],
  [
    'lists as PHP writes them',
    { body: `${new URLSearchParams({ ...plain, filter_category: '' })}&filter_category[]=1&filter_category%5B1%5D=2` },
  ],
  ['names repeated', { body: `${new URLSearchParams({ ...plain, filter_category: '1' })}&filter_category=2` }],
  [
    'a body before headers, and headers where it is silent',
    { body: 'limit=10&filter_category=1,2', headers: { ...plain, limit: '99' } },
  ],
  [
    'spaces, capitals and a byte order mark',
    {
      body: '\uFEFF{"LIMIT":" 10 ","offset":20,"filter_type":"1 ","filter_language":" tr_TR","filter_category":"1, 2","start_date":"2026-11-23T08:00:00Z","end_date":"2026-11-23T09:00:00Z"}',
    },
  ],
  [
    'what nobody knows beside',
    { body: `${new URLSearchParams(plain)}&end_data=x&category=9&query=y&language=zz&__proto__=1&constructor=2` },
  ],
])('parameters are read alike: %s', (_, sources) => {
  expect(asked(sources)).toMatchObject(wanted)
})

test.each<[string, string, object]>([
  [
    'empty values are absent',
    'filter_category=&filter_type=&start_date=&limit=&search_string=',
    { limit: 100, from: null, text: null, filter: { categories: undefined, types: undefined } },
  ],
  [
    'a star is no filter',
    'filter_category=*&start_date=*&end_date=NOW',
    { from: null, to: null, filter: { categories: undefined } },
  ],
  ['too large a limit is clamped', 'limit=100000', { limit: 100 }],
  ['a limit that is none', 'limit=many&offset=-5', { limit: 100, offset: 0 }],
  ['a limit of nothing', 'limit=0', { limit: 100 }],
  ['a language by its locale', 'filter_language=tr_TR', { filter: { languages: ['tr'] } }],
  ['languages by code', 'filter_language=en,ar', { filter: { languages: ['en', 'ar'] } }],
  ['a type by its name', 'filter_type=text', { filter: { types: ['text'] } }],
  ['a package', 'filter_package=4', { filter: { products: [4] } }],
  ['a value that nobody knows matches nothing', 'filter_category=99', { filter: { categories: [] } }],
  ['priorities', 'filter_priority=1,2,77', { filter: { priorities: [1, 2] } }],
  ['the agency as provider', 'filter_provider=1', { filter: { types: undefined } }],
  ['another provider has nothing', 'filter_provider=2', { filter: { types: [] } }],
  [
    'keywords, of which one will do',
    'search_string=Dolar,Merkez+Bankas%C4%B1,,+-faiz',
    { text: ['Dolar', 'Merkez Bankası', 'faiz'] },
  ],
  ['dates that cannot be read', 'start_date=yesterday&end_date=31/02/2026', { from: null, to: null }],
])('%s', (_, body, expected) => {
  expect(asked({ body })).toMatchObject(expected)
})

test('text in headers is UTF-8, although node:http gives it as Latin-1', () => {
  const sent = Buffer.from('Sağlık', 'utf8').toString('latin1')
  expect(asked({ headers: { search_string: sent } }).text).toEqual(['Sağlık'])
})

test('whatever is sent is understood or refused as bad input, and stays within its bounds', () => {
  const name = fc.constantFrom('limit', 'offset', 'start_date', 'end_date', 'search_string', 'filter_type', 'x')
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.double(),
    fc.array(fc.jsonValue()),
    fc.jsonValue(),
  )
  const pairs = fc.array(fc.tuple(name, value), { maxLength: 8 })
  const text = (each: unknown) => (typeof each === 'string' ? each : JSON.stringify(each))
  const body = fc.oneof(
    pairs.map(list => JSON.stringify(Object.fromEntries(list))),
    pairs.map(list => new URLSearchParams(list.map(([key, each]) => [key, text(each)])).toString()),
    pairs.map(list => form(Object.fromEntries(list.map(([key, each]) => [key, text(each)])))),
    fc.string({ unit: 'binary' }),
    fc.uint8Array().map(bytes => Buffer.from(bytes)),
  )
  const contentType = fc.constantFrom(undefined, 'application/json', multipart, 'multipart/form-data', 'text/plain')
  fc.assert(
    fc.property(body, contentType, (sent, type) => {
      try {
        const { limit, offset, from, to, text: words } = asked({ body: sent, contentType: type })
        expect(limit).toBeGreaterThan(0)
        expect(limit).toBeLessThanOrEqual(100)
        expect(Number.isSafeInteger(offset) && offset >= 0).toBe(true)
        expect([from, to].every(date => date === null || !Number.isNaN(date.getTime()))).toBe(true)
        expect((words ?? []).join().length).toBeLessThanOrEqual(500)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'bad-input') throw error
      }
    }),
    { numRuns: 2_000 },
  )
})
