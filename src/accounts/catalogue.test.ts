import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type KitAccounts, seedAccounts } from '../../test/kit/accounts.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { connect } from '../store/db.ts'
import type { Acting } from './acting.ts'
import { addSubscriber, endLicence, issueKey, revokeKey, setLicence, setProduct } from './admin.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'

let base: TestDatabase
let kit: KitAccounts
let act: Acting
const now = new Date('2026-11-23T09:00:00Z')
const opened: Catalogue[] = []
const errors: unknown[] = []

beforeAll(async () => {
  base = await freshDatabase()
  kit = await seedAccounts(base.db)
  act = { db: base.db, by: 'test', now }
})
afterEach(async () => {
  for (const catalogue of opened.splice(0)) await catalogue.stop()
  expect(errors.splice(0)).toEqual([])
})
afterAll(() => base.drop())

const open = async (options: { clock?: () => Date; pollMs?: number } = {}): Promise<Catalogue> => {
  const catalogue = await createCatalogue(base.db, { onError: error => errors.push(error), ...options })
  opened.push(catalogue)
  return catalogue
}
const changed = (catalogue: Catalogue, ref: string) =>
  new Promise<void>(resolve => {
    catalogue.onChange(change => change.ref === ref && resolve())
  })
const numbersOf = async () => {
  const rows = await base.db<{ n: number }[]>`select n from account_change order by n`
  return rows.map(row => row.n)
}

test('a catalogue knows products, subscribers, scopes and keys from its start', async () => {
  const catalogue = await open()
  expect(catalogue.products().map(product => product.code)).toEqual(['general-en', 'general-tr', 'general-ar', 'flash'])
  expect(catalogue.subscribers().map(subscriber => subscriber.name)).toEqual(['Courier', 'Lantern'])
  expect(catalogue.subscriber(kit.lantern.subscriber.id)).toEqual(kit.lantern.subscriber)
  expect(catalogue.scopeOf(kit.lantern.subscriber.id, now)?.products).toEqual([kit.products.generalTr])
  expect(catalogue.credential(kit.courier.key.credential.id)).toEqual(kit.courier.key.credential)
  expect(catalogue.scopeOf('sub_unknown', now)).toBeNull()
})

test('products stay the same array until one changes, and a version counts from its day on', async () => {
  let time = now
  const catalogue = await open({ clock: () => time })
  const before = catalogue.products()
  expect(catalogue.products()).toBe(before)
  const since = new Date('2026-12-01T00:00:00Z')
  const later = await setProduct(act, { code: 'flash', rule: { priorities: [1] }, since })
  await catalogue.refresh()
  expect(later).toMatchObject({ id: kit.products.flash, version: 2, since })
  expect(catalogue.products()).toBe(before)
  time = since
  expect(catalogue.products().find(product => product.code === 'flash')).toMatchObject({
    version: 2,
    rule: { priorities: [1] },
    names: { en: 'flash' },
  })
})

test('16 writers at once leave a log without gaps, in every line what it names', async () => {
  const before = await numbersOf()
  const pools = await Promise.all(Array.from({ length: 16 }, () => connect(base.address, { max: 1 })))
  await Promise.all(
    pools.flatMap((db, i) => [
      addSubscriber({ ...act, db }, { name: `Writer ${i}`, email: `w${i}@many.example` }),
      // Every second writer is refused in the middle of its transaction.
      addSubscriber({ ...act, db }, { name: `Writer ${i}`, email: `w${i}@many.example` }).catch(error => error.code),
      issueKey({ ...act, db }, { subscriber: kit.courier.subscriber.id, name: `key ${i}` }),
    ]),
  )
  await Promise.all(pools.map(db => db.end()))
  const after = await numbersOf()
  expect(after).toEqual(Array.from({ length: after.length }, (_, i) => i + 1))
  expect(after.length - before.length).toBe(32)
  const [{ n } = { n: 0 }] = await base.db<{ n: number }[]>`select n from account_head`
  expect(n).toBe(after.length)
})

test('another catalogue learns of a change by its notification', async () => {
  const catalogue = await open({ pollMs: 60_000 })
  const { subscriber } = kit.lantern
  const licence = await setLicence(act, { subscriber: subscriber.id, products: ['flash'] })
  if (catalogue.scopeOf(subscriber.id, now)?.products[0] !== kit.products.flash) await changed(catalogue, licence.id)
  expect(catalogue.scopeOf(subscriber.id, now)?.products).toEqual([kit.products.flash])
  const ended = changed(catalogue, licence.id)
  await endLicence(act, { licence: licence.id })
  await ended
  expect(catalogue.contractOf(subscriber.id, now)?.id).toBe(kit.lantern.licence.id)
})

test('another catalogue learns of a change whose notification was lost, by its poll', async () => {
  const catalogue = await open()
  const { id } = kit.lantern.key.credential
  const revoked = changed(catalogue, id)
  // The same as revokeKey, without pg_notify.
  await base.db.begin(async sql => {
    await sql`update account_head set n = n + 1`
    await sql`update credential set revoked_at = now(), revoked_why = 'lost' where id = ${id}`
    await sql`insert into account_change (n, kind, ref, subscriber_id, by) select n, 'credential', ${id}, null, 'test' from account_head`
  })
  await revoked
  expect(catalogue.credential(id)?.revokedWhy).toBe('lost')
})

test('after refresh a catalogue knows what was committed before, however many changes those are', async () => {
  const catalogue = await open({ pollMs: 60_000 })
  const seen: number[] = []
  catalogue.onChange(change => seen.push(change.n))
  const first = (await numbersOf()).length + 1
  const key = await issueKey(act, { subscriber: kit.courier.subscriber.id, name: 'refreshed' })
  await revokeKey(act, { credential: key.credential.id, why: 'no longer needed' })
  await Promise.all([catalogue.refresh(), catalogue.refresh()])
  expect(catalogue.credential(key.credential.id)).toMatchObject({ revokedAt: now, revokedWhy: 'no longer needed' })
  expect(seen).toEqual([first, first + 1])
})

test('a listener that throws is reported and holds up nobody', async () => {
  const catalogue = await open({ pollMs: 60_000 })
  const heard: string[] = []
  catalogue.onChange(() => {
    throw new Error('listener')
  })
  const stop = catalogue.onChange(change => heard.push(change.kind))
  await addSubscriber(act, { name: 'Heard', email: 'a@heard.example' })
  await catalogue.refresh()
  stop()
  await addSubscriber(act, { name: 'Unheard', email: 'a@unheard.example' })
  await catalogue.refresh()
  expect(heard).toEqual(['subscriber'])
  expect(errors.splice(0)).toHaveLength(2)
})

test('accounts that change while thousands are there are found among them', async () => {
  await base.db`insert into subscriber (id, name, email) select 'sub_m' || i, 'Many ' || i, 'm@many.example' from generate_series(1, 3000) as i`
  await base.db`
    insert into licence (id, subscriber_id, products, types, starts_at)
    select 'lic_m' || i, 'sub_m' || i, '{1}', '{text}', '2026-01-01' from generate_series(1, 3000) as i`
  const catalogue = await open()
  expect(catalogue.subscribers().length).toBeGreaterThan(3000)
  expect(catalogue.scopeOf('sub_m2999', now)?.products).toEqual([1])
  await setLicence(act, { id: 'lic_m2999', subscriber: 'sub_m2999', products: [2], until: '2027-01-01' })
  await catalogue.refresh()
  expect(catalogue.scopeOf('sub_m2999', now)).toMatchObject({ products: [2], until: new Date('2027-01-01T00:00:00Z') })
  expect(catalogue.scopeChangesAt('sub_m2999', now)).toEqual(new Date('2027-01-01T00:00:00Z'))
})
