import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agency, examples } from '../../../test/kit/examples.ts'
import { readApMedia } from '../ap-media/read.ts'
import { detect } from '../detect.ts'
import { noDefaults, type Source, Unreadable } from '../reading.ts'
import { type FormatName, render } from '../render.ts'
import { readNinjs } from './read.ts'

const source = (text: string): Source => ({ bytes: Buffer.from(text), text, defaults: noDefaults })

/** Nothing but a refusal may be thrown. */
const survives = (value: unknown, read = readNinjs): void => {
  try {
    read(value, source(''))
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
  }
}

const formats: FormatName[] = ['ninjs', 'ninjs-2.2', 'ninjs-1.6', 'ninjs-superdesk']
const samples = formats.flatMap(format =>
  Object.values(examples).map(version =>
    JSON.parse(render(format, version, { face: 'full', notice: null, agency }).bytes.toString()),
  ),
)

const apSample = {
  api_version: '1.1',
  data: {
    item: {
      altids: { itemid: 'a1', etag: 'a1_0' },
      ...{ type: 'text', version: 1, pubstatus: 'usable', signals: ['newscontent'], headline: 'Ferries' },
      ...{
        bylines: [{ by: 'Mara Quill' }],
        usageterms: ['None'],
        urgency: 4,
        subject: [{ code: 's', rels: ['category'] }],
      },
      ...{
        renditions: { main: { href: 'https://x.example/1.jpg' } },
        associations: { 1: { uri: 'https://x.example' } },
      },
    },
  },
}

const anything = fc.oneof(fc.jsonValue(), fc.anything({ withNullPrototype: true, maxDepth: 4 }))

/** The paths to every member, so that any of them can be replaced. */
const pathsOf = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]))]
    : [path]

const replaced = (value: unknown, path: readonly string[], by: unknown): unknown => {
  const [first, ...rest] = path
  if (first === undefined) return by
  const copy = structuredClone(value) as Record<string, unknown>
  copy[first] = replaced(copy[first], rest, by)
  return copy
}

test('any value at all is read or refused', () => {
  fc.assert(
    fc.property(anything, value => survives(value)),
    { numRuns: 500 },
  )
  fc.assert(
    fc.property(anything, value => survives(value, readApMedia)),
    { numRuns: 500 },
  )
})

test('any member of any of our documents may be anything', () => {
  const mutants = fc
    .constantFrom(...samples)
    .chain(sample => fc.tuple(fc.constant(sample), fc.constantFrom(...pathsOf(sample)), anything))
  fc.assert(
    fc.property(mutants, ([sample, path, by]) => survives(replaced(sample, path, by))),
    { numRuns: 2000 },
  )
})

test('any member of an item of AP may be anything', () => {
  fc.assert(
    fc.property(fc.constantFrom(...pathsOf(apSample)), anything, (path, by) =>
      survives(replaced(apSample, path, by), readApMedia),
    ),
    { numRuns: 1000 },
  )
})

test('a status that is no text holds the item, and so does an embargo that is none', () => {
  fc.assert(
    fc.property(anything, value => {
      fc.pre(value !== null && value !== undefined && value !== false && typeof value !== 'string')
      const of = (member: string) =>
        readNinjs({ uri: 'a:b', headline: 'Ferries', [member]: value }, source('')).items[0]?.holds.map(
          each => each.code,
        )
      expect(of('pubstatus')).toContain('unknown-status')
      expect(of('embargoed')).toContain('unreadable-embargo')
      expect(of('embargoedUntil')).toContain('unreadable-embargo')
    }),
  )
})

const nested = (deep: number, open: string, close: string): string => open.repeat(deep) + close.repeat(deep)

test('nesting of 100,000 levels is read or refused', () => {
  const texts = [
    `{"uri":"a:b","headline":"x","extra":${nested(100_000, '[', ']')}}`,
    `{"uri":"a:b","headline":"x","associations":${`{"a":{"uri":"a:c","body_text":"y","associations":`.repeat(100_000)}{}${'}}'.repeat(100_000)}}`,
    nested(100_000, '[', ']'),
    `{"data":{"item":${`{"altids":{"itemid":"1"},"signals":[],"associations":{"a":{"data":{"item":`.repeat(50_000)}{}${'}}}}'.repeat(50_000)}}}`,
  ]
  for (const text of texts) {
    try {
      const found = detect(source(text))
      if ('value' in found) survives(found.value, found.format === 'ap-media' ? readApMedia : readNinjs)
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
    }
  }
})

test('a document with a million wrong members is read with a hundred remarks at most', () => {
  const wrong = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`member${n}`, n]))
  const lists = {
    subject: Array.from({ length: 100_000 }, () => 7),
    associations: Array.from({ length: 100_000 }, () => 'x'),
  }
  const { items } = readNinjs({ uri: 'a:b', headline: 'x', ...wrong, ...lists }, source(''))
  expect(items).toHaveLength(1)
  expect(items[0]?.remarks.length).toBeLessThanOrEqual(101)
})
