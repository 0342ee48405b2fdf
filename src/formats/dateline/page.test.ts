import { expect, test } from 'vitest'
import { agency, floodInVeyra, floodKilled, tramInIrmakli } from '../../../test/kit/examples.ts'
import type { SentVersion } from '../../domain/version.ts'
import { detect } from '../detect.ts'
import { noDefaults } from '../reading.ts'
import { render } from '../render.ts'
import { readEntry } from './read.ts'

const entry = (version: SentVersion, seq: number) => ({
  seq,
  signal: version.signal,
  state: version.state,
  guid: version.guid,
  item: version.item,
  version: version.number,
  document: JSON.parse(render('ninjs', version, { face: 'full', notice: null, agency }).bytes.toString()),
})

const page = { entries: [entry(floodInVeyra, 1), entry(tramInIrmakli, 2), entry(floodKilled, 3)], next: 3, upto: 3 }

const source = (value: unknown) => {
  const text = JSON.stringify(value)
  return { bytes: Buffer.from(text), text, defaults: noDefaults }
}

test('a page of entries is told by its bytes and gives the items of all its entries', () => {
  expect(detect(source(page)).format).toBe('dateline')
  const { items, refused } = readEntry(page, source(page))
  expect(items.map(({ itemId, signal }) => [itemId, signal])).toEqual([
    [floodInVeyra.item, 'new'],
    [tramInIrmakli.item, 'new'],
    [floodInVeyra.item, 'kill'],
  ])
  expect(refused).toEqual([])
})

test('an entry without a document is refused by its place, and the others are read', () => {
  const { document: _, ...thin } = entry(tramInIrmakli, 2)
  const { items, refused } = readEntry({ ...page, entries: [thin, entry(floodInVeyra, 1), 7] }, source(page))
  expect(items).toHaveLength(1)
  expect(refused.map(({ what }) => what)).toEqual(['entry 1 of the page', 'entry 3 of the page'])
})
