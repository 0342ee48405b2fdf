import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { memoryPages, validateXML } from 'xmllint-wasm'
import { readG2 } from '../../../test/kit/g2-documents.ts'
import type { ReadItem, Reading } from '../reading.ts'

// Documents of real agencies and of IPTC, which lie beside the project and are not part of it.

const shared = fileURLToPath(new URL('../../../../shared/standards', import.meta.url))
const isMissing = !existsSync(shared)
if (isMissing) console.warn(`${shared} is not there: NewsML-G2 is not tried on documents of others`)

const files = (folder: string, ending: string): string[] =>
  readdirSync(join(shared, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(ending))
    .toSorted()
    .map(name => join(shared, folder, name))
const readFile = (path: string): Reading => readG2(readFileSync(path, 'utf8').trimStart())
const sample = (path: string): ReadItem => {
  const [item] = readFile(join(shared, path)).items
  if (item === undefined) throw new Error(`${path} has no item`)
  return item
}

test.skipIf(isMissing)('every sample gives items or says why not', () => {
  const all = ['examples', 'writer-samples', 'iptc-unit-tests'].flatMap(folder => files(`newsml-g2/${folder}`, '.xml'))
  expect(all.length).toBeGreaterThan(50)
  for (const path of [...all, ...files('ingest-examples', 'g2.xml')]) {
    const { items, refused } = readFile(path)
    expect(items.length + refused.length, path).toBeGreaterThan(0)
    for (const { reason } of refused) expect(reason, path).toMatch(/no news|no item of NewsML-G2/)
  }
})

const expected: Readonly<Record<string, Partial<ReadItem>>> = {
  'ingest-examples/dpa-digitalwires-g2.xml': {
    ...{ id: 'urn:newsml:dpa.com:20090101:250128-930-357319', version: '2', signal: 'update', provider: 'dpa' },
    ...{ language: 'de', dateline: 'New York', category: 'economy', priority: 3, holds: [] },
    versionCreated: new Date('2025-01-28T08:18:34Z'),
  },
  'ingest-examples/reuters-text-g2.xml': {
    ...{
      provider: 'reuters.com',
      category: 'sports',
      otherSignals: ['edStat:N', 'prodId:TXT', 'pmt:text'],
      note: 'Editorial Note',
    },
    ...{ sources: [{ name: 'Reuters', uri: null }], holds: [] },
  },
  'ingest-examples/reuters-package-g2.xml': { type: 'collection', headline: 'OUSTPM Link List', language: 'en-US' },
  'newsml-g2/examples/LISTING_1_A_NewsML-G2_News_Item.xml': {
    ...{ signal: 'update', provider: 'REUTERS', bylines: ['Meredith Jameson'], dateline: 'Berlin' },
    embargo: { until: new Date('2018-10-23T12:00:00Z') },
    holds: [{ code: 'no-text', detail: 'it has no text' }],
  },
  'newsml-g2/examples/LISTING_2_NewsML-G2_Text_Document.xml': {
    ...{ language: 'en-US', category: 'economy', sources: [{ name: 'Associated Press', uri: null }] },
  },
  'newsml-g2/examples/LISTING_3_Photo_in_NewsML-G2.xml': {
    ...{ type: 'picture', bylines: ['Spencer Platt'], versionCreated: new Date('2018-10-12T06:42:04Z'), holds: [] },
  },
  'newsml-g2/examples/LISTING_4_Multiple_Renditions_of_a_Video_in_NewsML-G2.xml': { type: 'video', provider: 'AFP' },
  'newsml-g2/examples/LISTING_6_Simple_NewsML-G2_Package.xml': { type: 'collection' },
  'newsml-g2/writer-samples/text-new.xml': { signal: 'new', language: 'tr', dateline: 'ANKARA', keywords: ['ekonomi'] },
  'newsml-g2/writer-samples/text-update.xml': { signal: 'update', version: '2', note: 'Ayrıntı eklendi.' },
  'newsml-g2/writer-samples/text-correction.xml': { signal: 'correction', holds: [] },
  'newsml-g2/writer-samples/text-kill.xml': { signal: 'kill', priority: 1, note: 'haberi kaldırın.', holds: [] },
  'newsml-g2/writer-samples/text-withheld.xml': { signal: 'withhold' },
  'newsml-g2/writer-samples/picture.xml': {
    type: 'picture',
    rights: { holder: 'Example Agency', notice: '© 2026 Example Agency', terms: 'Subscribers only. No resale.' },
  },
}

for (const [path, fields] of Object.entries(expected)) {
  test.skipIf(isMissing)(`${basename(path)} says what it says`, () => {
    expect(sample(path)).toMatchObject(fields)
  })
}

test.skipIf(isMissing)('files, members and the text of samples are found', () => {
  expect(sample('newsml-g2/writer-samples/video.xml').renditions).toMatchObject([
    { role: 'hd', durationSeconds: 63, sizeBytes: 23_456_789, widthPixels: 1920 },
    { role: 'thumb', contentType: 'image/jpeg' },
  ])
  expect(sample('newsml-g2/examples/LISTING_3_Photo_in_NewsML-G2.xml').renditions.map(each => each.href)).toEqual([
    'GYI0062134533.jpg',
    'GYI0062134533-web.jpg',
    'GYI0062134533-thumb.gif',
  ])
  expect(sample('newsml-g2/writer-samples/package.xml').members).toEqual([
    { guid: 'tag:example.com,2026:newsml:1', type: 'text', headline: 'Başlık', version: 1 },
    { guid: 'tag:example.com,2026:pic:1', type: 'picture', headline: null, version: 1 },
  ])
  expect(sample('ingest-examples/reuters-package-g2.xml').members).toHaveLength(10)
  const [first] = sample('ingest-examples/dpa-digitalwires-g2.xml').body
  expect(JSON.stringify(first)).toContain('"text":"Ein Chatbot aus China')
  expect(sample('newsml-g2/writer-samples/text-embargo.xml').embargo?.until).toBeInstanceOf(Date)
})

const schemas = (first: string) =>
  files('newsml-g2/schema', '.xsd')
    .map(path => ({ fileName: basename(path), contents: readFileSync(path, 'utf8') }))
    .toSorted((a, b) => Number(b.fileName === first) - Number(a.fileName === first))

/** The names of those documents that do not pass; one call for many, since loading the schema takes most of the time. */
const failing = async (paths: readonly string[], xsd: string): Promise<string[]> => {
  const [schema, ...preload] = schemas(xsd)
  if (schema === undefined) throw new Error(`${xsd} is missing`)
  const { errors } = await validateXML({
    xml: paths.map(path => ({ fileName: basename(path), contents: readFileSync(path, 'utf8') })),
    schema,
    preload,
    initialMemoryPages: 64 * memoryPages.MiB,
    maxMemoryPages: 1024 * memoryPages.MiB,
  })
  // After its errors each document that fails has a line without a place of its own.
  return [...new Set(errors.map(({ loc, message }) => loc?.fileName ?? message.replace(' fails to validate', '')))]
}

// It is to fail 2.30; 2.31 allows `hasInstrument` in any concept (the XSD, at EntityDetailsGroup), and 2.35 is the only schema here.
const allowedSince = 'CR00215_hasInstrument_on_concept.xml'

test.skipIf(isMissing)('IPTC’s own documents pass and fail the schema that ours are held to', async () => {
  // What speaks of rights in ODRL needs the schema that knows both.
  const suites = { '2.30': '', '2.33': '', '2.34': 'G2-multi-schema-2.35.xsd', '2.35': 'G2-multi-schema-2.35.xsd' }
  let count = 0
  for (const [version, xsd] of Object.entries(suites)) {
    const all = files(`newsml-g2/iptc-unit-tests/${version}`, '.xml')
    const wrong = all.filter(path => path.includes('/should_fail/')).map(path => basename(path))
    const found = await failing(all, xsd === '' ? 'NewsML-G2_2.35-spec-All-Power.xsd' : xsd)
    expect(found.toSorted(), version).toEqual(wrong.filter(name => name !== allowedSince))
    count += all.length
  }
  expect(count).toBe(34)
})
