import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv, type ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import Ajv04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { noDefaults, type Reading } from '../reading.ts'
import { readNinjs } from './read.ts'

// IPTC's own documents (github.com/iptc/newsinjson), which are not part of the project.
const root = fileURLToPath(new URL('../../../../shared/standards/ninjs/', import.meta.url))
const isThere = existsSync(root)
if (!isThere) console.warn(`skipped: IPTC's ninjs documents are not at ${root}`)

const read = (path: string): string => readFileSync(root + path, 'utf8')
const filesIn = (folder: string): string[] =>
  isThere
    ? readdirSync(root + folder, { recursive: true })
        .map(String)
        .filter(name => name.endsWith('.json'))
    : []

const readItems = (text: string): Reading => {
  const bytes = Buffer.from(text)
  return readNinjs(JSON.parse(text), { bytes, text, defaults: noDefaults })
}

// Suites of 1.0 and 1.2 go with the oldest schema that there is, which has allowed two things since; up to 1.3 "should pass" has bad dates on purpose, so formats
// are off there.
const allowedSince = ['should_fail/014_type_component.json', 'should_fail/016_infosource.json']
const suites = [
  { suite: '1.0', schema: '1.3', formats: false, others: allowedSince },
  ...['1.2', '1.3'].map(suite => ({ suite, schema: '1.3', formats: false, others: [] })),
  ...['1.4', '1.6', '2.1', '2.2', '3.0', '3.1'].map(suite => ({ suite, schema: suite, formats: true, others: [] })),
]

const validator = (version: string, formats: boolean): ValidateFunction => {
  const schema = JSON.parse(read(`schema/ninjs-schema_${version}.json`))
  const options = { strict: false, validateFormats: formats }
  const draft = String(schema.$schema)
  const ajv = draft.includes('2020')
    ? new Ajv2020(options)
    : draft.includes('04')
      ? new Ajv04.default(options)
      : new Ajv(options)
  addFormats.default(ajv as Ajv)
  if (draft.includes('2020'))
    ajv.addSchema(JSON.parse(read('schema/GeoJSON-schema.json')), 'https://geojson.org/schema/GeoJSON.json')
  return ajv.compile(schema)
}

const passes = (validate: ValidateFunction, text: string): boolean => {
  try {
    return validate(JSON.parse(text))
  } catch {
    return false
  }
}

describe.skipIf(!isThere)("IPTC's test suites", () => {
  test.each(suites)('$suite: what should pass passes, what should fail fails', ({ suite, schema, formats, others }) => {
    const validate = validator(schema, formats)
    const wrong = filesIn(`iptc-test-suite/${suite}`).filter(
      name => passes(validate, read(`iptc-test-suite/${suite}/${name}`)) !== name.startsWith('should_pass'),
    )
    expect(wrong.toSorted()).toEqual(others)
  })

  test('every document that should pass is read, or refused with a reason where it is no news item', () => {
    const names = filesIn('iptc-test-suite').filter(name => name.includes('should_pass'))
    expect(names.length).toBeGreaterThan(100)
    for (const name of names) {
      const { items, refused } = readItems(read(`iptc-test-suite/${name}`))
      expect(items.length + refused.length, name).toBeGreaterThan(0)
      for (const { reason } of refused) expect(reason, name).toMatch(/"(?:event|planning)", no news item/u)
    }
  })
})

const shared = fileURLToPath(new URL('../../../../shared/standards/ingest-examples/', import.meta.url))

describe.skipIf(!isThere)('documents of others', () => {
  test('every example of IPTC and every sample of the standards guide is read', () => {
    const names = [
      ...filesIn('examples').map(name => `examples/${name}`),
      ...filesIn('writer-samples').map(name => `writer-samples/${name}`),
    ]
    expect(names.length).toBeGreaterThan(35)
    for (const name of names) {
      const { items, refused } = readItems(read(name))
      expect([items.length > 0, refused.length], name).toEqual(name.includes('event') ? [false, 1] : [true, 0])
    }
  })

  test.each([
    [
      '1.6-text-new',
      {
        type: 'text',
        signal: 'new',
        version: '1',
        language: 'tr',
        category: 'economy',
        priority: 3,
        dateline: 'Ankara',
      },
    ],
    ['1.6-text-embargo', { embargo: { until: new Date('2026-01-02T15:00:00Z') }, holds: [] }],
    ['1.6-text-kill', { signal: 'kill', version: '5', holds: [] }],
    ['1.6-picture', { type: 'picture', bylines: ['Ayşe Yılmaz'], group: null }],
    ['1.6-package', { type: 'collection', provider: 'Example Agency' }],
    ['2.2-text-new', { headline: 'Başlık', subjects: [{ qcode: 'medtop:04000000', name: 'economy' }] }],
    ['2.2-text-kill', { signal: 'kill' }],
    ['3.1-text-update', { note: 'Ayrıntı eklendi.', summary: 'Özet.', firstCreated: new Date('2026-01-01T07:00:00Z') }],
    ['3.1-text-correction', { signal: 'correction', version: '3' }],
    ['3.1-text-withheld', { signal: 'withhold' }],
    ['3.1-text-embargo', { embargo: { until: new Date('2026-01-02T15:00:00Z') } }],
    ['3.1-public-summary', { holds: [{ code: 'no-text', detail: 'it has no text' }] }],
  ])('%s says what it says', (name, said) => {
    expect(readItems(read(`writer-samples/${name}.json`)).items[0]).toMatchObject(said)
  })

  test('files and members are read with what is known of them', () => {
    const [picture] = readItems(read('writer-samples/3.1-picture.json')).items
    expect(picture?.renditions.map(each => [each.role, each.widthPixels, each.sizeBytes])).toEqual([
      ['original', 5184, 2345678],
      ['thumb', 256, null],
    ])
    const [video] = readItems(read('writer-samples/3.1-video.json')).items
    expect(video?.renditions[0]).toMatchObject({ role: 'hd', durationSeconds: 63, contentType: 'video/mp4' })
    const [collection, inside] = readItems(read('writer-samples/3.1-package.json')).items
    expect(collection?.members.map(each => [each.type, each.headline])).toEqual([
      ['text', 'Başlık'],
      ['picture', null],
    ])
    expect([inside?.type, inside?.group]).toEqual(['picture', collection?.id])
  })

  test("Superdesk's own documents are read: alerts, services, subject codes, pictures beside the story", () => {
    const of = (name: string) => readItems(readFileSync(`${shared}${name}.json`, 'utf8'))
    const [story] = of('ninjs1').items
    expect(of('ninjs1').format).toBe('ninjs-superdesk')
    expect(story).toMatchObject({
      provider: 'AAP',
      language: 'fr',
      version: '2',
      priority: 4,
      dateline: 'Milton Keynes',
    })
    expect(story?.versionCreated).toEqual(new Date('2017-08-24T04:38:34Z'))
    expect(story?.subjects[0]?.qcode).toBe('medtop:01000000')
    const [text, picture, ...more] = of('ninjs2').items
    expect(more).toEqual([])
    expect([text?.group, picture?.group]).toEqual([text?.id, text?.id])
    expect(picture).toMatchObject({ type: 'picture', category: 'economy' })
    expect(new Set(picture?.renditions.map(each => each.role))).toEqual(
      new Set(['thumb', 'original', 'web', 'preview']),
    )
    expect(of('ninjsExSimpleText1').items[0]?.body.length).toBeGreaterThan(0)
  })
})
