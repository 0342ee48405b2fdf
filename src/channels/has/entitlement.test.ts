import { afterAll, beforeAll, expect, test } from 'vitest'
import { noon, type StartedHas, startedHas } from '../../../test/kit/has.ts'
import { flood, harbour, tram } from '../../../test/kit/stories.ts'

const minute = 60_000
const day = 86_400_000

let has: StartedHas
const items = new Map<string, string>()
const readers = new Map<string, string>()

// Time runs to one moment, `now`, at which every reader looks at every item.
const now = noon + 40 * day
beforeAll(async () => {
  has = await startedHas()
  const { generalEn, generalTr, generalAr, flash } = has.accounts.products
  const every = [generalEn, generalTr, generalAr, flash]
  const join = async (name: string, terms: Parameters<StartedHas['join']>[1]) =>
    readers.set(name, (await has.join(name, terms)).as)
  await join('everything', { products: every })
  await join('Turkish only', { products: [generalTr] })
  await join('one language', { products: every, languages: ['ar'] })
  await join('pictures only', { products: every, types: ['picture'] })
  await join('fifteen days', { products: every, archiveDays: 15 })
  await join('an hour late', { products: every, delayMinutes: 60 })
  await join('trusted', { products: every, embargoTrust: true })
  await join('ended', { products: every, until: new Date(noon + 30 * day) })
  await join('not begun', { products: every, from: new Date(noon + 50 * day) })
  await join('no licence', null)

  const file = async (name: string, at: number, filing: Parameters<StartedHas['file']>[0]) => {
    await has.moveTo(at)
    items.set(name, (await has.file(filing)).item)
  }
  await file('old', noon, { content: flood })
  await file('Turkish', now - 2 * day, { content: tram })
  await file('Arabic', now - 2 * day, { content: harbour })
  await file('English', now - 2 * day, { content: flood })
  await file('embargoed', now - day, { content: flood, embargo: { until: new Date(now + day) } })
  await file('recent', now - 30 * minute, { content: flood })
  await has.moveTo(now)
})
afterAll(() => has.stop())

const yes = 200
const order = ['old', 'Turkish', 'Arabic', 'English', 'embargoed', 'recent']

test.each<[string, number[]]>([
  ['everything', [yes, yes, yes, yes, 404, yes]],
  ['Turkish only', [403, yes, 403, 403, 404, 403]],
  ['one language', [403, 403, yes, 403, 404, 403]],
  ['pictures only', [403, 403, 403, 403, 404, 403]],
  ['fifteen days', [404, yes, yes, yes, 404, yes]],
  ['an hour late', [yes, yes, yes, yes, 404, 404]],
  ['trusted', [yes, yes, yes, yes, yes, yes]],
  ['ended', [403, 403, 403, 403, 404, 403]],
  ['not begun', [403, 403, 403, 403, 404, 403]],
  ['no licence', [403, 403, 403, 403, 403, 403]],
])('%s: each document, and in a search exactly those that may be read', async (reader, expected) => {
  const as = readers.get(reader) ?? ''
  const answers = await Promise.all(order.map(name => has.ask(`/abone/document/${items.get(name)}/newsml29`, { as })))
  expect(answers.map(each => each.status)).toEqual(expected)
  for (const { status, body } of answers) {
    if (status === 403) expect(body).toContain('yetkiniz yoktur')
    if (status === 404) expect(body).toContain('Dosya Bulunamadı')
    if (status !== yes) expect(body).not.toMatch(/left its banks|tramvay hattının|ميناء/u)
  }
  const { data, response } = (await has.ask('/abone/search', { method: 'POST', as })).json()
  if (reader === 'no licence') return expect(response).toMatchObject({ success: false, code: 403 })
  const ids = data.result.map((line: { id: string }) => line.id)
  expect(new Set(ids)).toEqual(new Set(order.filter((_, n) => expected[n] === yes).map(name => items.get(name))))
  expect(data.total).toBe(ids.length)
})

test('what is not covered cannot be found by a filter either', async () => {
  const as = readers.get('Turkish only') ?? ''
  for (const body of ['filter_language=2', `filter_package=${has.accounts.products.flash}`, 'filter_category=1']) {
    expect((await has.ask('/abone/search', { method: 'POST', as, body })).json().data).toEqual({ result: [], total: 0 })
  }
})

test('a delayed reader is given the date from which it could see an item', async () => {
  const as = readers.get('an hour late') ?? ''
  const { data } = (await has.ask('/abone/search', { method: 'POST', as, body: 'filter_language=1' })).json()
  const seen = new Date(now - 2 * day + 60 * minute).toISOString()
  expect(data.result).toMatchObject([{ date: `${seen.slice(0, 19)}Z` }])
})
