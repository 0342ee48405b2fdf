import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startedDateline } from '../../test/kit/dateline.ts'
import { httpSource, ninjsOf } from '../../test/kit/intake.ts'
import type { ItemId } from '../domain/ids.ts'
import { openDrafts } from '../store/draft.ts'
import { incomingItems } from '../store/intake-item.ts'
import { quarantined, rawOf } from '../store/intake-raw.ts'
import { versionsOfItem } from '../store/version.ts'
import { dismissQuarantined, repairRaw, reparse, retryRaw } from './repair.ts'
import { changeSource } from './sources.ts'

let started: Started
beforeAll(async () => {
  started = await startedDateline({ ROLES: 'intake' })
})
afterAll(() => started.stop())

/** A source of its own for each test. */
const source = (name: string, routing: object = { mode: 'broadcast' }, more: object = {}) =>
  httpSource(started, { name, routing: routing as never, ...more })
const versions = (item: string | null) => versionsOfItem(started.db, String(item) as ItemId)

test('an item goes onto the wire with its provider credited, and its next version is an update of it', async () => {
  const { hand } = await source('First Press')
  const first = await hand(ninjsOf())
  expect(first).toMatchObject({ status: 202, body: { status: 'taken', items: [{ status: 'sent', holds: [] }] } })
  const second = await hand(ninjsOf({ version: '2', headline: 'Bridge over the Orsel is open' }))
  const item = first.body.items[0]?.item ?? null
  expect(second.body.items[0]).toMatchObject({ status: 'sent', item })
  const [one, two, ...rest] = await versions(item)
  expect(one).toMatchObject({
    signal: 'new',
    by: 'First Press',
    content: {
      headline: 'Bridge over the Orsel opens a week early',
      category: 'general',
      sources: [{ name: 'Lakeside Press' }],
      rights: { holder: 'Lakeside Press' },
    },
  })
  expect(two).toMatchObject({ signal: 'update', content: { headline: 'Bridge over the Orsel is open' } })
  expect(rest).toEqual([])
})

test('the same content again is sent once, and an older version that comes late is not sent at all', async () => {
  const { hand } = await source('Second Press')
  await hand(ninjsOf({ version: '2' }))
  expect((await hand(ninjsOf({ version: '3' }))).body.items[0]?.status).toBe('unchanged')
  expect((await hand(ninjsOf({ version: '1', headline: 'Older' }))).body.items[0]?.status).toBe('superseded')
  const again = await hand(ninjsOf({ version: '2' }))
  expect(again).toMatchObject({ status: 202, body: { known: true, items: [{ status: 'sent' }] } })
})

test('a kill takes the item back with a note of ours where there is none, and nothing follows', async () => {
  const { hand } = await source('Third Press')
  const first = await hand(ninjsOf())
  const kill = await hand(ninjsOf({ version: '2', pubstatus: 'canceled' }))
  expect(kill.body.items[0]).toMatchObject({ status: 'sent', item: first.body.items[0]?.item })
  const all = await versions(first.body.items[0]?.item ?? null)
  expect(all.at(-1)).toMatchObject({ signal: 'kill', state: 'killed', note: 'killed by Lakeside Press' })
  const late = await hand(ninjsOf({ version: '3', headline: 'After the kill' }))
  expect(late.body.items[0]).toMatchObject({ status: 'held', holds: [{ code: 'signal-not-allowed' }] })
})

test('a kill of what is not on the wire waits for an editor', async () => {
  const { hand } = await source('Fourth Press')
  const kill = await hand(ninjsOf({ pubstatus: 'canceled' }))
  expect(kill.body.items[0]).toMatchObject({ status: 'held', holds: [{ code: 'not-on-wire' }] })
})

test('what its reader holds is never sent by itself', async () => {
  const { hand } = await source('Fifth Press')
  const held = await hand(ninjsOf({ pubstatus: 'perhaps' }))
  expect(held.body.items[0]).toMatchObject({ status: 'held', holds: [{ code: 'unknown-status' }], seq: null })
})

test('an embargo holds on the wire, one that comes later for an item without it holds the item', async () => {
  const { hand } = await source('Sixth Press')
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const embargoed = await hand(ninjsOf({ uri: 'urn:lakeside:e', embargoed: until }))
  expect(embargoed.body.items[0]?.status).toBe('sent')
  const [version] = await versions(embargoed.body.items[0]?.item ?? null)
  expect(version?.embargo).toEqual({ until: new Date(until) })
  await hand(ninjsOf())
  const later = await hand(ninjsOf({ version: '2', headline: 'Now under embargo', embargoed: until }))
  expect(later.body.items[0]).toMatchObject({ status: 'held', holds: [{ code: 'embargo-fixed' }] })
})

test('the rules of a source let through what they name; the rest waits', async () => {
  const { hand } = await source('Seventh Press', { mode: 'broadcast', categories: ['sports'], languages: ['en'] })
  expect((await hand(ninjsOf())).body.items[0]?.status).toBe('waiting')
})

test('an update does not write over what an editor has sent since', async () => {
  const { hand } = await source('Eighth Press')
  const first = await hand(ninjsOf())
  const item = String(first.body.items[0]?.item) as ItemId
  await started.file({ signal: 'update' }, { item })
  const second = await hand(ninjsOf({ version: '2', headline: 'Theirs' }))
  expect(second.body.items[0]).toMatchObject({ status: 'held', holds: [{ code: 'edited' }] })
  const kill = await hand(ninjsOf({ version: '3', pubstatus: 'canceled' }))
  expect(kill.body.items[0]).toMatchObject({ status: 'sent', item })
})

test('routed to drafts, an item becomes one in the name of the person, with type, credit and embargo', async () => {
  const until = new Date('2099-05-01T10:00:20Z')
  const { hand } = await source('Ninth Press', { mode: 'draft' }, { person: 'editor@meridian.example' })
  const drafted = await hand(ninjsOf({ type: 'picture', embargoed: until.toISOString() }))
  expect(drafted.body.items[0]?.status).toBe('drafted')
  const drafts = await openDrafts(started.db, { author: started.accounts.editor.id, limit: 10 })
  expect(drafts[0]).toMatchObject({
    signal: 'new',
    item: null,
    fields: {
      headline: 'Bridge over the Orsel opens a week early',
      sources: 'Lakeside Press',
      embargo: 'until',
      embargoUntil: '2099-05-01T13:01',
      carried: { type: 'picture', rights: { holder: 'Lakeside Press' } },
    },
  })
  await changeSource(started.db, 'Ninth Press', { routing: { mode: 'broadcast' } })
  const next = await hand(ninjsOf({ type: 'picture', version: '2', headline: 'Newer' }))
  expect(next.body.items[0]).toMatchObject({ status: 'held', holds: [{ code: 'draft-open' }] })
})

test('bytes that cannot be read are kept in quarantine, and the queue goes on', async () => {
  const { hand, source: from } = await source('Tenth Press')
  const bad = await hand('{"uri": "urn:lakeside:1", "headline": ')
  expect(bad.status).toBe(422)
  expect((await hand(ninjsOf())).status).toBe(202)
  const [raw, ...rest] = await quarantined(started.db, { source: from.id, limit: 10 })
  expect(rest).toEqual([])
  expect(raw).toMatchObject({ status: 'quarantined', sourceName: 'Tenth Press', reads: 1 })
  const mended = ninjsOf({ uri: 'urn:lakeside:mended', headline: 'Mended by hand' })
  await repairRaw(started.db, raw?.id ?? 0, { bytes: Buffer.from(mended), by: 'A editor' })
  await expect.poll(() => rawOf(started.db, raw?.id ?? 0).then(each => each?.status)).toBe('taken')
  const kept = await rawOf(started.db, raw?.id ?? 0)
  expect(Buffer.from(kept?.bytes ?? []).toString()).toBe('{"uri": "urn:lakeside:1", "headline": ')
  expect(kept).toMatchObject({ repairedBy: 'A editor', reads: 2 })
  const found = () => incomingItems(started.db, { source: from.id, q: 'mend', limit: 10 })
  await expect.poll(found).toMatchObject([{ headline: 'Mended by hand', status: 'sent' }])
})

test('a document in quarantine can be tried again and dismissed', async () => {
  const { hand, source: from } = await source('Eleventh Press')
  await hand('{"uri": 1')
  const [raw] = await quarantined(started.db, { source: from.id, limit: 10 })
  await retryRaw(started.db, raw?.id ?? 0)
  await expect.poll(() => rawOf(started.db, raw?.id ?? 0).then(each => each?.reads)).toBe(2)
  await dismissQuarantined(started.db, raw?.id ?? 0, 'A editor')
  expect(await quarantined(started.db, { source: from.id, limit: 10 })).toEqual([])
  await expect(dismissQuarantined(started.db, raw?.id ?? 0, 'A editor')).rejects.toThrow('not in quarantine')
})

test('reading everything again sends nothing twice and replaces what waits', async () => {
  const { hand, source: from } = await source('Twelfth Press', { mode: 'broadcast', categories: ['sports'] })
  const waiting = await hand(ninjsOf({ uri: 'urn:lakeside:w' }))
  await changeSource(started.db, from.id, { routing: { mode: 'broadcast' } })
  const sent = await hand(ninjsOf({ uri: 'urn:lakeside:s', headline: 'Sent before' }))
  expect([waiting, sent].map(each => each.body.items[0]?.status)).toEqual(['waiting', 'sent'])
  expect(await reparse(started.db, from.id)).toBe(2)
  const statuses = async () =>
    (await incomingItems(started.db, { source: from.id, limit: 10 })).map(({ id, status, seq }) => ({
      id,
      status,
      sent: seq !== null,
    }))
  await expect.poll(statuses).toEqual([
    { id: sent.body.items[0]?.id, status: 'sent', sent: true },
    { id: waiting.body.items[0]?.id, status: 'sent', sent: true },
  ])
  expect(await versions(sent.body.items[0]?.item ?? null)).toHaveLength(1)
})

test('levels and counts of the intake can be read by whoever watches', async () => {
  const metrics = async () => await (await fetch(`${started.url}/metrics`)).text()
  for (const line of [
    /^dateline_intake_arrivals_total\{known="false"\} [1-9]/mu,
    /^dateline_intake_items_total\{status="sent"\} [1-9]/mu,
    /^dateline_intake_documents_total\{outcome="quarantined"\} [1-9]/mu,
    /^dateline_intake_pending_age_seconds 0$/mu,
    /^dateline_intake_source_stalled\{source="src_[0-9a-f]+"\} 0$/mu,
  ]) {
    await expect.poll(metrics).toMatch(line)
  }
})

test('a link to what came from the same source leads to the item that it is on the wire, a translation to its newest version, and others are left out', async () => {
  const { hand } = await source('Linking Press')
  const original = (await hand(ninjsOf({ uri: 'urn:lakeside:original' }))).body.items[0]?.item
  await hand(ninjsOf({ uri: 'urn:lakeside:original', version: '2', headline: 'The bridge is open' }))
  const translation = await hand(
    ninjsOf({
      ...{ uri: 'urn:lakeside:translation', language: 'tr', headline: 'Köprü açıldı' },
      expires: '2099-01-01T00:00:00Z',
      people: [{ name: 'Ada Veyra', uri: 'https://register.example/1' }],
      associations: [
        { name: 'a', rel: 'translationOf', uri: 'urn:lakeside:original', version: '7' },
        { name: 'b', rel: 'seeAlso', uri: 'urn:lakeside:nowhere' },
        { name: 'c', rel: 'seeAlso', uri: 'urn:lakeside:translation' },
      ],
    }),
  )
  expect(translation.body.items[0]).toMatchObject({ status: 'sent' })
  const item = translation.body.items[0]?.item ?? null
  const [one] = await versions(item)
  expect(one?.content).toMatchObject({
    people: [{ name: 'Ada Veyra', uri: 'https://register.example/1' }],
    expiresAt: '2099-01-01T00:00:00.000Z',
    links: [{ rel: 'translation-of', item: original, version: 2, headline: 'The bridge is open' }],
  })
  const rows = await started.db`select of_item, of_version from translation where item_id = ${item}`
  expect(rows[0]).toEqual({ of_item: original, of_version: 2 })
})
