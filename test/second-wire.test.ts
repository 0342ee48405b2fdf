import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSubscriber, issueKey, setLicence } from '../src/accounts/admin.ts'
import type { Entry } from '../src/domain/entry.ts'
import type { ItemId } from '../src/domain/ids.ts'
import { addSource, dropSource, keepSecret } from '../src/intake/sources.ts'
import { entriesAfter } from '../src/store/entry.ts'
import { incomingItems } from '../src/store/intake-item.ts'
import { type IntakeSource, intakeSource } from '../src/store/intake-source.ts'
import { versionsOfItem } from '../src/store/version.ts'
import { wireHead } from '../src/store/wire.ts'
import { type Started, startedDateline } from './kit/dateline.ts'
import { content } from './kit/examples.ts'

const key = Buffer.alloc(32, 7)
let first: Started
let second: Started
beforeAll(async () => {
  first = await startedDateline({ AGENCY_CODE: 'aa', AGENCY_NAME: 'First Agency', AGENCY_DOMAIN: 'first.example' })
  second = await startedDateline({ SECRET_KEY: key.toString('base64') })
})
afterAll(async () => {
  await second?.stop()
  await first?.stop()
})

/** What the second agency has on its wire after a cursor, once there is enough of it. */
const wireAfter = async (
  after: number,
  isEnough: (entries: readonly Entry[]) => boolean,
): Promise<readonly Entry[]> => {
  for (let look = 0; look < 200; look++) {
    const entries = await entriesAfter(second.db, { after, limit: 1_000 })
    if (isEnough(entries)) return entries
    await sleep(100)
  }
  throw new Error(JSON.stringify(await incomingItems(second.db, { limit: 50 })))
}
/** Until a source has been looked at; whatever comes then is new to it. @returns where the second wire stands */
const watched = async (source: IntakeSource): Promise<number> => {
  while ((await intakeSource(second.db, source.id))?.state == null) await sleep(50)
  return wireHead(second.db)
}

test('another wire comes onto ours whole: stories, corrections, embargoes with their release, kills', async () => {
  const source = await addSource(second.db, {
    name: 'First Agency',
    kind: 'dateline',
    settings: { url: first.url, consumer: 'second' },
    routing: { mode: 'broadcast' },
  })
  await keepSecret(second.db, source.id, { secret: first.accounts.courier.key.token, key })
  const start = await watched(source)

  const story = await first.file({ content: content({ headline: 'Ferry delayed' }) })
  const held = await first.file({ content: content({ headline: 'Budget of the harbour' }), embargo: { until: null } })
  await wireAfter(start, entries => entries.length >= 1)
  const correction = { signal: 'correction', note: 'The hour was wrong', line: 'An hour was wrong.' } as const
  await first.file({ ...correction, content: content({ headline: 'Ferry delayed by an hour' }) }, { item: story.item })
  await first.file({ signal: 'release' }, { item: held.item })
  await wireAfter(start, found => found.length >= 3)
  await first.file({ signal: 'kill', note: 'It was a drill', line: 'Withdrawn.' }, { item: story.item })

  const entries = await wireAfter(start, found => found.some(each => each.signal === 'kill'))
  const killed = entries.find(each => each.signal === 'kill')?.item
  expect(entries.filter(each => each.item === killed).map(each => each.signal)).toEqual(['new', 'correction', 'kill'])
  const versions = await versionsOfItem(second.db, String(killed) as ItemId)
  expect(versions.at(-1)).toMatchObject({ state: 'killed', note: 'It was a drill', line: 'Withdrawn.' })
  expect(versions[1]).toMatchObject({ note: 'The hour was wrong', content: { sources: [{ name: 'First Agency' }] } })
  const budget = entries.find(each => each.item !== killed)?.item
  const last = (await versionsOfItem(second.db, String(budget) as ItemId)).at(-1)
  expect(last).toMatchObject({ content: { headline: 'Budget of the harbour' } })
  // Our contract shows nothing of it before its release.
  expect(entries.filter(each => each.item === budget).map(each => each.signal)).toEqual(['new'])
  expect(await incomingItems(second.db, { status: ['held', 'waiting'], limit: 10 })).toEqual([])
  await dropSource(second.db, source.id)
})

test('a reader that is trusted with embargoes holds the same ones, and lets go of them with the other side or by the clock', async () => {
  const act = { db: first.db, by: 'kit', now: new Date('2026-01-01T00:00:00Z') }
  const trusted = await addSubscriber(act, { name: 'Second Agency', email: 'desk@second.example' })
  const products = Object.values(first.accounts.products)
  await setLicence(act, { subscriber: trusted.id, products, embargoTrust: true })
  const { token } = await issueKey(act, { subscriber: trusted.id, name: 'intake' })
  const source = await addSource(second.db, {
    name: 'First Agency, early',
    kind: 'dateline',
    settings: { url: first.url, consumer: 'early' },
    routing: { mode: 'broadcast' },
  })
  await keepSecret(second.db, source.id, { secret: token, key })
  const start = await watched(source)
  const hourMs = 3_600_000
  const soon = new Date(Date.now() + hourMs)
  const open = await first.file({ content: content({ headline: 'Prize of the lake' }), embargo: { until: null } })
  await first.file({ content: content({ headline: 'Figures of the port' }), embargo: { until: soon } })
  const early = await wireAfter(start, found => found.filter(each => each.embargoed).length >= 2)
  expect(early.filter(each => each.embargoed).map(each => each.signal)).toEqual(['new', 'new'])
  await first.file({ signal: 'release' }, { item: open.item })
  await wireAfter(start, found => found.some(each => each.signal === 'release'))
  const later = new Date(Date.now() + 2 * hourMs)
  for (const each of [second, first]) each.setClock(later)
  const entries = await wireAfter(start, found => found.filter(each => each.signal === 'release').length >= 2)
  expect(
    entries
      .filter(each => each.signal === 'release')
      .map(each => each.item)
      .toSorted(),
  ).toEqual(
    early
      .filter(each => each.embargoed)
      .map(each => each.item)
      .toSorted(),
  )
  expect(await incomingItems(second.db, { source: source.id, status: ['held', 'waiting'], limit: 10 })).toEqual([])
  for (const each of [second, first]) each.setClock(null)
  await dropSource(second.db, source.id)
})

test('the HAS of another agency comes onto ours, with its kills', async () => {
  const { credential, secret } = first.accounts.courier.key
  const source = await addSource(second.db, {
    name: 'First Agency by HAS',
    kind: 'has',
    settings: { url: first.url, user: credential.id, firstHours: 0 },
    everySeconds: 1,
    routing: { mode: 'broadcast' },
  })
  await keepSecret(second.db, source.id, { secret, key })
  const start = await watched(source)
  const story = await first.file({ content: content({ headline: 'Bridge closed' }) })
  const [entry] = await wireAfter(start, found => found.some(each => each.signal === 'new'))
  await first.file({ signal: 'kill', note: 'It was open' }, { item: story.item })
  const entries = await wireAfter(start, found => found.some(each => each.signal === 'kill'))
  expect(entries.filter(each => each.item === entry?.item).map(each => each.signal)).toEqual(['new', 'kill'])
})
