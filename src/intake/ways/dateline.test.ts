import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startedDateline } from '../../../test/kit/dateline.ts'
import { content } from '../../../test/kit/examples.ts'
import { looksAt, peer, textOf } from '../../../test/kit/looks.ts'
import { readEntry } from '../../formats/dateline/read.ts'
import { noDefaults } from '../../formats/reading.ts'
import { dateline } from './dateline.ts'

let other: Started
beforeAll(async () => {
  other = await startedDateline()
})
afterAll(() => other.stop())

const following = (settings: object = {}, more: { secret?: string; state?: unknown } = {}) =>
  looksAt(dateline.look, {
    kind: 'dateline',
    settings: { url: other.url, waitSeconds: 0, ...settings },
    secret: other.accounts.courier.key.token,
    ...more,
  })
const read = (looks: ReturnType<typeof following>) =>
  looks.arrivals.map(each => {
    const { items } = readEntry(JSON.parse(textOf(each)), {
      bytes: each.bytes,
      text: textOf(each),
      defaults: noDefaults,
    })
    return items[0]
  })
const file = (headline: string) => other.file({ content: content({ headline }) })

test('every entry arrives once, in order, with what its envelope says', async () => {
  const looks = following({ consumer: 'order', limit: 2 })
  await looks.lookOn()
  const first = await file('Story 1')
  for (const n of [2, 3, 4, 5]) await file(`Story ${n}`)
  await other.file(
    {
      signal: 'correction',
      note: 'The name was wrong',
      line: 'It was wrong.',
      content: content({ headline: 'Story 1, right' }),
    },
    { item: first.item },
  )
  await looks.lookOn()
  const items = read(looks)
  expect(items.map(each => each?.headline)).toEqual([...[1, 2, 3, 4, 5].map(n => `Story ${n}`), 'Story 1, right'])
  expect(items[5]).toMatchObject({
    signal: 'correction',
    version: '2',
    note: 'The name was wrong',
    line: 'It was wrong.',
    itemId: first.item,
    category: 'general',
    priority: 4,
    holds: [],
  })
  expect(items[5]?.id).toBe(items[0]?.id)
  await looks.lookOn()
  expect(looks.arrivals).toHaveLength(6)
})

test('kills and withholds survive, also for a reader that is behind', async () => {
  const looks = following({ consumer: 'recalls' })
  await looks.lookOn()
  const [killed, withheld] = [await file('To be killed'), await file('To be withheld')]
  await looks.lookOn()
  await other.file({ signal: 'kill', note: 'It was a drill', line: 'Withdrawn.' }, { item: killed.item })
  await other.file({ signal: 'withhold', note: 'Checking' }, { item: withheld.item })
  await looks.lookOn()
  // Either may have overtaken the other.
  const last = read(looks)
    .slice(-2)
    .toSorted((a, b) => ((a?.itemId ?? '') < (b?.itemId ?? '') ? -1 : 1))
  expect(last.map(each => [each?.signal, each?.itemId, each?.note])).toEqual([
    ['kill', killed.item, 'It was a drill'],
    ['withhold', withheld.item, 'Checking'],
  ])
  expect(last.map(each => each?.body)).toEqual([[], []])

  const late = following({ consumer: 'late', from: 'archive' })
  await late.lookOn()
  const ofKilled = read(late).filter(each => each?.itemId === killed.item)
  expect(ofKilled.map(each => each?.signal)).toEqual(['kill', 'kill'])
})

test('an embargo without end stays one', async () => {
  const looks = following({ consumer: 'embargo' })
  await looks.lookOn()
  await other.file({ content: content({ headline: 'Held' }), embargo: { until: null } })
  await looks.lookOn()
  // The kit's contracts are trusted with embargoed copy or see nothing of it.
  for (const item of read(looks)) expect(item?.embargo).toEqual({ until: null })
})

test('a store that fails in the middle loses nothing', async () => {
  const looks = following({ consumer: 'store' })
  await looks.lookOn()
  for (const n of [1, 2, 3]) await file(`Stored ${n}`)
  await Promise.resolve(looks.failNext())
  const failing = () => looks.lookOn().then(() => 'nothing to store yet', String)
  await expect.poll(failing, { timeout: 10_000 }).toContain('full')
  await looks.lookOn()
  expect(read(looks).map(each => each?.headline)).toEqual([1, 2, 3].map(n => `Stored ${n}`))
})

test('waiting at the head brings an entry as soon as it is there', async () => {
  const looks = following({ consumer: 'wait', waitSeconds: 20 })
  await looks.look()
  const waiting = looks.look()
  await file('At once')
  expect(await waiting).toMatchObject({ kind: 'looked', again: true })
  expect(read(looks).map(each => each?.headline)).toEqual(['At once'])
})

test('a source that is set to another wire does not take the cursor along', async () => {
  const looks = following({ from: 'archive' }, { state: { of: 'https://elsewhere.example', after: 999_999 } })
  expect(await looks.look()).toMatchObject({ kind: 'looked' })
  expect(looks.arrivals.length).toBeGreaterThan(0)
})

test('a wrong key, a cursor beyond the wire and a server that is no Dateline are reasons', async () => {
  const wrong = await following({}, { secret: 'dlk_1_x' }).look()
  expect(wrong).toMatchObject({ kind: 'failed', reason: expect.stringContaining('401') })
  const beyond = await following({}, { state: { of: other.url, after: 999_999 } }).look()
  expect(beyond).toMatchObject({ kind: 'failed', reason: expect.stringContaining('400') })
  const stranger = await peer((_, response) => response.end('hello'))
  expect(await following({ url: stranger.url }).look()).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('no page'),
  })
  await stranger.stop()
})
