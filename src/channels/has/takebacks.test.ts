import { afterAll, beforeAll, expect, test } from 'vitest'
import { noon, type StartedHas, startedHas } from '../../../test/kit/has.ts'
import { flood } from '../../../test/kit/stories.ts'
import { endLicence, revokeKey } from '../../accounts/admin.ts'
import type { ItemId } from '../../domain/ids.ts'
import { correctionHeadline } from '../../domain/notice.ts'

const minute = 60_000
const second = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`

let has: StartedHas
beforeAll(async () => {
  has = await startedHas()
})
afterAll(() => has.stop())

const find = async (item: ItemId, as = has.courier, start = '*') => {
  const { data } = (await has.ask('/abone/search', { method: 'POST', body: `start_date=${start}`, as })).json()
  return data.result.find((line: { id: string }) => line.id === item)
}
const document = (item: ItemId, as = has.courier) => has.ask(`/abone/document/${item}/newsml29`, { as })
const wait = (ms: number) => has.moveTo(has.now() + ms)

test('a correction and a kill come anew under their own dates, and after a kill nothing has the text', async () => {
  const { item } = await has.file({ content: flood })
  expect(await find(item)).toMatchObject({ date: second(noon), title: flood.headline })

  await wait(10 * minute)
  const mended = { ...flood, headline: 'River floods part of Veyra' }
  await has.file({ signal: 'correction', content: mended, note: 'Only a part', line: 'Only a part was flooded.' }, item)
  expect(await find(item)).toMatchObject({ date: second(noon + 10 * minute), title: mended.headline })
  const corrected = (await document(item)).body
  expect(corrected).toContain('<versionCreated>2041-03-05T12:10:00Z</versionCreated>')
  expect(corrected).toContain(mended.headline)

  await wait(10 * minute)
  await has.file({ signal: 'kill', note: 'A drill', line: 'This story described a drill.' }, item)
  const line = await find(item, has.courier, '2041-03-05T12:20:00Z')
  expect(line).toMatchObject({ date: second(noon + 20 * minute), title: expect.stringMatching(/^KILLED/u) })
  const killed = await document(item)
  expect(killed.status).toBe(200)
  expect(killed.header('Content-Type')).toBe('application/xml')
  expect(killed.body).toContain('This story described a drill.')
  expect(killed.body).toContain('<versionCreated>2041-03-05T12:20:00Z</versionCreated>')
  for (const words of ['left its banks', 'Veyra', 'Ines Tallow', 'gauge office'])
    expect(killed.body).not.toContain(words)
})

test('a withheld item shows its notice until a correction brings it back', async () => {
  const { item } = await has.file({ content: flood })
  await wait(minute)
  await has.file({ signal: 'withhold', note: 'Being checked' }, item)
  expect(await find(item)).toMatchObject({ date: second(has.now()), title: expect.stringMatching(/^WITHHELD/u) })
  expect((await document(item)).body).not.toContain('left its banks')
  await wait(minute)
  await has.file({ signal: 'correction', content: flood, note: 'Confirmed' }, item)
  expect(await find(item)).toMatchObject({ date: second(has.now()), title: flood.headline })
  expect((await document(item)).body).toContain('left its banks')
})

test('who fetched the text is in the book, and who fetched a notice is not', async () => {
  const { item } = await has.file({ content: flood })
  const acts = () => has.db`select kind, actor, version from act where item_id = ${item} order by id`
  await document(item)
  const actor = has.accounts.courier.key.credential.id
  expect(await acts()).toEqual([{ kind: 'document', actor, version: 1 }])
  await has.file({ signal: 'kill', note: 'Wrong' }, item)
  await document(item)
  expect(await acts()).toHaveLength(1)
})

test('a licence that has ended gets notices only, never a text, and is told why; a revoked key gets nothing', async () => {
  const { generalEn } = has.accounts.products
  const { as, licence, credential } = await has.join('Ending', { products: [generalEn], embargoTrust: false })
  const [kept, killed, mended] = [await has.file({ content: flood }), await has.file(), await has.file()]
  expect((await document(kept.item, as)).status).toBe(200)
  await endLicence(
    { ...has.act, now: new Date(has.now()) },
    { licence: licence?.id ?? '', at: new Date(has.now() + 1) },
  )
  await has.catalogue.refresh()
  await wait(minute)
  await has.file({ signal: 'kill', note: 'Wrong', line: 'Withdrawn.' }, killed.item)
  await has.file({ signal: 'correction', content: flood, note: 'Wrong', line: 'The river was another.' }, mended.item)
  const later = await has.file({ content: flood })

  const { data, response } = (await has.ask('/abone/search', { method: 'POST', as })).json()
  expect(response).toMatchObject({
    success: true,
    message: expect.stringContaining('your licence ended on 2041-03-05'),
  })
  expect(data.result.map((line: { title: string }) => line.title).slice(0, 2)).toEqual([
    correctionHeadline('en'),
    expect.stringMatching(/^KILLED/u),
  ])
  expect(JSON.stringify(data)).not.toContain(flood.headline)
  const correction = await document(mended.item, as)
  expect(correction.status).toBe(200)
  expect(correction.body).toContain('The river was another.')
  expect(correction.body).not.toContain('left its banks')
  expect((await document(killed.item, as)).body).toContain('Withdrawn.')
  for (const { item } of [kept, later]) {
    const refused = await document(item, as)
    expect(refused.status).toBe(403)
    expect(refused.body).toContain('yetkiniz yoktur')
  }
  const { data: left } = (await has.ask('/abone/subscription', { as })).json()
  expect(left).toMatchObject({ package: [], category: [], type: [], language: [] })

  await revokeKey({ ...has.act, now: new Date(has.now()) }, { credential: credential.id, why: 'found in a repository' })
  await has.catalogue.refresh()
  const gone = await document(killed.item, as)
  expect(gone.status).toBe(401)
  expect(gone.json().response.message).toContain('revoked')
})
