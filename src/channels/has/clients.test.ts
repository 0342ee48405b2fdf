import { afterAll, beforeAll, expect, test } from 'vitest'
import { noon, type StartedHas, startedHas } from '../../../test/kit/has.ts'
import { flood, harbour, tram } from '../../../test/kit/stories.ts'

// Each client below does what a real program was seen to do; none of them is told anything about ours.

let has: StartedHas
const basic = () => `Basic ${Buffer.from(has.courier).toString('base64')}`
beforeAll(async () => {
  has = await startedHas()
  await has.file({ content: flood })
  await has.moveTo(noon + 60_000)
  const { seq } = await has.file({ content: tram })
  await has.file({ content: harbour })
  await has.indexed(seq + 1)
})
afterAll(() => has.stop())

interface Found {
  result: { id: string; type: string; title: string }[]
  total: number
}
const searched = async (body: string | URLSearchParams | FormData, headers: Record<string, string> = {}) => {
  const init = { method: 'POST', headers: { Authorization: basic(), ...headers }, body, redirect: 'error' as const }
  const answer = await fetch(`${has.url}/search/`, init)
  return ((await answer.json()) as { data: Found }).data
}
const titles = async (...call: Parameters<typeof searched>) => (await searched(...call)).result.map(each => each.title)

test('one that sends its parameters as headers of an empty POST', async () => {
  const headers = {
    ...{ start_date: '*', end_date: 'NOW', limit: '5', offset: '0' },
    ...{ filter_type: '1', filter_language: '1', filter_category: '' },
  }
  expect(await titles('', headers)).toEqual([tram.headline])
  const answer = await has.ask('/abone/search', { method: 'POST', headers })
  expect(answer.json().data.result).toHaveLength(1)
})

test('one that sends multipart/form-data, as PHP does with an array', async () => {
  const form = new FormData()
  form.set('start_date', '2041-03-05')
  form.set('end_date', 'NOW')
  form.set('filter_language', '2,1')
  form.set('limit', '1')
  expect(await searched(form)).toMatchObject({ result: [{ title: tram.headline }], total: 2 })
})

test('one that sends JSON', async () => {
  const body = JSON.stringify({
    filter_language: [2],
    filter_type: 1,
    start_date: '*',
    limit: 100_000,
    end_data: 'NOW',
  })
  expect(await titles(body, { 'Content-Type': 'application/json' })).toEqual([flood.headline])
})

test('one that pages backwards with an offset until a page is empty', async () => {
  const seen: string[] = []
  for (let offset = 0; ; offset += 2) {
    const { result, total } = await searched(new URLSearchParams({ limit: '2', offset: String(offset) }))
    expect(total).toBe(3)
    if (result.length === 0) break
    seen.push(...result.map(each => each.title))
  }
  expect(seen).toEqual([harbour.headline, tram.headline, flood.headline])
})

test('one that searches for words, either of which will do', async () => {
  expect(await titles(new URLSearchParams({ search_string: 'Veyra,tramvay' }))).toEqual([tram.headline, flood.headline])
  expect(await titles(new URLSearchParams({ search_string: 'nowhere' }))).toEqual([])
})

test('one that loops over everything at once and fetches 50 documents without a pause', async () => {
  await has.moveTo(has.now() + 60_000)
  const { result } = await searched('limit=100000')
  const [first] = result
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => has.ask(`/abone/document/${encodeURIComponent(first?.id ?? '')}/newsml29`)),
  )
  expect(answers.map(each => each.status)).toEqual(Array(50).fill(200))
  expect(new Set(answers.map(each => each.header('Content-Type')))).toEqual(new Set(['application/xml']))
})

test('one that takes the file name after the only = and keeps it', async () => {
  await has.moveTo(has.now() + 60_000)
  const { result } = await searched('filter_language=1')
  const id = result[0]?.id ?? ''
  const answer = await has.ask(`/abone/document/${id}/newsml29`)
  const name = answer.header('Content-Disposition')?.split('=')[1]
  expect(name).toBe(`${id.split(':').join('_')}.xml`)
})

test('one that reads paths without prefixes and a body of one text node', async () => {
  const { result } = await searched('filter_language=1')
  const { body } = await has.ask(`/abone/document/${result[0]?.id}/newsml29`)
  expect(body).toContain('<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">')
  expect(body.match(/<newsItem /gu)).toHaveLength(1)
  const [, fragment = ''] = /<body\.content>([^<]*)<\/body\.content>/u.exec(body) ?? []
  expect(fragment).toContain('&lt;p&gt;İRMAKLI (DL) - Irmaklı Belediyesi')
  // The first name in Turkish in the document is the category's.
  expect(/<subject .*?<name xml:lang="tr">([^<]*)</u.exec(body)?.[1]).toBe('Ekonomi')
})

test('one that filters by priority and package, and one whose filter has nothing', async () => {
  const { flash, generalAr } = has.accounts.products
  expect(await titles(`filter_priority=1,2`)).toEqual([flood.headline])
  expect(await titles(`filter_package=${flash}`)).toEqual([flood.headline])
  expect(await titles(`filter_package=${flash},${generalAr}`)).toEqual([harbour.headline, flood.headline])
  expect(await searched('filter_category=7')).toEqual({ result: [], total: 0 })
})
