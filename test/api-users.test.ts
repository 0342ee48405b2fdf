import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueKey } from '../src/accounts/admin.ts'
import { type Started, startedDateline } from './kit/dateline.ts'

let dateline: Started
let manager: string

beforeAll(async () => {
  dateline = await startedDateline()
  const act = { db: dateline.db, by: 'kit', now: new Date() }
  const { id } = dateline.accounts.courier.subscriber
  manager = (await issueKey(act, { subscriber: id, name: 'key keeper', manages: true })).token
  await new Promise(resolve => setTimeout(resolve, 700))
}, 60_000)
afterAll(() => dateline.stop())

const ask = async (method: string, path: string, body?: unknown, token = manager) => {
  const answer = await fetch(`${dateline.url}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() }
}
const scopeWith = async (token: string) => (await ask('GET', '/scope', undefined, token)).status

test('a key that may, makes one, ends it, puts it out of use and back, and rotates it', async () => {
  const made = await ask('POST', '/api-users', { name: 'layout', expiresAt: '2099-01-01' })
  expect(made.status).toBe(201)
  const { id, token } = made.body
  expect(made.body).toMatchObject({ name: 'layout', state: 'active', manages: false, isSelf: false })
  expect(await scopeWith(token)).toBe(200)
  expect((await ask('PATCH', `/api-users/${id}`, { isActive: false })).body).toMatchObject({ state: 'inactive' })
  const refused = await ask('GET', '/scope', undefined, token)
  expect([refused.status, refused.body.detail]).toEqual([401, expect.stringContaining('was deactivated on')])
  expect((await ask('PATCH', `/api-users/${id}`, { isActive: true, expiresAt: null })).body).toMatchObject({
    ...{ state: 'active', expiresAt: null },
  })
  const rotated = await ask('POST', `/api-users/${id}/rotate`, { overlapHours: 0 })
  expect(rotated.body.token).not.toBe(token)
  expect([await scopeWith(token), await scopeWith(rotated.body.token)]).toEqual([401, 200])
  const list = await ask('GET', '/api-users')
  expect(list.body.apiUsers.map((each: { name: string }) => each.name)).toEqual([
    'layout',
    'key keeper',
    'Courier intake',
  ])
  expect(JSON.stringify(list.body)).not.toContain(rotated.body.secret)
})

test('a key that may not is told who can make one that may', async () => {
  const answer = await ask('GET', '/api-users', undefined, dateline.accounts.courier.key.token)
  expect([answer.status, answer.body.type]).toEqual([403, '/problems/forbidden'])
  expect(answer.body.detail).toContain('a master user can make one that may, in the portal')
})

test("another subscriber's keys are not there", async () => {
  const foreign = dateline.accounts.lantern.key.credential.id
  for (const [method, path, body] of [
    ['PATCH', `/api-users/${foreign}`, { isActive: false }],
    ['POST', `/api-users/${foreign}/rotate`, {}],
    ['PATCH', '/api-users/9999999', { isActive: false }],
    ['PATCH', "/api-users/1'or'1", { isActive: false }],
  ] as const) {
    expect([path, (await ask(method, path, body)).status]).toEqual([path, 404])
  }
  expect(JSON.stringify((await ask('GET', '/api-users')).body)).not.toContain(foreign)
  expect(await scopeWith(dateline.accounts.lantern.key.token)).toBe(200)
})

test('nobody shuts themselves out, and nobody gives a right that was not given', async () => {
  const self = (await ask('GET', '/api-users')).body.apiUsers.find((each: { isSelf: boolean }) => each.isSelf)
  expect((await ask('PATCH', `/api-users/${self.id}`, { isActive: false })).status).toBe(403)
  expect(await ask('POST', `/api-users/${self.id}/rotate`, { overlapHours: 0 })).toMatchObject({
    ...{ status: 400, body: { field: 'overlapHours' } },
  })
  expect((await ask('POST', '/api-users', { name: 'x', manages: true })).status).toBe(400)
  expect((await ask('PATCH', `/api-users/${self.id}`, { manages: true })).status).toBe(400)
})

test.each([
  ['POST', '/api-users', {}, 'name'],
  ['POST', '/api-users', { name: ' ' }, 'name'],
  ['POST', '/api-users', { name: 'x', expiresAt: 'soon' }, 'expiresAt'],
  ['POST', '/api-users', { name: 'x', expiresAt: '2001-01-01' }, 'expiresAt'],
  ['PATCH', '/api-users/3001001', { isActive: 'no' }, 'isActive'],
  ['PATCH', '/api-users/3001001', { expiresAt: '2001-01-01T00:00:00Z' }, 'expiresAt'],
  ['POST', '/api-users/3001001/rotate', { overlapHours: 1000 }, 'overlapHours'],
])('%s %s with %j is refused by the name of the field', async (method, path, body, field) => {
  expect(await ask(method, path, body)).toMatchObject({ status: 400, body: { field } })
})

test('a body that is no JSON is refused, not taken for nothing', async () => {
  expect((await ask('POST', '/api-users', '{"name": ')).status).toBe(400)
})

test('the description of the API has the addresses', async () => {
  const answer = await fetch(`${dateline.url}/v1/openapi.json`)
  const { paths } = await answer.json()
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/api-users', '/api-users/{id}', '/api-users/{id}/rotate']),
  )
  expect(paths['/api-users'].post.requestBody.content['application/json'].schema.properties.name).toBeDefined()
})
