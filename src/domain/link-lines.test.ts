import { expect, test } from 'vitest'
import type { ItemId } from './ids.ts'
import { readLinks, writeLinks } from './link-lines.ts'

const item = 'dl:text:20261123:1001' as ItemId

test('a link is a line: what it is, the item, perhaps a version, perhaps a headline', () => {
  const { links, unknown } = readLinks(
    `see-also ${item} Ferry starts again\n\n translation-of ${item} v2\nbackground ${item} v12 How it began`,
  )
  expect(unknown).toEqual([])
  expect(links.map(({ rel, version, headline }) => [rel, version, headline])).toEqual([
    ['see-also', null, 'Ferry starts again'],
    ['translation-of', 2, null],
    ['background', 12, 'How it began'],
  ])
})

test('what is written is read again', () => {
  const links = [
    { rel: 'see-also' as const, item, version: null, headline: 'Words  of two spaces' },
    { rel: 'translation-of' as const, item, version: 3, headline: 'v8 engines are banned' },
    { rel: 'background' as const, item, version: null, headline: 'v8 engines are banned' },
  ]
  expect(readLinks(writeLinks(links)).links.map(({ guid: _, ...each }) => each)).toEqual([
    { ...links[0], headline: 'Words of two spaces' },
    links[1],
    { ...links[2], headline: null },
  ])
})

test.each(['', 'see-also', 'see-also dl:text:1', 'next dl:text:20261123:1001', item])('"%s" is no link', line =>
  expect(readLinks(line)).toEqual({ links: [], unknown: line === '' ? [] : [line] }),
)
