import { afterEach, beforeEach, expect, test } from 'vitest'
import { type KitAccounts, kitPassword, seedAccounts } from '../../test/kit/accounts.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { connect } from '../store/db.ts'
import { addUser, disablePerson } from './admin.ts'
import { createPeople, type People, type SignIn } from './people.ts'

let base: TestDatabase
let kit: KitAccounts
let people: People
let time: Date
const hourMs = 3_600_000

beforeEach(async () => {
  base = await freshDatabase()
  kit = await seedAccounts(base.db)
  time = new Date('2026-11-23T09:00:00Z')
  people = createPeople(base.db, () => time)
})
afterEach(() => base.drop())

const attempt = (parts: Partial<SignIn> = {}): SignIn => ({
  realm: 'desk',
  email: 'editor@meridian.example',
  password: kitPassword,
  address: '192.0.2.7',
  agent: 'a browser',
  previous: null,
  ...parts,
})
const wrong = (parts: Partial<SignIn> = {}) => people.signIn(attempt({ password: 'not the words', ...parts }))
const refused = (code: string) => expect.objectContaining({ code })
const later = (ms: number) => {
  time = new Date(time.getTime() + ms)
}

test('staff sign in to the desk and users to the portal, and neither to the other', async () => {
  const { person, token } = await people.signIn(attempt({ email: ' Editor@Meridian.example ' }))
  expect(person).toEqual(kit.editor)
  expect(await people.personOf('desk', token)).toEqual(kit.editor)
  expect(await people.personOf('portal', token)).toBeNull()
  await expect(people.signIn(attempt({ realm: 'portal' }))).rejects.toEqual(refused('wrong-credentials'))
  const user = await people.signIn(attempt({ realm: 'portal', email: kit.courier.user.email }))
  expect(await people.personOf('portal', user.token)).toEqual(kit.courier.user)
  expect(await people.personOf('desk', user.token)).toBeNull()
})

test('a wrong password and an unknown address get the same answer', async () => {
  const answers = await Promise.all(
    ['editor@meridian.example', 'nobody@meridian.example'].map(email => wrong({ email }).catch(String)),
  )
  expect(answers[0]).toBe(answers[1])
  await expect(people.signIn(attempt({ password: `${kitPassword}${'x'.repeat(300)}` }))).rejects.toEqual(
    refused('wrong-credentials'),
  )
})

test('after five wrong passwords even the right one has to wait, also in another process', async () => {
  for (let i = 0; i < 5; i++) {
    await expect(wrong()).rejects.toEqual(refused('wrong-credentials'))
    later(1000)
  }
  const pool = connect(base.address, { max: 1 })
  const elsewhere = createPeople(pool, () => time)
  const error = await elsewhere.signIn(attempt()).catch(reason => reason)
  await pool.end()
  // The first of the five leaves the window 15 minutes after it was made, 5 seconds ago.
  expect(error).toMatchObject({ code: 'too-many-requests', retryAfterMs: 15 * 60_000 - 5000 })
  later(15 * 60_000 - 5000)
  expect((await people.signIn(attempt())).person).toEqual(kit.editor)
})

test('twenty attempts at once are not twenty guesses', async () => {
  const codes = await Promise.all(Array.from({ length: 20 }, () => wrong().catch(error => error.code)))
  expect(codes.filter(code => code === 'wrong-credentials')).toHaveLength(5)
  expect(codes.filter(code => code === 'too-many-requests')).toHaveLength(15)
})

test('an attacker at many addresses slows an account down and does not shut its owner out', async () => {
  await base.db`
    insert into attempt (account, address, at)
    select 'desk:editor@meridian.example', '198.51.100.' || i, ${time} from generate_series(1, 24) as i`
  expect((await people.signIn(attempt())).person).toEqual(kit.editor)
})

test('an address that tries many accounts is stopped, whichever it asks for next', async () => {
  await base.db`
    insert into attempt (account, address, at)
    select 'portal:reader' || i || '@courier.example', '192.0.2.7', ${time} from generate_series(1, 30) as i`
  await expect(people.signIn(attempt())).rejects.toEqual(refused('too-many-requests'))
  expect((await people.signIn(attempt({ address: '192.0.2.8' }))).person).toEqual(kit.editor)
})

test('one IPv6 household counts as one address', async () => {
  const addresses = [1, 2, 3, 4, 5, 6].map(n => `2001:db8:1:2::${n}`)
  const codes: string[] = []
  for (const address of addresses) codes.push(await wrong({ address }).catch(error => error.code))
  expect(codes).toEqual([...Array(5).fill('wrong-credentials'), 'too-many-requests'])
  await expect(wrong({ address: '2001:db8:1:3::1' })).rejects.toEqual(refused('wrong-credentials'))
})

test('the right password clears what was counted before', async () => {
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 4; i++) await expect(wrong()).rejects.toEqual(refused('wrong-credentials'))
    await people.signIn(attempt())
  }
})

test('a desk session ends 12 hours after its last use, a portal session after 30 days', async () => {
  const desk = await people.signIn(attempt())
  const portal = await people.signIn(attempt({ realm: 'portal', email: kit.courier.user.email }))
  later(11 * hourMs)
  expect(await people.personOf('desk', desk.token)).toEqual(kit.editor)
  later(11 * hourMs)
  expect(await people.personOf('desk', desk.token)).toEqual(kit.editor)
  later(12 * hourMs)
  expect(await people.personOf('desk', desk.token)).toBeNull()
  expect(await people.personOf('portal', portal.token)).toEqual(kit.courier.user)
  later(30 * 24 * hourMs)
  expect(await people.personOf('portal', portal.token)).toBeNull()
})

test('signing in again gives a new token and ends the old session; signing out ends the new', async () => {
  const first = await people.signIn(attempt())
  const second = await people.signIn(attempt({ previous: first.token }))
  expect(second.token).not.toBe(first.token)
  expect(await people.personOf('desk', first.token)).toBeNull()
  await people.signOut(second.token)
  expect(await people.personOf('desk', second.token)).toBeNull()
  expect(await people.personOf('desk', 'made up')).toBeNull()
  expect(await people.personOf('desk', null)).toBeNull()
})

test('the database keeps neither a password nor a token that could be used', async () => {
  const { token } = await people.signIn(attempt())
  const rows = await base.db`select p.password_hash, s.token_digest from session s join person p on p.id = s.person_id`
  expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(rows[0]?.token_digest).toHaveLength(32)
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('a disabled person is out at once and cannot come back', async () => {
  const { token } = await people.signIn(attempt())
  await disablePerson({ db: base.db, by: 'test', now: time }, { person: kit.editor.id })
  expect(await people.personOf('desk', token)).toBeNull()
  await expect(people.signIn(attempt())).rejects.toEqual(refused('wrong-credentials'))
  expect(await base.db`select from session where person_id = ${kit.editor.id}`).toHaveLength(0)
})

test('a password typed with composed or decomposed letters is the same', async () => {
  const email = 'naïve@courier.example'
  const password = 'déjà vu à Orsel'
  const act = { db: base.db, by: 'test', now: time }
  await addUser(act, { subscriber: kit.courier.subscriber.id, email, name: 'N', password: password.normalize('NFC') })
  const signedIn = await people.signIn(attempt({ realm: 'portal', email, password: password.normalize('NFD') }))
  expect(signedIn.person.email).toBe(email)
})
