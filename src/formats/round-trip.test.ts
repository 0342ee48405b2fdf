import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agency, examples } from '../../test/kit/examples.ts'
import { arbitraryVersion } from '../../test/kit/versions-arbitrary.ts'
import type { SentVersion } from '../domain/version.ts'
import table from './carried.json' with { type: 'json' }
import { carriedFields, differences, notCarried } from './carried.ts'
import type { Feed } from './feeds/feed.ts'
import { writeAtom } from './feeds/write-atom.ts'
import { writeJsonFeed } from './feeds/write-json-feed.ts'
import { writeRss } from './feeds/write-rss.ts'
import { readDocument } from './read.ts'
import { noDefaults } from './reading.ts'
import { formatNames, render } from './render.ts'
import type { Rendering } from './rendering.ts'

const feed: Feed = {
  ...{ title: 'Meridian', homeUrl: 'https://meridian.example/', selfUrl: 'https://meridian.example/feed' },
  ...{ description: 'News', language: 'en', updatedAt: new Date('2026-11-24T00:00:00Z'), itemUrl: () => null },
}
const rendering: Rendering = { face: 'full', notice: null, agency }

type Write = (version: SentVersion) => string
const formats: Readonly<Record<string, Write>> = {
  ...Object.fromEntries(
    formatNames.map(format => [format, (version: SentVersion) => render(format, version, rendering).bytes.toString()]),
  ),
  rss: version => writeRss(feed, [{ version, rendering }]),
  atom: version => writeAtom(feed, [{ version, rendering }]),
  'json-feed': version => writeJsonFeed(feed, [{ version, rendering }]),
}

const generated = fc.sample(arbitraryVersion(), { seed: 2026, numRuns: 150 })
const versions = [
  ...Object.entries(examples),
  ...generated.map((version, n) => [`generated ${n}, a ${version.type} (${version.signal})`, version] as const),
]

const lostIn = async (write: Write, version: SentVersion): Promise<string[]> => {
  const reading = await readDocument(Buffer.from(write(version)), noDefaults)
  if ('failure' in reading) throw new Error(reading.failure)
  const [item, ...others] = reading.items
  if (others.length > 0) throw new Error(`${others.length + 1} items came back`)
  // Feeds leave out what is under embargo.
  if (item === undefined && version.embargo !== null) return ['embargo']
  return item === undefined ? ['everything'] : differences(version, agency, item)
}

test.each(Object.keys(formats))(
  'what is written in %s comes back in every field but those that the table says it cannot carry, and each of them is really lost',
  async format => {
    const write = formats[format]
    if (write === undefined) throw new RangeError(format)
    const listed = Object.keys(notCarried(format))
    const first = new Map<string, string>()
    for (const [name, version] of versions) {
      for (const field of await lostIn(write, version)) if (!first.has(field)) first.set(field, name)
    }
    expect([...first].filter(([field]) => !listed.includes(field))).toEqual([])
    expect(listed.filter(field => !first.has(field))).toEqual([])
  },
)

test('the table names formats and fields that there are, each with why', () => {
  for (const [format, fields] of Object.entries(table)) {
    expect(Object.keys(formats)).toContain(format)
    for (const [field, why] of Object.entries(fields)) {
      expect(carriedFields, `${format} ${field}`).toContain(field)
      expect(why.length).toBeGreaterThan(10)
    }
  }
})
