import { afterEach, beforeEach, expect, test } from 'vitest'
import { type KitAccounts, seedAccounts } from '../../test/kit/accounts.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import type { Acting } from './acting.ts'
import { endLicence, issueKey, revokeKey } from './admin.ts'
import { type Authenticator, createAuthenticator } from './api-user.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'

let base: TestDatabase
let kit: KitAccounts
let catalogue: Catalogue
let doors: Authenticator
let time: Date
let act: Acting
const address = '192.0.2.7'

beforeEach(async () => {
  base = await freshDatabase()
  kit = await seedAccounts(base.db)
  time = new Date('2026-11-23T09:00:00Z')
  act = { db: base.db, by: 'test', now: time }
  const onError = (error: unknown) => {
    throw error
  }
  catalogue = await createCatalogue(base.db, { onError })
  doors = createAuthenticator(base.db, catalogue, () => time)
})
afterEach(async () => {
  await doors.stop()
  await catalogue.stop()
  await base.drop()
})

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
const saysNo = (code: string, detail?: string) =>
  expect.objectContaining({ code, ...(detail === undefined ? {} : { message: expect.stringContaining(detail) }) })
const later = (ms: number) => {
  time = new Date(time.getTime() + ms)
}

test('one key opens both doors, and its subscriber is known by it', () => {
  const { credential, secret, token } = kit.courier.key
  const user = { credential: credential.id, subscriber: kit.courier.subscriber.id, name: 'Courier intake' }
  expect(doors.bearer(`Bearer ${token}`, address)).toMatchObject(user)
  expect(doors.basic(basic(credential.id, secret), address)).toMatchObject(user)
  expect(credential.id).toMatch(/^3001\d{3}$/)
})

test('a request without a key is not the same as one with a wrong key', () => {
  const { credential } = kit.courier.key
  expect(() => doors.bearer(undefined, address)).toThrow(saysNo('unauthenticated'))
  expect(() => doors.basic('Basic ???', address)).toThrow(saysNo('unauthenticated'))
  expect(() => doors.basic(basic(credential.id, 'wrong'), address)).toThrow(saysNo('wrong-credentials'))
  expect(() => doors.basic(basic('9999999', 'wrong'), address)).toThrow(saysNo('wrong-credentials'))
})

test('an unknown user and a wrong secret get the same answer', () => {
  const answers = [kit.courier.key.credential.id, '9999999'].map(id => {
    try {
      return doors.basic(basic(id, 'wrong'), address)
    } catch (error) {
      return String(error)
    }
  })
  expect(answers[0]).toBe(answers[1])
})

test('a revoked key is refused with its reason, which only its holder hears', async () => {
  const { credential, token } = kit.courier.key
  await revokeKey(act, { credential: credential.id, why: 'found in a public repository' })
  await catalogue.refresh()
  expect(() => doors.bearer(`Bearer ${token}`, address)).toThrow(saysNo('wrong-credentials', 'public repository'))
  expect(() => doors.basic(basic(credential.id, 'wrong'), address)).toThrow('no such API user')
})

test('an expired key is refused from its moment on, an ended licence is no reason to', async () => {
  const expires = new Date(time.getTime() + 60_000)
  const key = await issueKey(act, { subscriber: kit.lantern.subscriber.id, name: 'short', expires })
  await endLicence(act, { licence: kit.lantern.licence.id })
  await catalogue.refresh()
  const user = doors.bearer(`Bearer ${key.token}`, address)
  expect(user.name).toBe('short')
  later(60_000)
  expect(() => doors.bearer(`Bearer ${key.token}`, address)).toThrow(saysNo('wrong-credentials', 'expired'))
  expect(() => doors.check(user)).toThrow(saysNo('wrong-credentials', 'expired'))
})

test('wrong secrets are slowed down by address and id; the right one is never held up', () => {
  const { credential, token } = kit.courier.key
  const guess = (from: string) => () => doors.basic(basic(credential.id, 'guess'), from)
  for (let i = 0; i < 10; i++) expect(guess(address)).toThrow(saysNo('wrong-credentials'))
  expect(guess(address)).toThrow(saysNo('too-many-requests'))
  expect(guess(address)).toThrow(expect.objectContaining({ retryAfterMs: 60_000 }))
  expect(guess('192.0.2.8')).toThrow(saysNo('wrong-credentials'))
  expect(doors.bearer(`Bearer ${token}`, address).credential).toBe(credential.id)
  later(60_000)
  expect(guess(address)).toThrow(saysNo('wrong-credentials'))
})

test('made-up names in great number are answered one by one', () => {
  for (let i = 0; i < 12_000; i++) {
    expect(() => doors.basic(basic(String(4_000_000 + i), 'guess'), address)).toThrow(saysNo('wrong-credentials'))
  }
})

test('a ticket opens once, also when two try at the same time', async () => {
  const user = doors.bearer(`Bearer ${kit.courier.key.token}`, address)
  const ticket = await doors.issueTicket(user)
  const outcomes = await Promise.allSettled([doors.redeemTicket(ticket), doors.redeemTicket(ticket)])
  expect(outcomes.map(outcome => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []))).toEqual([user])
  await expect(doors.redeemTicket(ticket)).rejects.toEqual(saysNo('wrong-credentials', 'used'))
})

test('a ticket is good for less than a minute, and for no revoked key', async () => {
  const user = doors.bearer(`Bearer ${kit.courier.key.token}`, address)
  const [old, fresh] = [await doors.issueTicket(user), await doors.issueTicket(user)]
  await revokeKey(act, { credential: user.credential, why: 'ended' })
  await catalogue.refresh()
  await expect(doors.redeemTicket(fresh)).rejects.toEqual(saysNo('wrong-credentials', 'revoked'))
  later(60_000)
  await expect(doors.redeemTicket(old)).rejects.toEqual(saysNo('wrong-credentials', 'too old'))
  await expect(doors.issueTicket(user)).rejects.toEqual(saysNo('wrong-credentials', 'revoked'))
})

test('the last use of a key is written in a batch, when the process stops at the latest', async () => {
  doors.bearer(`Bearer ${kit.courier.key.token}`, address)
  later(5_000)
  doors.bearer(`Bearer ${kit.courier.key.token}`, address)
  const used = () => base.db`select last_used_at from credential where id = ${kit.courier.key.credential.id}`
  expect((await used())[0]?.last_used_at).toBeNull()
  await doors.stop()
  expect((await used())[0]?.last_used_at).toEqual(time)
})
