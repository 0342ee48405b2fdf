import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../../../test/kit/examples.ts'
import { type StartedMediaHas, startedMediaHas } from '../../../test/kit/has-media.ts'

let has: StartedMediaHas
beforeAll(async () => {
  has = await startedMediaHas()
})
afterAll(() => has.stop())

const minute = 60_000
const groupOf = async (item: string, as = has.as): Promise<string | null | undefined> => {
  await has.moveTo(has.now() + 500)
  const { data } = (await has.ask('/abone/search', { method: 'POST', as })).json()
  return data.result.find((line: { id: string }) => line.id === item)?.group_id
}
const series = async (id: string | null | undefined, as = has.as) => {
  await has.moveTo(has.now() + 500)
  const { status, body } = await has.ask(`/abone/document/${id}/newsml29`, { as })
  return { status, items: [...body.matchAll(/<newsItem guid="([^"]*)"/gu)].map(([, guid]) => guid) }
}
const named = (item: string, type = 'picture'): string => item.replace(/:\w+:/u, `:${type}group:`)
const headline = (words: string) => ({ content: content({ headline: words }) })

test('an item under embargo names no series, is in none, and is not found by its number', async () => {
  const until = new Date(has.now() + 60 * minute)
  const secret = await has.file({ ...headline('Secret'), group: 'secret', embargo: { until } })
  const hidden = await has.picture({ ...headline('Hidden'), group: 'secret', embargo: { until } }, 3)
  const open = await has.picture({ ...headline('Open'), group: 'secret' }, 4)
  expect(await groupOf(open.item)).toBe(named(open.item))
  expect(await series(named(open.item))).toEqual({ status: 200, items: [open.item] })
  // As an oracle of which numbers belong together it is no use either.
  expect((await series(named(secret.item))).status).toBe(404)
  expect((await series(named(hidden.item))).status).toBe(404)

  const trusted = await has.join('Trusted', { products: [has.everything], types: has.types, embargoTrust: true })
  expect(await groupOf(open.item, trusted.as)).toBe(named(secret.item))
  expect(await series(named(secret.item), trusted.as)).toEqual({ status: 200, items: [hidden.item, open.item] })
})

test('to a delayed contract what is not due yet is not there', async () => {
  const { as } = await has.join('An hour late', { products: [has.everything], types: has.types, delayMinutes: 60 })
  const first = await has.picture({ ...headline('First'), group: 'late' }, 5)
  await has.moveTo(has.now() + 61 * minute)
  const second = await has.picture({ ...headline('Second'), group: 'late' }, 6)
  expect(await series(named(first.item), as)).toEqual({ status: 200, items: [first.item] })
  expect((await series(named(second.item), as)).status).toBe(404)
  await has.moveTo(has.now() + 61 * minute)
  expect(await series(named(second.item), as)).toEqual({ status: 200, items: [first.item, second.item] })
})

test('a series holds what the contract covers and no more, under the same name for everybody', async () => {
  const turkish = await has.product('turkish', { languages: ['tr'] })
  const { as } = await has.join('Turkish', { products: [turkish], types: has.types })
  const english = await has.picture({ ...headline('English'), group: 'two' }, 7)
  const both = await has.picture({ content: content({ language: 'tr', headline: 'Türkçe' }), group: 'two' }, 8)
  expect(await groupOf(both.item)).toBe(named(english.item))
  expect(await groupOf(both.item, as)).toBe(named(english.item))
  expect(await series(named(english.item))).toEqual({ status: 200, items: [english.item, both.item] })
  expect(await series(named(english.item), as)).toEqual({ status: 200, items: [both.item] })
  expect((await series(named(has.items.picture), as)).status).toBe(403)
})

test('the name outlives the item that it is after, and any number of the group leads to it', async () => {
  const first = await has.picture({ ...headline('First'), group: 'lasting' }, 9)
  const second = await has.picture({ ...headline('Second'), group: 'lasting' }, 10)
  await has.file({ signal: 'kill', note: 'Wrong' }, first.item)
  expect(await groupOf(second.item)).toBe(named(first.item))
  const whole = { status: 200, items: [first.item, second.item] }
  expect(await series(named(first.item))).toEqual(whole)
  expect(await series(named(second.item))).toEqual(whole)
})

test('a video group has the videos of a group that has pictures too, and the number alone may be of either', async () => {
  const { picture, video } = has.items
  expect(await series(named(picture, 'video'))).toEqual({ status: 200, items: [video] })
  expect((await series(named(has.items.alone, 'video'))).status).toBe(404)
})

test('who takes a series is in the book for each of its pictures, and a HEAD takes nothing', async () => {
  const acts = () =>
    has.db`select item_id, version from act where kind = 'document' and subscriber_id = ${has.subscriber} order by id`
  const before = (await acts()).length
  const id = named(has.items.picture)
  await has.ask(`/abone/document/${id}/newsml12`, { as: has.as, method: 'HEAD' })
  expect(await acts()).toHaveLength(before)
  await has.ask(`/abone/document/${id}/newsml12`, { as: has.as })
  expect((await acts()).slice(before)).toMatchObject([
    { item_id: has.items.picture, version: 1 },
    { item_id: has.items.second, version: 1 },
  ])
})
