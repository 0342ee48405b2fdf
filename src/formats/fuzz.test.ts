import { describe, expect, test } from 'vitest'
import { floods } from '../../test/kit/floods.ts'
import { documents } from '../../test/kit/foreign.ts'
import { doctypes, type Hostile, longRuns, mutations, truncations, wrongCharsets } from '../../test/kit/hostile.ts'
import { faultOf } from '../../test/kit/reading-faults.ts'
import { seeded } from '../../test/proofs/random.ts'
import { readDocument } from './read.ts'
import { noDefaults, type ReadableFormat, readableFormats } from './reading.ts'

// `npm run proof -- fuzz` does the same with more and larger documents, and measures time and memory.

const good = documents()
const bytesOf = (format: ReadableFormat): Buffer => Buffer.from(good[format])

const expectHarmless = async (all: Iterable<Hostile>): Promise<void> => {
  for (const { name, bytes } of all) {
    const fault = faultOf(await readDocument(bytes, noDefaults))
    if (fault !== null) expect.fail(`${name}: ${fault}`)
  }
}

test.each(readableFormats)('the good document in %s is read as what it is, with nothing held', async format => {
  const reading = await readDocument(bytesOf(format), noDefaults)
  expect(reading).toMatchObject({ format, items: [{ holds: [] }] })
  expect(faultOf(reading)).toBe(null)
})

describe.each(readableFormats)('%s', format => {
  test('is read or refused with a reason wherever it is cut off', () => expectHarmless(truncations(bytesOf(format))))

  test('is read or refused with a reason whatever happens to its bytes', () =>
    expectHarmless(mutations(bytesOf(format), seeded(7), 60)))

  test('is read or refused with a reason in any charset', () => expectHarmless(wrongCharsets(good[format])))

  test('is read or refused with a reason with a long run of anything in it', () =>
    expectHarmless(longRuns(good[format], 4000)))
})

const isMarkup = (format: ReadableFormat): boolean => /^\s*[<[{]/u.test(good[format])

test.each(readableFormats.filter(isMarkup))('of %s cut off before its end nothing is taken', async format => {
  const document = Buffer.from(good[format].trimEnd())
  for (const { name, bytes } of truncations(document)) {
    expect(await readDocument(bytes, noDefaults), name).toHaveProperty('failure')
  }
})

const passedOver = ['a DTD in the network', 'a parameter entity', 'an attribute for all']

test.each(readableFormats.filter(format => good[format].startsWith('<')))(
  'in %s no DOCTYPE declares an entity, and nothing is fetched or expanded',
  async format => {
    for (const { name, bytes } of doctypes(good[format])) {
      const reading = await readDocument(bytes, noDefaults)
      expect(faultOf(reading), name).toBe(null)
      // What declares nothing for the text is passed over; an entity that it may have meant stays as it is written.
      if (!passedOver.includes(name)) expect(reading, name).toHaveProperty('failure')
      else expect(JSON.stringify(reading), name).not.toContain('evil')
    }
  },
)

test('a DOCTYPE that only names a DTD is passed over', async () => {
  const named = good.nitf.replace('<nitf', '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd"><nitf')
  expect(await readDocument(Buffer.from(named), noDefaults)).toMatchObject({ format: 'nitf', items: [{ holds: [] }] })
})

test.each(floods(1 << 18).map(({ name, make }) => [name, make] as const))('%s does no harm', async (_, make) => {
  expect(faultOf(await readDocument(make(), noDefaults))).toBe(null)
})
