import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kitPassword } from '../../../test/kit/accounts.ts'
import { type Started, startedDateline } from '../../../test/kit/dateline.ts'
import { madePhoto } from '../../../test/kit/media.ts'
import { assetOf } from '../../store/asset.ts'
import { csrfToken } from '../../web/csrf.ts'

let dateline: Started
let photo: Buffer
let door: string
beforeAll(async () => {
  dateline = await startedDateline()
  door = `${dateline.url}/desk/media/uploads`
  photo = await madePhoto(500, 400)
})
afterAll(() => dateline.stop())

interface Seat {
  readonly cookie: string
  readonly 'x-csrf-token': string
}

const signedIn = async (role: string): Promise<Seat> => {
  const answer = await fetch(`${dateline.url}/desk/sign-in`, {
    ...{ method: 'POST', redirect: 'manual' as const, headers: { accept: 'text/html' } },
    body: new URLSearchParams({ email: `${role}@meridian.example`, password: kitPassword }),
  })
  const cookie =
    answer.headers
      .getSetCookie()
      .find(each => each.startsWith('dateline_desk='))
      ?.split(';', 1)[0] ?? ''
  return { cookie, 'x-csrf-token': csrfToken(cookie.split('=')[1] ?? '') }
}

const creation = { 'Tus-Resumable': '1.0.0', 'Upload-Length': '100', 'Upload-Metadata': 'filename YS5qcGc=' }
const created = (headers: Record<string, string>) =>
  fetch(door, { method: 'POST', headers: { ...creation, ...headers }, redirect: 'manual' })

test('a person uploads a file in pieces, and it is theirs', { timeout: 60_000 }, async () => {
  const seat = await signedIn('writer')
  const id = await new Promise<string>((resolve, reject) => {
    const upload = new Upload(photo, {
      ...{ endpoint: door, chunkSize: 9_000, uploadSize: photo.length, retryDelays: null },
      ...{ metadata: { filename: 'storm.jpg', as: 'graphic' }, headers: { ...seat } },
      onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('X-Asset-Id') ?? ''),
      onError: reject,
    })
    upload.start()
  })
  const [writer] = await dateline.db<{ id: string }[]>`select id from person where email = 'writer@meridian.example'`
  expect(await assetOf(dateline.db, id)).toMatchObject({ type: 'graphic', fileName: 'storm.jpg', addedBy: writer?.id })
})

test('nobody uploads without a session, without its token, or from a page of another site', async () => {
  const { cookie, 'x-csrf-token': token } = await signedIn('writer')
  expect((await created({})).status).toBe(401)
  expect((await created({ cookie })).status).toBe(403)
  expect((await created({ cookie, 'x-csrf-token': 'wrong' })).status).toBe(403)
  const foreign = { cookie, 'x-csrf-token': token, origin: 'https://evil.example' }
  expect((await created(foreign)).status).toBe(403)
  expect((await created({ cookie, 'x-csrf-token': token })).status).toBe(201)
})

test('what one person sends another neither sees nor continues, and a refusal names the reason', async () => {
  const [writer, editor] = [await signedIn('writer'), await signedIn('editor')]
  const made = await created({ ...writer })
  const url = new URL(made.headers.get('location') ?? '', door).href
  const theirs = { ...editor, 'Tus-Resumable': '1.0.0' }
  expect((await fetch(url, { method: 'HEAD', headers: theirs })).status).toBe(404)
  expect((await fetch(url, { method: 'HEAD', headers: { ...theirs, ...writer } })).status).toBe(200)
  const answer = await fetch(url, {
    method: 'PATCH',
    headers: {
      ...writer,
      ...{ 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' },
    },
    body: new Uint8Array(100).fill(65),
  })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'application/problem+json'])
  expect(await answer.json()).toMatchObject({
    type: '/problems/unsafe-file',
    detail: expect.stringContaining('promises a JPEG'),
  })
})
