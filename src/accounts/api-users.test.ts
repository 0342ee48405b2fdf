import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type KitAccounts, seedAccounts } from '../../test/kit/accounts.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { issueKey, revokeKey } from './admin.ts'
import { type Authenticator, createAuthenticator } from './api-user.ts'
import { addApiUser, changeApiUser, type Managing, rotateApiUser } from './api-users.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'

let database: TestDatabase
let accounts: KitAccounts
let catalogue: Catalogue
let doors: Authenticator
let now = new Date('2026-11-23T09:00:00Z')
let by: Managing & { readonly subscriber: string }

beforeAll(async () => {
  database = await freshDatabase()
  accounts = await seedAccounts(database.db)
  catalogue = await createCatalogue(database.db, { onError: () => {} })
  doors = createAuthenticator(database.db, catalogue, () => now)
})
beforeEach(() => {
  now = new Date('2026-11-23T09:00:00Z')
  by = { db: database.db, by: 'Courier reader', now, subscriber: accounts.courier.subscriber.id, ownKey: null }
})
afterAll(async () => {
  await doors.stop()
  await catalogue.stop()
  await database.drop()
})

const opens = async (token: string): Promise<string> => {
  await catalogue.refresh()
  try {
    return doors.bearer(`Bearer ${token}`, '192.0.2.7').name
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

test('a key is put out of use and back, and says so at the door', async () => {
  const { credential, token } = await addApiUser(by, { name: 'layout' })
  await changeApiUser(by, credential.id, { isActive: false })
  expect(await opens(token)).toMatch(/was deactivated on 2026-11-23; a master user .* can activate it again/)
  await changeApiUser(by, credential.id, { isActive: true })
  expect(await opens(token)).toBe('layout')
})

test('a key ends when its end comes, and a later end opens it again', async () => {
  const { credential, token } = await addApiUser(by, { name: 'archive', expires: '2026-12-01' })
  expect(await opens(token)).toBe('archive')
  now = new Date('2026-12-02T00:00:00Z')
  expect(await opens(token)).toMatch(/expired on 2026-12-01; a master user/)
  await changeApiUser({ ...by, now }, credential.id, { expiresAt: null, name: 'archive 2' })
  expect(await opens(token)).toBe('archive 2')
})

test('a new secret opens at once; the old one as long as was said, and then says why it does not', async () => {
  const { credential, token } = await addApiUser(by, { name: 'poller' })
  const next = await rotateApiUser(by, credential.id, { overlapHours: 2 })
  expect(next.token).not.toBe(token)
  expect([await opens(next.token), await opens(token)]).toEqual(['poller', 'poller'])
  now = new Date('2026-11-23T11:00:00Z')
  expect(await opens(next.token)).toBe('poller')
  expect(await opens(token)).toMatch(/the secret of key \d+ was replaced, and the old one ended on 2026-11-23/)
  const third = await rotateApiUser({ ...by, now }, credential.id, { overlapHours: 0 })
  expect(await opens(third.token)).toBe('poller')
  expect(await opens(next.token)).toMatch(/was replaced/)
  expect(await opens(token)).toBe('there is no such API user with this secret')
})

test('whoever is connected with a secret that has ended is let go, and who has the new one is not', async () => {
  const { credential, token } = await addApiUser(by, { name: 'stream' })
  await catalogue.refresh()
  const before = doors.bearer(`Bearer ${token}`, '')
  const next = await rotateApiUser(by, credential.id, { overlapHours: 0 })
  await catalogue.refresh()
  expect(() => doors.check(before)).toThrow('was replaced')
  expect(() => doors.check(doors.bearer(`Bearer ${next.token}`, ''))).not.toThrow()
})

test("nobody touches another subscriber's keys, whatever they ask for", async () => {
  const foreign = accounts.lantern.key.credential.id
  const gone = { code: 'not-found', message: `there is no key ${foreign}` }
  await expect(changeApiUser(by, foreign, { isActive: false })).rejects.toMatchObject(gone)
  await expect(rotateApiUser(by, foreign, {})).rejects.toMatchObject(gone)
  expect(await opens(accounts.lantern.key.token)).toBe('Lantern intake')
})

test('a key cannot take itself out of use, nor end its own secret at once', async () => {
  const { credential } = await addApiUser(by, { name: 'manager', manages: true })
  const itself = { ...by, ownKey: credential.id }
  await expect(changeApiUser(itself, credential.id, { isActive: false })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(changeApiUser(itself, credential.id, { manages: false })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(rotateApiUser(itself, credential.id, { overlapHours: 0 })).rejects.toMatchObject({
    ...{ code: 'bad-input', field: 'overlapHours' },
  })
  expect((await rotateApiUser(itself, credential.id, { overlapHours: 1 })).credential.manages).toBe(true)
})

test('what is wrong is named: an end that has passed, an empty name, an overlap of a month, a revoked key', async () => {
  const { credential } = await addApiUser(by, { name: 'x' })
  const { id } = credential
  const wrong = (field: string) => ({ code: 'bad-input', field })
  await expect(changeApiUser(by, id, { expiresAt: '2026-11-01' })).rejects.toMatchObject(wrong('expiresAt'))
  await expect(changeApiUser(by, id, { name: '  ' })).rejects.toMatchObject(wrong('name'))
  await expect(rotateApiUser(by, id, { overlapHours: 720 })).rejects.toMatchObject(wrong('overlapHours'))
  await revokeKey(by, { credential: id, why: 'left on a train' })
  await expect(changeApiUser(by, id, { isActive: true })).rejects.toMatchObject(wrong('credential'))
})

test('each change is a line of the accounts log, with who did it', async () => {
  const { credential } = await addApiUser(by, { name: 'logged' })
  await changeApiUser({ ...by, by: 'key 3001999' }, credential.id, { isActive: false })
  const lines = await database.db`select by from account_change where ref = ${credential.id} order by n`
  expect(lines.map(line => line.by)).toEqual(['Courier reader', 'key 3001999'])
})

test('there is a bound on how many keys there are; those that have ended do not count', async () => {
  const { subscriber } = accounts.lantern
  const act = { ...by, subscriber: subscriber.id }
  const before = new Date('2026-01-02T00:00:00Z')
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      issueKey({ ...act, now: before }, { subscriber: subscriber.id, name: `old ${i}`, expires: '2026-01-03' }),
    ),
  )
  await Promise.all(
    Array.from({ length: 199 }, (_, i) => issueKey(act, { subscriber: subscriber.id, name: `key ${i}` })),
  )
  await expect(addApiUser(act, { name: 'one more' })).rejects.toMatchObject({ code: 'forbidden' })
})
