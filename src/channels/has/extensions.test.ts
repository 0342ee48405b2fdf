import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../../../test/kit/examples.ts'
import { type StartedMediaHas, startedMediaHas } from '../../../test/kit/has-media.ts'
import { setLicence } from '../../accounts/admin.ts'

let has: StartedMediaHas
beforeAll(async () => {
  has = await startedMediaHas()
})
afterAll(() => has.stop())

interface Row {
  id: string
  title: string
  seq: number
  signal: string
  state: string
  document?: string | { headlines: { value: string }[] }
}
interface Found {
  result: Row[]
  total: number
  next: number
  more: boolean
}
const ask = async (body: string, as = has.as) => {
  await has.moveTo(has.now() + 500)
  return has.ask('/abone/search', { method: 'POST', body, as })
}
const search = async (body: string, as = has.as): Promise<Found> => (await ask(body, as)).json().data
/** Once this process has everything that was sent. */
const settled = async (seq: number) => {
  has.wire.wake()
  while (has.wire.fanout.position < seq) await new Promise(resolve => setTimeout(resolve, 5))
}

test('with expand every line has the document that document/ would have given, and the act is recorded', async () => {
  const { result } = await search('expand=newsml29')
  expect(result).toHaveLength(8)
  for (const { id, document } of result) {
    expect(document).toBe((await has.ask(`/abone/document/${id}/newsml29`, { as: has.as })).body)
  }
  const acts =
    await has.db`select distinct item_id from act where kind = 'document' and subscriber_id = ${has.subscriber}`
  expect(acts).toHaveLength(8)
})

test('documents of JSON are objects, others are strings', async () => {
  const [line] = (await search('expand=ninjs&filter_type=4')).result
  expect(line?.document).toMatchObject({ headlines: [{ value: 'The report of the gauge office' }] })
  expect((await search('expand=text&filter_type=4')).result[0]?.document).toContain('The report of the gauge office')
  expect((await search('expand=newsml12&filter_type=4')).result[0]?.document).toContain('<NewsML Version="1.2">')
})

test.each([
  ['expand=pdf', /expand: there is no format "pdf", only ninjs, .*newsml29/u],
  ['after=yesterday', /after: expected a cursor .* or NOW, not "yesterday"/u],
  ['after=999999', /after: the wire ends at \d+/u],
  ['after=0&search_string=a,b', /search_string: with "after" there can be one keyword/u],
])('%s is refused with the reason', async (body, message) => {
  const answer = await ask(body)
  expect(answer.status).toBe(400)
  expect(answer.json().response).toMatchObject({ success: false, code: 400, message: expect.stringMatching(message) })
})

test('both can be sent empty, as any parameter can, and then a search is as it always was', async () => {
  const { data } = (await ask('expand=&after=')).json()
  expect(Object.keys(data)).toEqual(['result', 'total'])
  expect(Object.keys(data.result[0])).toHaveLength(5)
})

test('after gives the wire in its order, page by page, without loss or repetition', async () => {
  const rows: Row[] = []
  let cursor = 0
  for (let more = true; more; ) {
    const page = await search(`after=${cursor}&limit=3&end_date=NOW&start_date=2041-01-01`)
    expect(page.result.length).toBeLessThanOrEqual(3)
    expect(page.total).toBe(page.result.length)
    rows.push(...page.result)
    ;({ next: cursor, more } = page)
  }
  expect(rows.map(row => row.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(await search(`after=${cursor}`)).toEqual({ result: [], total: 0, next: 8, more: false })
  expect(await search('after=now')).toEqual({ result: [], total: 0, next: 8, more: false })
})

test('what was corrected or killed comes again at its new place, and the killed text nowhere any more', async () => {
  const { next } = await search('after=NOW')
  const doomed = await has.file({ content: content({ headline: 'A drill taken for a flood' }) })
  const mended = await has.file({ content: content({ headline: 'Wrong' }) })
  await settled(mended.seq)
  expect((await search(`after=${next}&expand=text`)).result).toHaveLength(2)
  await has.file({ signal: 'correction', content: content({ headline: 'Right' }), note: 'Wrong' }, mended.item)
  const { seq } = await has.file({ signal: 'kill', note: 'A drill', line: 'This was a drill.' }, doomed.item)
  await settled(seq)
  const { result } = await search(`after=${mended.seq}&expand=text`)
  expect(result.map(row => [row.signal, row.state, row.title])).toEqual([
    ['correction', 'usable', 'Right'],
    ['kill', 'killed', expect.stringMatching(/^KILLED/u)],
  ])
  const whole = JSON.stringify((await search(`after=${next}&expand=text`)).result)
  expect(whole).not.toContain('taken for a flood')
  expect(whole).toContain('This was a drill.')
})

test('filters hold for a cursor too, and a keyword', async () => {
  const { as } = await has.join('Filtering', { products: [has.everything], types: has.types })
  const types = (await search('after=0&filter_type=2', as)).result.map(row => row.id.split(':')[1])
  expect(types).toEqual(['picture', 'picture', 'picture'])
  const found = (await search('after=0&search_string=boats', as)).result
  expect(found.map(row => row.id)).toEqual([has.items.second])
})

test('a recall reaches whoever pulled the item, whatever has become of filter and licence', async () => {
  const { id, as } = await has.join('Changing', { products: [has.everything], types: ['text', 'picture'] })
  const item = await has.picture({ content: content({ headline: 'Staged' }) }, 60)
  await settled(item.seq)
  const { next } = await search('after=0&filter_type=2', as)
  const { generalTr } = has.accounts.products
  const now = new Date(has.now())
  await setLicence({ ...has.act, now }, { subscriber: id, products: [generalTr], types: ['text'] })
  await has.catalogue.refresh()
  const { seq } = await has.file({ signal: 'kill', note: 'Staged', line: 'It was staged.' }, item.item)
  await settled(seq)
  const { result } = await search(`after=${next}&filter_type=1`, as)
  expect(result).toMatchObject([{ id: item.item, state: 'killed', title: expect.stringMatching(/^KILLED/u) }])
})

test('lines beside a delayed or narrow contract are what it may see', async () => {
  const late = await has.join('Late', { products: [has.everything], types: has.types, delayMinutes: 600 })
  expect(await search('after=0&expand=text', late.as)).toMatchObject({ result: [], next: 0, more: false })
  const { result } = await search('after=0&expand=text', has.lantern)
  expect(result).toEqual([])
})
