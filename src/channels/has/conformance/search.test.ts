import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedMediaHas, startedMediaHas } from '../../../../test/kit/has-media.ts'

let has: StartedMediaHas
beforeAll(async () => {
  has = await startedMediaHas()
})
afterAll(() => has.stop())

interface Line {
  id: string
  type: string
  date: string
  title: string
  group_id: string | null
}
const search = async (body = '', as = has.as): Promise<{ result: Line[]; total: number }> => {
  await has.moveTo(has.now() + 500)
  return (await has.ask('/abone/search', { method: 'POST', body, as })).json().data
}
const line = async (id: string): Promise<Line | undefined> => (await search()).result.find(each => each.id === id)

test('§1.2 a line has exactly five members, of the types that clients read', async () => {
  const { result, total } = await search()
  expect(total).toBe(8)
  for (const each of result) {
    expect(Object.keys(each)).toEqual(['id', 'type', 'date', 'title', 'group_id'])
    expect(each.id.split(':')).toHaveLength(4)
    expect(each.id.split(':')[1]).toBe(each.type)
    expect(each.id.split(':')[2]).toMatch(/^\d{8}$/u)
    expect(each.id.split(':')[3]).toMatch(/^[1-9]\d*$/u)
    expect(each.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u)
    expect(each.title.trim()).not.toBe('')
  }
  expect(new Set(result.map(each => each.type))).toEqual(new Set(['text', 'picture', 'video', 'graph', 'file']))
})

test('§1.2 the envelope has data and response, with success, code and message, also where nothing was found', async () => {
  const none = (await has.ask('/abone/search', { method: 'POST', body: 'filter_category=7', as: has.as })).json()
  expect(none).toEqual({ data: { result: [], total: 0 }, response: { success: true, code: 200, message: '' } })
})

test('§1.2 the newest comes first, and offset and limit page through it', async () => {
  const { result } = await search()
  expect(result.map(each => each.date)).toEqual(
    result
      .map(each => each.date)
      .sort()
      .reverse(),
  )
  const paged: Line[] = []
  for (let offset = 0; offset < 12; offset += 3) paged.push(...(await search(`offset=${offset}&limit=3`)).result)
  expect(paged.map(each => each.id)).toEqual(result.map(each => each.id))
})

test('§1.2 group_id is the same series for every picture of a story, and never null for a picture or video', async () => {
  const { text, picture, second, alone, video } = has.items
  const [, , day, n] = text.split(':')
  expect((await line(picture))?.group_id).toBe(`dl:picturegroup:${day}:${n}`)
  expect((await line(second))?.group_id).toBe(`dl:picturegroup:${day}:${n}`)
  expect((await line(video))?.group_id).toBe(`dl:videogroup:${day}:${n}`)
  expect((await line(alone))?.group_id).toBe(alone.replace('picture', 'picturegroup'))
})

test('§1.2 a text names the pictures of its story, and has null where there are none', async () => {
  const { text, picture, quiet, graphic } = has.items
  expect((await line(text))?.group_id).toBe((await line(picture))?.group_id)
  expect((await line(quiet))?.group_id).toBeNull()
  expect((await line(graphic))?.group_id).toBeNull()
})

test('§1.2 only what the contract covers is found: a text names no pictures to those who may have none', async () => {
  const { as } = await has.join('Texts', { products: [has.everything], types: ['text'] })
  const { result, total } = await search('', as)
  expect(total).toBe(2)
  expect(result.map(each => each.group_id)).toEqual([null, null])
  const films = await has.join('Texts and films', { products: [has.everything], types: ['text', 'video'] })
  const found = await search('filter_type=1', films.as)
  expect(found.result.find(each => each.id === has.items.text)?.group_id).toMatch(/^dl:videogroup:/u)
})

test('§1.2 filters take the ids of discover, a locale or our codes; of several values any will do', async () => {
  const count = async (body: string) => (await search(body)).total
  expect(await count('filter_type=2')).toBe(3)
  expect(await count('filter_type=2,3,5')).toBe(5)
  expect(await count('filter_type=picture')).toBe(3)
  expect(await count('filter_language=2')).toBe(8)
  expect(await count('filter_language=en_US')).toBe(8)
  expect(await count('filter_language=tr_TR')).toBe(0)
  expect(await count('filter_type=2&filter_priority=1')).toBe(0)
  expect(await count(`filter_package=${has.everything}&filter_type=4`)).toBe(1)
  expect(await count('filter_provider=1&filter_type=4')).toBe(1)
  expect(await count('filter_provider=2')).toBe(0)
  expect(await count('filter_type=99')).toBe(0)
})

test.each([
  ['start_date=*&end_date=NOW', 8],
  ['start_date=2041-03-05T12:00:00Z', 8],
  ['start_date=2041-03-05T12:00:00.000Z&end_date=*', 8],
  ['start_date=2041-03-05', 8],
  ['start_date=05/03/2041', 8],
  ['start_date=yesterday&end_date=soon', 8],
  ['end_date=2041-03-05T11:59:59Z', 0],
  ['start_date=2041-03-06', 0],
])('§1.2 dates: %s', async (body, total) => {
  expect((await search(body)).total).toBe(total)
})

test('§1.7 one counter for all types: no two items share a number', async () => {
  const numbers = (await search()).result.map(each => each.id.split(':')[3])
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('§1.2 a killed picture comes anew, dated the kill, with the notice for its title', async () => {
  const doomed = await has.picture({ group: has.group }, 200)
  await has.moveTo(has.now() + 60_000)
  await has.file({ signal: 'kill', note: 'Staged', line: 'This picture was staged.' }, doomed.item)
  const { result } = await search(`start_date=${new Date(has.now() - 2_000).toISOString().slice(0, 19)}Z`)
  expect(result).toHaveLength(1)
  expect(result[0]).toMatchObject({ id: doomed.item, title: expect.stringMatching(/^KILLED/u) })
  expect(result[0]?.group_id).toMatch(/^dl:picturegroup:/u)
})
