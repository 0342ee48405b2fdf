import { expect, test } from 'vitest'
import { readSources, writeSources } from './source-lines.ts'

test.each([
  ['Orsel Courier https://courier.example/a?b=1', [{ name: 'Orsel Courier', uri: 'https://courier.example/a?b=1' }]],
  ['  Harbour   office  ', [{ name: 'Harbour office', uri: null }]],
  ['https://courier.example/a', [{ name: 'courier.example', uri: 'https://courier.example/a' }]],
  ['Tweet javascript:alert(1)', [{ name: 'Tweet javascript:alert(1)', uri: null }]],
  ['See https://a.example for more', [{ name: 'See https://a.example for more', uri: null }]],
  ['\n \n', []],
])('%j is read as what an editor means by it', (line, sources) => expect(readSources(line)).toEqual(sources))

test('sources that are written are read back as they were', () => {
  const sources = [
    { name: 'Orsel Courier', uri: 'https://courier.example/' },
    { name: 'مكتب الميناء', uri: null },
  ]
  expect(readSources(writeSources(sources))).toEqual(sources)
})
