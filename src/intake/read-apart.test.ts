import { expect, test } from 'vitest'
import { readDocument } from '../formats/read.ts'
import { noDefaults } from '../formats/reading.ts'
import { readApart } from './read-apart.ts'

const story = (words: number) =>
  Buffer.from(`A lake freezes\n\nORSEL\n\n${'The ice on the lake is thick, the office said. '.repeat(words)}`)

test('a small and a large document are read alike, times and all', async () => {
  const dated = (headline: string, length: number) =>
    Buffer.from(
      JSON.stringify({
        uri: 'tag:a',
        headline,
        version: '1',
        versioncreated: '2026-11-24T10:00:00Z',
        body_text: 'word '.repeat(length),
      }),
    )
  for (const bytes of [story(3), story(30_000), dated('Short', 5), dated('Long', 100_000)]) {
    expect(await readApart(bytes, noDefaults)).toEqual(await readDocument(bytes, noDefaults))
  }
})

test('a large document that cannot be read has its reason', async () => {
  expect(await readApart(Buffer.from(`<a>${'<b>'.repeat(100_000)}`), noDefaults)).toMatchObject({
    failure: expect.stringContaining('deeper'),
  })
})

test('a reader that takes too long, or too much memory, is ended', async () => {
  const large = story(60_000)
  expect(await readApart(large, noDefaults, { longestMs: 1, memoryMiB: 512 })).toEqual({
    failure: 'reading took longer than 0.001 seconds',
  })
  expect(await readApart(large, noDefaults, { longestMs: 60_000, memoryMiB: 16 })).toEqual({
    failure: 'reading took more than 16 MiB of memory',
  })
})
