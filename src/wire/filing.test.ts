import { expect, test } from 'vitest'
import { content } from '../../test/kit/examples.ts'
import { canonicalJson } from '../domain/canonical.ts'
import { Refusal } from '../domain/refusal.ts'
import { draftBodySchema, parseFiling, parseOrRefuse } from './filing.ts'

const file = (parts: object, more: object = {}) =>
  parseFiling({ signal: 'new', content: { ...content(), ...parts }, by: 'A editor', ...more })
const fieldOf = (act: () => unknown) => {
  try {
    act()
    return 'fine'
  } catch (error) {
    return error instanceof Refusal ? error.field : Promise.reject(error)
  }
}

test('names are folded, said once, and those without an address have none', () => {
  const { content: filed } = file({
    people: [
      { name: ' Ada  Veyra ', uri: null },
      { name: 'Ada Veyra', uri: 'https://register.example/2' },
      { name: 'Deniz Orsel' },
    ],
    places: [{ name: 'Orsel', uri: 'http://www.wikidata.org/entity/Q1' }],
  })
  expect(filed?.people).toEqual([
    { name: 'Ada Veyra', uri: null },
    { name: 'Deniz Orsel', uri: null },
  ])
  expect(filed?.places).toEqual([{ name: 'Orsel', uri: 'http://www.wikidata.org/entity/Q1' }])
})

test('what names nobody, links nowhere and never expires is digested as it was before there were such fields', () => {
  const empty = file({ people: [], organisations: [], places: [], links: [] })
  expect(canonicalJson(empty)).toBe(canonicalJson(file({})))
  expect(canonicalJson(empty.content)).toBe(canonicalJson(content()))
  expect(canonicalJson(empty)).not.toMatch(/people|organisations|places|links|expiresAt|reason/u)
})

test('a moment of expiry is kept in UTC', () => {
  expect(file({ expiresAt: '2099-12-31T21:00:00+03:00' }).content?.expiresAt).toBe('2099-12-31T18:00:00.000Z')
})

const link = { rel: 'see-also', item: 'dl:text:20261123:1001' }
test.each<[string, unknown, object, object]>([
  ['a name that is empty', 'content.people.0.name', { people: [{ name: ' ' }] }, {}],
  ['an address that is none', 'content.places.0.uri', { places: [{ name: 'Orsel', uri: 'Q1' }] }, {}],
  ['names without end', 'content.people', { people: Array(201).fill({ name: 'Ada' }) }, {}],
  ['a relation that nobody knows', 'content.links.0.rel', { links: [{ ...link, rel: 'about' }] }, {}],
  ['a link to no item', 'content.links.0.item', { links: [{ ...link, item: 'somewhere' }] }, {}],
  ['a version before the first', 'content.links.0.version', { links: [{ ...link, version: 0 }] }, {}],
  [
    'a translation of two items',
    'content.links',
    { links: [1, 2].map(n => ({ rel: 'translation-of', item: `dl:text:20261123:${n}` })) },
    {},
  ],
  ['a moment without its zone', 'content.expiresAt', { expiresAt: '2099-12-31T18:00' }, {}],
  ['a class of reasons that there is not', 'reason', {}, { reason: 'boredom' }],
])('%s is refused under its field', (_, field, parts, more) => {
  expect(fieldOf(() => file(parts, more))).toBe(field)
})

test('a picture in the text of a draft may be a draft, in what is filed it is an item', () => {
  const body = [{ kind: 'figure', item: 'dra_0123456789abcdef', caption: [] }]
  expect(parseOrRefuse(draftBodySchema, body)).toEqual(body)
  expect(fieldOf(() => file({ body }))).toBe('content.body.0.item')
  expect(fieldOf(() => parseOrRefuse(draftBodySchema, [{ ...body[0], item: 'x' }]))).toBe('0.item')
})
