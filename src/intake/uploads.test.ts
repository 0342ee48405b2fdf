import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startedDateline } from '../../test/kit/dateline.ts'
import { madePhoto } from '../../test/kit/media.ts'
import { addSource, issueSourceKey } from './sources.ts'

let dateline: Started
let key: string
let photo: Buffer
let uploads: string
beforeAll(async () => {
  dateline = await startedDateline()
  uploads = `${dateline.url}/v1/uploads`
  await addSource(dateline.db, { name: 'Photographers', kind: 'http', settings: {} })
  key = (await issueSourceKey(dateline.db, 'Photographers')).key
  photo = await madePhoto(900, 600)
})
afterAll(() => dateline.stop())

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const bearer = () => ({ authorization: `Bearer ${key}` })
const countAssets = async () => (await dateline.db<{ n: number }[]>`select count(*)::int as n from asset`)[0]?.n ?? 0

test('a body, or a form, is taken whole, and with a key once', { timeout: 90_000 }, async () => {
  const before = await countAssets()
  const post = (name: string, more = {}) =>
    fetch(`${uploads}?name=${name}&sha256=${sha256(photo)}`, {
      ...{ method: 'POST', body: new Uint8Array(photo) },
      headers: { ...bearer(), 'content-type': 'image/jpeg', 'idempotency-key': 'desk-1', ...more },
    })
  const answers = await Promise.all([post('one.jpg'), post('one.jpg'), post('one.jpg')])
  const bodies = await Promise.all(answers.map(answer => answer.json()))
  expect(answers.map(answer => answer.status)).toEqual([201, 201, 201])
  expect(new Set(bodies.map(body => body.id)).size).toBe(1)
  expect(answers[0]?.headers.get('location')).toBe(`/v1/uploads/${bodies[0].id}`)
  const form = new FormData()
  form.append('as', 'graphic')
  form.append('file', new Blob([new Uint8Array(photo)]), 'map.jpg')
  const formed = await fetch(uploads, { method: 'POST', headers: bearer(), body: form })
  expect(formed.status).toBe(201)
  expect(await formed.json()).toMatchObject({ type: 'graphic', fileName: 'map.jpg', sha256: sha256(photo) })
  expect(await countAssets()).toBe(before + 2)
  const wrong = await fetch(`${uploads}?name=one.png`, {
    method: 'POST',
    headers: bearer(),
    body: new Uint8Array(photo),
  })
  expect(wrong.status).toBe(422)
  expect((await wrong.json()).detail).toContain('a JPEG picture by its bytes, while .png promises a PNG picture')
  const look = async () => await (await fetch(`${uploads}/${bodies[0].id}`, { headers: bearer() })).json()
  await expect.poll(async () => (await look()).state, { timeout: 60_000 }).toBe('ready')
  expect((await look()).renditions.map((each: { role: string }) => each.role)).toContain('thumb')
})

test.each([
  ['a wrong name of a field', '?name=a.jpg&as=song', 'x', 400, 'as'],
  ['no name', '', 'x', 400, 'name'],
  ['a digest that is none', '?name=a.jpg&sha256=1', 'x', 400, 'sha256'],
  ['nothing', '?name=a.jpg', '', 422, 'file'],
] as const)('%s is answered with the field', async (_, query, body, status, field) => {
  const answer = await fetch(`${uploads}${query}`, { method: 'POST', headers: bearer(), body })
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ field })
})
