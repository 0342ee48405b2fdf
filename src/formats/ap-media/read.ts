import { type Fields, fieldsOf, memberOf, objectsOf, textOf } from '../read/json.ts'
import { type ReadItem, type Reading, type Refused, type Source, Unreadable } from '../reading.ts'
import { readApItem } from './read-item.ts'

/**
 * Reads answers of AP's Media API (feed, search, content) and its items by themselves. A member of a wrong type is noted and left out.
 * The text of a story is in a file of its own there: it is read where it has been put into the item (`body_nitf`, `body_html`, or `nitf.body_html` beside the
 * item, as Superdesk does); an item without it waits for an editor.
 * @throws Unreadable where there is no item in it
 */
export const readApMedia = (value: unknown, { defaults }: Source): Reading => {
  const items: ReadItem[] = []
  const refused: Refused[] = []
  let formatVersion: string | null = null
  for (const each of Array.isArray(value) ? value : [value]) {
    const answer = fieldsOf(each, [])
    if (answer === null) {
      refused.push({ what: 'a member of a list', reason: 'it is no object' })
      continue
    }
    formatVersion ??= textOf(answer, 'api_version')?.slice(0, 20) ?? null
    for (const [item, around] of itemsIn(answer)) {
      if (isItem(item)) items.push(...readApItem(item, around, defaults))
      else {
        const names = [...item.members.keys()].slice(0, 8).join(', ').slice(0, 200)
        refused.push({ what: 'an object in the answer', reason: `nothing in it is an item's: ${names}` })
      }
    }
  }
  if (items.length === 0 && refused.length === 0) throw new Unreadable('there is no item in the answer')
  return { format: 'ap-media', formatVersion, items, refused }
}

/** The items of an answer, each with what stands around it. */
const itemsIn = (answer: Fields): (readonly [Fields, Fields])[] => {
  const data = fieldsOf(memberOf(answer, 'data'), []) ?? answer
  const list = memberOf(data, 'items')
  if (Array.isArray(list)) {
    return list.flatMap(entry => {
      const around = fieldsOf(entry, [])
      return around === null ? [] : [[fieldsOf(memberOf(around, 'item'), []) ?? around, around] as const]
    })
  }
  return [[fieldsOf(memberOf(data, 'item'), []) ?? data, answer]]
}

const isItem = (item: Fields): boolean =>
  objectsOf(item, 'altids').length > 0 || ['uri', 'headline', 'renditions'].some(name => item.members.has(name))
