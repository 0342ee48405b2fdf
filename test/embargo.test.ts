import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { addSubscriber, issueKey, setLicence } from '../src/accounts/admin.ts'
import { paragraph } from '../src/domain/body.ts'
import { releaseDue } from '../src/jobs/releases.ts'
import { createLog } from '../src/telemetry.ts'
import { type Started, startedDateline } from './kit/dateline.ts'
import { content } from './kit/examples.ts'
import { openStream, type StreamClient } from './kit/stream-client.ts'

let started: Started
let trusted: string
let delayed: string
let streams: StreamClient[] = []
beforeAll(async () => {
  started = await startedDateline({ ROLES: 'api,stream' })
  trusted = await subscriberWith('Trusted', { embargoTrust: true })
  delayed = await subscriberWith('Delayed', { delayMinutes: 15 })
})
beforeEach(() => {
  for (const stream of streams) stream.close()
  streams = []
  started.setClock(null)
})
afterAll(() => started.stop())

const silent = createLog('silent')
const minutes = (n: number) => new Date(Date.now() + n * 60_000)
const secret = content({ body: [paragraph('The fever has ended, the board will say at six.')] })

const subscriberWith = async (
  name: string,
  terms: { embargoTrust?: boolean; delayMinutes?: number },
): Promise<string> => {
  const act = { db: started.db, by: 'test', now: new Date() }
  const { id } = await addSubscriber(act, { name, email: `desk@${name.toLowerCase()}.example` })
  await setLicence(act, {
    subscriber: id,
    products: [started.accounts.products.generalEn],
    from: new Date('2026-01-01'),
    ...terms,
  })
  const { token } = await issueKey(act, { subscriber: id, name })
  const scope = () => fetch(`${started.url}/v1/scope`, { headers: { Authorization: `Bearer ${token}` } })
  await vi.waitFor(async () => expect((await scope()).status).toBe(200))
  return token
}
const open = async (token: string, after: number) => {
  const stream = await openStream(started.url, token, `?after=${after}`)
  streams.push(stream)
  await stream.until(frame => frame.event === 'scope')
  return stream
}
const seqs = (stream: StreamClient) => stream.entries().map(frame => frame.id)

test('embargoed copy and its correction go to the trusted; the rest get the release with the newest version, once', async () => {
  const until = minutes(30)
  const first = await started.file({ content: secret, embargo: { until } })
  const [insider, outsider] = [
    await open(trusted, first.seq - 1),
    await open(started.accounts.courier.key.token, first.seq - 1),
  ]
  const corrected = await started.file(
    { signal: 'correction', note: 'the hour', content: content({ headline: 'Corrected under embargo' }) },
    { item: first.item },
  )
  await insider.until(frame => frame.id === corrected.seq)
  expect(seqs(insider)).toEqual([first.seq, corrected.seq])
  await releaseDue(started.dateline.publisher, silent)
  expect((await started.db`select seq from entry where item_id = ${first.item}`).length).toBe(2)

  started.setClock(minutes(31))
  await Promise.all([1, 2, 3].map(() => releaseDue(started.dateline.publisher, silent)))
  const release = await outsider.until(frame => frame.event === 'entry')
  expect(release.data).toMatchObject({ signal: 'release', face: 'full', version: 2, prev: expect.any(Number) })
  expect(release.data.embargoedUntil).toBeUndefined()
  await insider.until(frame => frame.id === release.id)
  expect(seqs(outsider)).toEqual([release.id])
  expect((await started.db`select seq from entry where item_id = ${first.item}`).length).toBe(3)

  const late = await open(started.accounts.courier.key.token, first.seq - 1)
  await late.until(frame => frame.id === release.id)
  expect(seqs(late)).toEqual([release.id])
})

test('what was put right under embargo is not told to those who get it with the release, nor to the public', async () => {
  const outsider = await open(started.accounts.courier.key.token, (await started.file()).seq)
  const insider = await open(trusted, outsider.frames[0]?.data.after)
  const first = await started.file({ content: secret, embargo: { until: minutes(1) } })
  const filed = { note: 'it named the wrong office', line: 'It named the wrong office.', content: content() }
  const correction = await started.file({ signal: 'correction', ...filed }, { item: first.item })
  const told = await insider.until(frame => frame.id === correction.seq && frame.event === 'entry')
  expect(JSON.stringify(told)).toContain('wrong office')
  started.setClock(minutes(2))
  await releaseDue(started.dateline.publisher, silent)
  const release = await outsider.until(frame => frame.data.signal === 'release')
  expect(release.data).toMatchObject({ face: 'full', version: 2, note: null, line: null })
  expect(JSON.stringify(outsider.frames)).not.toContain('wrong office')
  const [teaser] = await started.db`select correction, visible_from from teaser where item_id = ${first.item}`
  expect(teaser).toEqual({ correction: null, visible_from: expect.any(Date) })
})

test('a kill before the release sends the untrusted nothing', async () => {
  const first = await started.file({ content: secret, embargo: { until: null } })
  const [insider, outsider] = [
    await open(trusted, first.seq - 1),
    await open(started.accounts.courier.key.token, first.seq - 1),
  ]
  const kill = await started.file({ signal: 'kill', note: 'wrong' }, { item: first.item })
  const after = await started.file()
  await insider.until(frame => frame.id === kill.seq)
  await outsider.until(frame => frame.id === after.seq)
  expect(seqs(outsider)).toEqual([after.seq])
})

test('a withheld item is not released until it is usable again', async () => {
  const first = await started.file({ content: secret, embargo: { until: minutes(1) } })
  await started.file({ signal: 'withhold', note: 'checking' }, { item: first.item })
  started.setClock(minutes(2))
  await releaseDue(started.dateline.publisher, silent)
  expect(
    (await started.db`select signal from entry where item_id = ${first.item} order by seq`).map(row => row.signal),
  ).toEqual(['new', 'withhold'])
  await started.file({ signal: 'correction', note: 'checked', content: secret }, { item: first.item })
  await releaseDue(started.dateline.publisher, silent)
  const [last] =
    await started.db`select signal, embargoed from entry where item_id = ${first.item} order by seq desc limit 1`
  expect(last).toEqual({ signal: 'release', embargoed: false })
})

test('a delayed contract gets an entry when its time has come, a kill at once and again in its place', async () => {
  const head = (await started.file()).seq
  const stream = await open(delayed, head)
  const story = await started.file({ content: secret })
  const doomed = await started.file({ content: secret })
  const kill = await started.file({ signal: 'kill', note: 'wrong' }, { item: doomed.item })
  const ahead = await stream.until(frame => frame.data.seq === kill.seq)
  expect(ahead.id).toBeNull()
  expect(seqs(stream)).toEqual([null])
  started.setClock(minutes(16))
  await stream.until(frame => frame.id === kill.seq)
  expect(seqs(stream)).toEqual([null, story.seq, kill.seq])
  expect(JSON.stringify(stream.entries().filter(frame => frame.data.item === doomed.item))).not.toContain('fever')
})

test('a version that was corrected before a delayed contract was due to see it is passed over', async () => {
  const head = (await started.file()).seq
  const stream = await open(delayed, head)
  const wrong = await started.file({ content: secret })
  const right = await started.file(
    { signal: 'correction', note: 'wrong hour', content: content() },
    { item: wrong.item },
  )
  const other = await open(started.accounts.courier.key.token, head)
  await other.until(frame => frame.id === right.seq)
  started.setClock(minutes(16))
  await stream.until(frame => frame.id === right.seq && frame.event === 'entry')
  expect(seqs(stream)).toEqual([right.seq])
})
