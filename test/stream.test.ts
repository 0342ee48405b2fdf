import { afterAll, beforeAll, expect, test } from 'vitest'
import { endLicence, revokeKey, setLicence } from '../src/accounts/admin.ts'
import { paragraph } from '../src/domain/body.ts'
import { type Started, startedDateline } from './kit/dateline.ts'
import { content } from './kit/examples.ts'
import { openStream } from './kit/stream-client.ts'

let started: Started
beforeAll(async () => {
  started = await startedDateline()
})
afterAll(() => started.stop())

const secretWords = 'a secret sentence of the body'
const story = (parts = {}) => content({ body: [paragraph(`It was ${secretWords} that day.`)], ...parts })

test('a reader at the head gets an entry in full, with the cursor it held as prev', async () => {
  const stream = await openStream(started.url, started.accounts.courier.key.token)
  const scope = await stream.until(frame => frame.event === 'scope')
  const first = await started.file({ content: story() })
  const second = await started.file({ content: story() })
  const one = await stream.until(frame => frame.id === first.seq)
  const two = await stream.until(frame => frame.id === second.seq)
  expect(one.data).toMatchObject({
    seq: first.seq,
    prev: scope.data.after,
    signal: 'new',
    face: 'full',
    item: first.item,
  })
  expect(JSON.stringify(one.data.document)).toContain(secretWords)
  expect(two.data.prev).toBe(one.id)
  stream.close()
})

test('a reader that comes back with its last id gets exactly what it missed', async () => {
  const before = await started.file()
  const missed = [await started.file(), await started.file(), await started.file()]
  const stream = await openStream(started.url, started.accounts.courier.key.token, '', {
    'Last-Event-ID': String(before.seq),
  })
  await stream.until(frame => frame.id === missed[2]?.seq)
  expect(stream.entries().map(frame => frame.id)).toEqual(missed.map(entry => entry.seq))
  const prevs = stream.entries().map(frame => frame.data.prev)
  expect(prevs).toEqual([before.seq, missed[0]?.seq, missed[1]?.seq])
  stream.close()
})

test('entries of another product are not sent, and the cursor moves over them', async () => {
  const after = (await started.file()).seq
  const english = await started.file()
  const turkish = await started.file({ content: story({ language: 'tr' }) })
  const stream = await openStream(started.url, started.accounts.lantern.key.token, `?after=${after}`)
  const entry = await stream.until(frame => frame.id === turkish.seq && frame.event === 'entry')
  expect(stream.entries().some(frame => frame.data.seq === english.seq)).toBe(false)
  expect(entry.data.prev).toBe(after)
  stream.close()
})

test('a kill overtakes the backlog without an id, and the old text is never sent after it', async () => {
  const item = await started.file({ content: story() })
  const reader = await openStream(started.url, started.accounts.courier.key.token, `?after=${item.seq - 1}`)
  await reader.until(frame => frame.id === item.seq)
  reader.close()
  await reader.ended
  for (let i = 0; i < 5; i++) await started.file()
  const kill = await started.file(
    { signal: 'kill', note: 'wrong from start to end', line: 'We withdrew this.' },
    { item: item.item },
  )
  const back = await openStream(started.url, started.accounts.courier.key.token, `?after=${item.seq - 1}`)
  await back.until(frame => frame.id === kill.seq)
  const seen = back.entries()
  expect(seen[0]).toMatchObject({
    id: null,
    data: { seq: kill.seq, overtaking: true, state: 'killed', face: 'notice' },
  })
  expect(seen.find(frame => frame.id === item.seq)?.data).toMatchObject({
    signal: 'new',
    state: 'killed',
    face: 'notice',
  })
  expect(seen.find(frame => frame.id === kill.seq)?.data).toMatchObject({
    signal: 'kill',
    line: 'We withdrew this.',
    note: 'wrong from start to end',
  })
  expect(JSON.stringify(seen)).not.toContain(secretWords)
  back.close()
})

test('a kill reaches a reader whose filter no longer matches, because the ledger says that it has the item', async () => {
  const token = started.accounts.courier.key.token
  const item = await started.file({ content: story({ category: 'sports' }) })
  const all = await openStream(started.url, token, `?after=${item.seq - 1}&consumer=changing`)
  await all.until(frame => frame.id === item.seq)
  all.close()
  await all.ended
  const politics = await openStream(started.url, token, `?after=${item.seq}&consumer=changing&category=politics`)
  await politics.until(frame => frame.event === 'scope')
  const other = await started.file({ content: story({ category: 'sports' }) })
  const kill = await started.file({ signal: 'kill', note: 'wrong' }, { item: item.item })
  await politics.until(frame => frame.id === kill.seq)
  expect(politics.entries().some(frame => frame.data.seq === other.seq)).toBe(false)
  politics.close()
})

test('a licence that ends turns the stream to notices, and one that returns goes on from the same cursor', async () => {
  const { lantern, products } = started.accounts
  const act = { db: started.db, by: 'test', now: new Date() }
  const held = await started.file({ content: story({ language: 'tr' }) })
  const stream = await openStream(started.url, lantern.key.token, `?after=${held.seq - 1}`)
  await stream.until(frame => frame.id === held.seq)
  await endLicence(act, { licence: lantern.licence.id })
  const lapsed = await stream.until(frame => frame.event === 'scope' && frame.data.state === 'lapsed')
  expect(lapsed.data.after).toBeGreaterThanOrEqual(held.seq)
  const unpaid = await started.file({ content: story({ language: 'tr' }) })
  const correction = await started.file(
    { signal: 'correction', note: 'the day was wrong', line: 'It was Tuesday.', content: story({ language: 'tr' }) },
    { item: held.item },
  )
  const notice = await stream.until(frame => frame.data.seq === correction.seq)
  expect(notice.data).toMatchObject({ face: 'notice', line: 'It was Tuesday.' })
  expect(JSON.stringify(notice.data)).not.toContain(secretWords)
  expect(stream.entries().some(frame => frame.data.seq === unpaid.seq)).toBe(false)
  await setLicence({ ...act, now: new Date() }, { subscriber: lantern.subscriber.id, products: [products.generalTr] })
  await stream.until(
    frame => frame.event === 'scope' && frame.data.state === 'active' && frame.data.after >= correction.seq,
  )
  const paid = await started.file({ content: story({ language: 'tr' }) })
  const full = await stream.until(frame => frame.id === paid.seq)
  expect(full.data.face).toBe('full')
  stream.close()
})

test('a revoked key closes its stream with the reason', async () => {
  const { courier } = started.accounts
  const { issueKey } = await import('../src/accounts/admin.ts')
  const act = { db: started.db, by: 'test', now: new Date() }
  const key = await issueKey(act, { subscriber: courier.subscriber.id, name: 'to be revoked' })
  await expect.poll(async () => (await openStream(started.url, key.token)).status).toBe(200)
  const stream = await openStream(started.url, key.token)
  await stream.until(frame => frame.event === 'scope')
  await revokeKey(act, { credential: key.credential.id, why: 'it stood in a public repository' })
  const end = await stream.until(frame => frame.event === 'end')
  expect(end.data.reason).toBe('revoked')
  expect(end.data.detail).toContain('public repository')
  await stream.ended
})

test('a cursor from beyond the head is refused and says where the wire ends', async () => {
  const answer = await fetch(`${started.url}/v1/stream?after=999999999`, {
    headers: { Authorization: `Bearer ${started.accounts.courier.key.token}` },
  })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ field: 'after', type: '/problems/bad-input' })
})

test('what is no cursor is refused by its name', async () => {
  const Authorization = `Bearer ${started.accounts.courier.key.token}`
  for (const wrong of ['-1', '1.5', '1e3', '0x10', '9'.repeat(16), ' 1 2', 'null']) {
    const header = await fetch(`${started.url}/v1/stream`, { headers: { Authorization, 'Last-Event-ID': wrong } })
    expect([header.status, ((await header.json()) as { field: string }).field]).toEqual([400, 'Last-Event-ID'])
    for (const door of ['stream', 'entries']) {
      const query = await fetch(`${started.url}/v1/${door}?after=${wrong}`, { headers: { Authorization } })
      expect([query.status, ((await query.json()) as { field: string }).field]).toEqual([400, 'after'])
    }
  }
})

test('a key is needed', async () => {
  expect((await fetch(`${started.url}/v1/stream`)).status).toBe(401)
  expect(
    (await fetch(`${started.url}/v1/entries`, { headers: { Authorization: 'Bearer dlk_3001001_wrong' } })).status,
  ).toBe(401)
})
