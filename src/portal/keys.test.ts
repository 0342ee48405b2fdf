import { afterAll, beforeAll, expect, test } from 'vitest'
import { kitPassword } from '../../test/kit/accounts.ts'
import { origin, type Reader, type StartedPortal, startedPortal } from '../../test/kit/portal.ts'
import { addUser } from '../accounts/admin.ts'
import { createAuthenticator } from '../accounts/api-user.ts'
import { credentialsOf } from '../store/credential.ts'

let portal: StartedPortal
let master: Reader

beforeAll(async () => {
  portal = await startedPortal()
  master = await portal.reader('Paper', { products: [1] })
}, 60_000)
afterAll(() => portal.stop())

const post = async (path: string, form: Record<string, string> = {}, who: { cookie: string } = master) => {
  const page = await (
    await portal.app.request('/portal', { headers: { cookie: who.cookie, accept: 'text/html' } })
  ).text()
  const csrf = /name="csrf" value="([^"]+)"/u.exec(page)?.[1] ?? ''
  return portal.app.request(path, {
    method: 'POST',
    body: new URLSearchParams({ csrf, ...form }),
    headers: { cookie: who.cookie, origin, accept: 'text/html' },
  })
}
const secretIn = (html: string) => /id="secret-token"[^>]*>\s*(dlk_\d+_[0-9a-f]+)/u.exec(html)?.[1] ?? ''
const opens = (token: string): string => {
  const doors = createAuthenticator(portal.db, portal.catalogue, portal.clock)
  try {
    return doors.bearer(`Bearer ${token}`, '').name
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}
const keyNamed = async (name: string) => {
  const found = (await credentialsOf(portal.db, master.subscriber.id)).find(each => each.name === name)
  if (found === undefined) throw new Error(`no key ${name}`)
  return found
}
const make = async (name: string, more: Record<string, string> = {}) =>
  secretIn(await (await post('/portal/api-users', { name, ...more })).text())

test('a master makes a key, whose secret is shown once and opens at once', async () => {
  expect(await master.html('/portal/api-users')).toContain('No API users yet')
  const token = await make('layout', { end: '2099-12-31', manages: 'on' })
  expect(opens(token)).toBe('layout')
  const list = await master.html('/portal/api-users')
  expect(list).toContain('layout')
  expect(list).toContain('May manage API users')
  expect(list).not.toContain(token.split('_')[2])
  expect((await keyNamed('layout')).expiresAt?.toISOString()).toBe('2100-01-01T00:00:00.000Z')
  expect(await master.html(`/portal/api-users/${(await keyNamed('layout')).id}`)).toContain('value="2099-12-31"')
})

test('a key is asked for once more before it is put out of use, and comes back', async () => {
  const token = await make('archive')
  const { id } = await keyNamed('archive')
  expect(await master.html(`/portal/api-users/${id}/deactivate`)).toContain('not even kills')
  expect(opens(token)).toBe('archive')
  const answer = await post(`/portal/api-users/${id}/deactivate`)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/portal/api-users?done=off:${id}`])
  expect(opens(token)).toContain('was deactivated')
  expect(await master.html(`/portal/api-users?done=off:${id}`)).toContain('archive is deactivated')
  await post(`/portal/api-users/${id}/activate`)
  expect(opens(token)).toBe('archive')
})

test('a new secret replaces the old one at once, or after the hours that were chosen', async () => {
  const token = await make('poller')
  const { id } = await keyNamed('poller')
  const kept = secretIn(await (await post(`/portal/api-users/${id}/rotate`, { overlap: '24' })).text())
  expect([opens(token), opens(kept)]).toEqual(['poller', 'poller'])
  expect(await master.html('/portal/api-users')).toContain('Two secrets are good until')
  const last = secretIn(await (await post(`/portal/api-users/${id}/rotate`, { overlap: '0' })).text())
  expect(opens(last)).toBe('poller')
  expect(opens(kept)).toContain('was replaced')
})

test('what is wrong is said beside its field, and nothing is made', async () => {
  const before = (await credentialsOf(portal.db, master.subscriber.id)).length
  for (const [form, words] of [
    [{ name: ' ' }, 'Give it a name'],
    [{ name: 'x', end: '2020-01-01' }, 'This day has passed'],
    [{ name: 'x', end: '2026-02-31' }, 'Write it as'],
    [{ name: 'x'.repeat(101) }, 'Give it a name'],
  ] as const) {
    const answer = await post('/portal/api-users', form)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(words)
  }
  expect((await credentialsOf(portal.db, master.subscriber.id)).length).toBe(before)
})

test('a name is written as text, whatever is in it', async () => {
  await make('<script>alert(1)</script>')
  expect(await master.html('/portal/api-users')).not.toContain('<script>alert')
})

test('readers have no part in it, and nobody in the keys of another subscriber', async () => {
  const act = { db: portal.db, by: 'kit', now: new Date() }
  const email = 'plain@reader.example'
  await addUser(act, { subscriber: master.subscriber.id, email, name: 'Plain', role: 'reader', password: kitPassword })
  const plain = await portal.signIn(email)
  expect(await plain.html('/portal')).not.toContain('/portal/api-users')
  for (const path of ['/portal/api-users', '/portal/api-users/new']) expect((await plain.get(path)).status).toBe(403)
  expect((await post('/portal/api-users', { name: 'mine' }, plain)).status).toBe(403)
  const foreign = portal.accounts.lantern.key.credential.id
  for (const path of ['', '/deactivate', '/rotate']) {
    expect((await master.get(`/portal/api-users/${foreign}${path}`)).status).toBe(404)
    expect((await post(`/portal/api-users/${foreign}${path}`, { name: 'x', overlap: '0' })).status).toBe(404)
  }
  expect(opens(portal.accounts.lantern.key.token)).toBe('Lantern intake')
})

test('a form of another session changes nothing', async () => {
  const { id } = await keyNamed('archive')
  const answer = await portal.app.request(`/portal/api-users/${id}/deactivate`, {
    method: 'POST',
    body: new URLSearchParams({ csrf: 'made up' }),
    headers: { cookie: master.cookie, origin, accept: 'text/html' },
  })
  expect(answer.status).toBe(403)
  expect((await keyNamed('archive')).inactiveSince).toBeNull()
})
