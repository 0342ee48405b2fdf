import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startedDateline } from '../../test/kit/dateline.ts'
import { httpSource, ninjsOf } from '../../test/kit/intake.ts'
import { secretKeyOf } from '../accounts/secret-key.ts'
import { rawOf } from '../store/intake-raw.ts'
import { signatureOf } from './http-key.ts'
import { addSource, changeSource, issueSourceKey, keepSecret } from './sources.ts'

const secretKey = Buffer.alloc(32, 7).toString('base64')
let started: Started
beforeAll(async () => {
  started = await startedDateline({ ROLES: 'api,intake', SECRET_KEY: secretKey })
})
afterAll(() => started.stop())

const post = (path: string, body: string, headers: Record<string, string>) =>
  fetch(`${started.url}/v1/intake/${path}`, { method: 'POST', headers, body })

test('a key of the source opens the door, and no other does', async () => {
  const { source, key, hand } = await httpSource(started, { name: 'Keys' })
  expect((await hand(ninjsOf())).status).toBe(202)
  const other = await httpSource(started, { name: 'Other keys' })
  for (const headers of [{}, { authorization: 'Bearer dli_x' }, { authorization: `Bearer ${other.key}` }]) {
    const refused = await post(source.id, ninjsOf(), headers)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
  }
  expect((await post('nobody', '', { authorization: `Bearer ${key}` })).status).toBe(401)
  const { key: next } = await issueSourceKey(started.db, source.id)
  expect((await hand(ninjsOf())).status).toBe(401)
  expect((await post(source.id, ninjsOf(), { authorization: `Bearer ${next}` })).status).toBe(202)
  await changeSource(started.db, source.id, { enabled: false })
  expect((await post(source.id, ninjsOf(), { authorization: `Bearer ${next}` })).status).toBe(403)
})

test('who brings no key is answered before the body has come', async () => {
  const { source, key } = await httpSource(started, { name: 'Strangers' })
  const endless = (headers: Record<string, string>) => {
    // A body that never ends: an answer can only come from somebody who does not wait for it.
    const body = new ReadableStream({ start: controller => controller.enqueue(new Uint8Array(100)) })
    const signal = AbortSignal.timeout(1_500)
    const more = { duplex: 'half' } as const
    return fetch(`${started.url}/v1/intake/${source.id}`, { method: 'POST', headers, body, signal, ...more })
  }
  expect((await endless({})).status).toBe(401)
  expect(
    (await endless({ authorization: `Bearer ${key.replace(/.$/, last => (last === '0' ? '1' : '0'))}` })).status,
  ).toBe(401)
  await expect(endless({ authorization: `Bearer ${key}` })).rejects.toThrow()
})

test('a signature with the secret of the source opens it too, for 300 seconds and for these bytes', async () => {
  const { source } = await httpSource(started, { name: 'Signatures' })
  await keepSecret(started.db, source.id, {
    secret: 'shared words',
    key: secretKeyOf(started.settings, { make: false }),
  })
  const body = ninjsOf()
  const now = Math.floor(Date.now() / 1000)
  const signed = (seconds: number, secret = 'shared words', of = body) =>
    post(source.id, body, {
      'dateline-signature': `t=${seconds},v1=${signatureOf(secret, seconds, Buffer.from(of))}`,
    }).then(answer => answer.status)
  expect(await signed(now)).toBe(202)
  expect(await signed(now - 290)).toBe(202)
  expect(await signed(now - 310)).toBe(401)
  expect(await signed(now + 310)).toBe(401)
  expect(await signed(now, 'other words')).toBe(401)
  expect(await signed(now, 'shared words', `${body} `)).toBe(401)
})

test('the same key and bytes are answered as the first time, the same key with other bytes is refused', async () => {
  const { hand } = await httpSource(started, { name: 'Repeats' })
  const first = await hand(ninjsOf(), { 'idempotency-key': 'a' })
  const again = await hand(ninjsOf(), { 'idempotency-key': 'a' })
  expect(again).toEqual({ status: 202, body: { ...first.body, known: true } })
  expect((await hand(ninjsOf({ version: '2' }), { 'idempotency-key': 'a' })).status).toBe(422)
})

test('handed in at once many times, a document is taken once', async () => {
  const { hand } = await httpSource(started, { name: 'Crowd' })
  const answers = await Promise.all(Array.from({ length: 12 }, () => hand(ninjsOf({ uri: 'urn:lakeside:crowd' }))))
  expect(new Set(answers.map(each => each.status))).toEqual(new Set([202]))
  expect(new Set(answers.map(each => each.body.items[0]?.seq)).size).toBe(1)
  expect(answers.filter(each => !each.body.known)).toHaveLength(1)
})

test('what cannot be read is kept and answered with the reason; what is too large or empty is not taken', async () => {
  const { hand } = await httpSource(started, { name: 'Bad bytes' })
  const unread = await hand('<newsItem', { 'content-type': 'application/xml' })
  expect(unread).toMatchObject({ status: 422, body: { type: '/problems/unreadable' } })
  expect(unread.body.detail).toMatch(/^the document is kept as raw \d+, but cannot be read: ./)
  expect(await hand('')).toMatchObject({ status: 400 })
  expect(await hand(new Uint8Array((16 << 20) + 1))).toMatchObject({ status: 413 })
})

test('a document of several megabytes is taken, and the headers that came with it but for its key', async () => {
  const { hand } = await httpSource(started, { name: 'Large' })
  const paragraphs = '<p>The lake was calm on Monday morning, and the ferries ran on time.</p>'.repeat(20_000)
  const large = await hand(ninjsOf({ body_html: paragraphs }), {
    'x-desk': 'night',
    'content-type': 'application/json',
  })
  expect(large).toMatchObject({ status: 202, body: { status: 'taken' } })
  const raw = await rawOf(started.db, large.body.raw)
  expect(raw?.headers).toMatchObject({ 'x-desk': 'night' })
  expect(JSON.stringify(raw?.headers)).not.toContain('dli_')
})

test('other kinds of sources have no such door', async () => {
  const folder = await addSource(started.db, {
    name: 'A folder',
    kind: 'folder',
    settings: { path: '/nowhere' },
    enabled: false,
  })
  await expect(issueSourceKey(started.db, folder.id)).rejects.toMatchObject({ code: 'bad-input', field: 'kind' })
  const { key } = await httpSource(started, { name: 'With a door' })
  expect((await post(folder.id, ninjsOf(), { authorization: `Bearer ${key}` })).status).toBe(401)
})

test('two sources never take the mail of one address', async () => {
  const mailbox = (name: string, address: string) =>
    addSource(started.db, { name, kind: 'smtp', settings: { address }, enabled: false })
  await mailbox('Mail', 'wire')
  await expect(mailbox('More mail', 'Wire@intake.example')).rejects.toMatchObject({ code: 'name-taken' })
  const { id } = await mailbox('Other mail', 'other')
  await expect(changeSource(started.db, id, { settings: { address: 'wire' } })).rejects.toMatchObject({
    code: 'name-taken',
  })
  expect(await changeSource(started.db, id, { settings: { address: 'another' } })).toMatchObject({ id })
})
