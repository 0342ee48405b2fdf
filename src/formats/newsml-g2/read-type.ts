import type { ItemType } from '../../domain/ids.ts'
import { attributeOf, childAt, childrenOf, type Element } from '../read/xml-tree.ts'
import type { Remark } from '../reading.ts'
import { type Aliases, codeOf } from './codes.ts'

// NewsCodes ninat, and what occurs beside them: `graphics` at one agency, `still` and `image` at others.
const types: Readonly<Record<string, ItemType>> = {
  text: 'text',
  picture: 'picture',
  photo: 'picture',
  still: 'picture',
  image: 'picture',
  video: 'video',
  graphic: 'graphic',
  graphics: 'graphic',
  animated: 'graphic',
  audio: 'file',
}

/** The kind of an item by its class, whatever the alias; where that says nothing, by its content. A composite newsItem is a text where it has words, otherwise a file. */
export const typeOf = (item: Element, aliases: Aliases, remarks: Remark[]): ItemType => {
  if (item.name === 'packageItem') return 'collection'
  const itemClass = childAt(item, 'itemMeta', 'itemClass')
  const code = itemClass === null ? null : codeOf(itemClass, aliases)
  const known = types[code?.local.toLowerCase() ?? '']
  if (known !== undefined) return known
  // A HAS document of a file or a collection has words in it, for clients that look at nothing else; its id says what it is.
  if (code?.local === 'composite') return typeInHasId(item) ?? (hasWords(item) ? 'text' : 'file')
  const guess = byContent(item)
  const detail = code === null ? `not said; taken as ${guess}` : `"${code.written}" is not known; taken as ${guess}`
  remarks.push({ kind: 'guessed', field: 'type', detail })
  return guess
}

const typeInHasId = (item: Element): 'file' | 'collection' | null =>
  (/^[a-z][a-z\d]{1,7}:(file|collection):\d{8}:\d+$/u.exec(attributeOf(item, 'guid') ?? '')?.[1] as
    | 'file'
    | 'collection'
    | undefined) ?? null

const hasWords = (item: Element): boolean =>
  ['inlineXML', 'inlineData'].some(name => childAt(item, 'contentSet', name) !== null)

const byContent = (item: Element): ItemType => {
  const files = childrenOf(childAt(item, 'contentSet'), 'remoteContent')
  if (files.length === 0 || hasWords(item)) return 'text'
  const kinds = new Set(files.map(file => attributeOf(file, 'contenttype')?.split('/')[0]?.toLowerCase()))
  if (kinds.has('video')) return 'video'
  return kinds.has('image') && kinds.size === 1 ? 'picture' : 'file'
}
