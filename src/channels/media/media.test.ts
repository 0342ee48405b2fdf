import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Started, startedDateline } from '../../../test/kit/dateline.ts'
import { readyPicture } from '../../../test/kit/media.ts'
import { sellMedia, sendMedia } from '../../../test/kit/pictures.ts'
import { disablePerson, endLicence, issueKey, revokeKey, setLicence } from '../../accounts/admin.ts'
import type { ItemId } from '../../domain/ids.ts'
import { blobOf, type RenditionRole } from '../../domain/media.ts'
import { countDownload, downloadsUsed } from '../../store/download.ts'

let started: Started
let item: ItemId
let asset: Awaited<ReturnType<typeof readyPicture>>
const act = () => ({ db: started.db, by: 'kit', now: new Date() })
const terms = { sizes: { picture: ['web'] }, downloadLimit: 50 }

beforeAll(async () => {
  started = await startedDateline()
  await sellMedia(started, terms)
  asset = await readyPicture(started.db, started.dateline.media.blobs)
})
afterAll(() => started.stop())
beforeEach(async () => {
  await started.db`truncate download, download_day`
  item = (await sendMedia(started, asset)).item
})

const basic = () => {
  const {
    credential: { id },
    secret,
  } = started.accounts.courier.key
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
}
const bearer = (token = started.accounts.courier.key.token) => ({ authorization: `Bearer ${token}` })
const get = (path: string, headers: Record<string, string> = bearer(), method = 'GET') =>
  fetch(path.startsWith('http') ? local(path) : `${started.url}/v1/media/${path}`, { method, headers })
/** Links name the address of the settings, which has another port. */
const local = (url: string) => `${started.url}${new URL(url).pathname}${new URL(url).search}`
const used = () => downloadsUsed(started.db, started.accounts.courier.subscriber.id, new Date())
const fileOf = (role: RenditionRole) => asset.renditions.find(each => each.role === role)
const linkTo = async (
  place: string,
  wish: object = {},
): Promise<{ url: string; expiresAt: string; address: string | null }> => {
  const headers = { ...bearer(), 'Content-Type': 'application/json' }
  const answer = await fetch(`${started.url}/v1/media/${place}/link`, {
    method: 'POST',
    headers,
    body: JSON.stringify(wish),
  })
  expect(answer.status).toBe(201)
  return answer.json() as never
}
const codeOf = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return [answer.status, ((await answer.json()) as { type: string }).type.split('/').at(-1)]
}
/** Takes a picture back, and waits until the process has seen it. */
const take = (signal: 'kill' | 'withhold', line = 'This picture must not be used.') =>
  started.file({ signal, content: null, note: 'wrong place', line }, { item })

test('a size that the licence covers comes by Bearer and by Basic, under any ending, and counts once a day', async () => {
  const first = await get(`${item}/web.jpg`)
  expect([first.status, first.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(first.headers.get('content-disposition')).toBe(`inline; filename="${item.replaceAll(':', '_')}_web.jpg"`)
  expect((await first.arrayBuffer()).byteLength).toBe(Number(first.headers.get('content-length')))
  for (const path of [`${item}/web`, `${encodeURIComponent(item)}/web.jpeg`])
    expect((await get(path, basic())).status).toBe(200)
  expect((await get(`${item}/web.jpg`, { ...bearer(), Range: 'bytes=0-9' })).status).toBe(206)
  expect(await used()).toBe(1)
})

test('what sends no bytes of the file counts nothing', async () => {
  const head = await get(`${item}/web.jpg`, bearer(), 'HEAD')
  const etag = head.headers.get('etag') ?? ''
  expect(head.status).toBe(200)
  expect((await get(`${item}/web.jpg`, { ...bearer(), 'If-None-Match': etag })).status).toBe(304)
  expect((await get(`${item}/web.jpg`, { ...bearer(), Range: 'bytes=99999999-' })).status).toBe(416)
  expect(await used()).toBe(0)
  for (const role of ['thumb', 'comp', 'preview']) expect((await get(`${item}/${role}.jpg`)).status).toBe(200)
  expect(await used()).toBe(0)
})

test('sizes that are not licensed, items that are not covered and strangers get nothing', async () => {
  expect(await codeOf(await get(`${item}/print.jpg`))).toEqual([403, 'not-entitled'])
  expect(await codeOf(await get(`${item}/hd.mp4`))).toEqual([404, 'not-found'])
  expect(await codeOf(await get('dl:picture:20261123:999/web.jpg'))).toEqual([404, 'no-such-item'])
  expect(await codeOf(await get(`${item}/web.jpg`, bearer(started.accounts.lantern.key.token)))).toEqual([
    404,
    'no-such-item',
  ])
  expect(await codeOf(await get(`${item}/web.jpg`, {}))).toEqual([401, 'unauthenticated'])
  expect(await codeOf(await get(`${item}/web.jpg`, bearer('dlk_3001001_wrong')))).toEqual([401, 'wrong-credentials'])
  for (const path of ['x/web.jpg', `${item}/large.jpg`, `${item}/web.jpg/more`, `${item}/web/link/more`, '%', ''])
    expect([path, ...(await codeOf(await get(path)))]).toEqual([path, 404, 'not-found'])
  expect((await get(`${item}/web.jpg`, bearer(), 'DELETE')).status).toBe(405)
})

test('the limit of the day is exact however many ask at once, and says when it is used up', async () => {
  const items = [item]
  for (let n = 1; n < 8; n++) items.push((await sendMedia(started, asset)).item)
  const { licence, subscriber } = started.accounts.courier
  await setLicence(act(), { id: licence.id, subscriber: subscriber.id, downloadLimit: 3 })
  await started.dateline.catalogue.refresh()
  const answers = await Promise.all([...items, ...items].map(each => get(`${each}/web.jpg`)))
  const given = answers.flatMap((answer, n) => (answer.status === 200 ? [items[n % items.length]] : []))
  expect([new Set(given).size, await used()]).toEqual([3, 3])
  const refused = answers.find(each => each.status === 403)
  expect(refused && (await codeOf(refused))).toEqual([403, 'download-limit'])
  expect((await get(`${given[0]}/web.jpg`)).status).toBe(200)
  await setLicence(act(), { id: licence.id, subscriber: subscriber.id, ...terms })
  await started.dateline.catalogue.refresh()
})

test('the list of an item names its files, which of them are licensed, and what is taken', async () => {
  await get(`${item}/web.jpg`)
  const answer = await get(item)
  const list = await answer.json()
  expect(list).toMatchObject({ item, version: 1, type: 'picture', downloads: { limit: 50, used: 1 } })
  const web = await get(`${item}/web.jpg`, bearer(), 'HEAD')
  expect(list.files.find((each: { role: string }) => each.role === 'web')).toEqual({
    ...{ role: 'web', url: `${started.settings.publicUrl}/v1/media/${item}/web.jpg`, contentType: 'image/jpeg' },
    ...{
      sizeBytes: Number(web.headers.get('content-length')),
      widthPixels: 600,
      heightPixels: 400,
      durationSeconds: null,
    },
    ...{ licensed: true, counts: true, takenToday: true },
  })
  const named = (list.files as { role: string; licensed: boolean; url: string | null }[]).map(each => [
    each.role,
    each.licensed,
    each.url !== null,
  ])
  expect(Object.fromEntries(named.map(([role, ...rest]) => [role, rest]))).toEqual({
    ...{ print: [false, false], web: [true, true], preview: [true, true], thumb: [true, true] },
  })
  expect((await get(`${item}/`)).status).toBe(200)
})

test('the scope tells the sizes of the licence, and how many downloads there are and are used', async () => {
  await get(`${item}/web.jpg`)
  const scope = await (await fetch(`${started.url}/v1/scope`, { headers: bearer() })).json()
  const day = new Date().toISOString().slice(0, 10)
  expect(scope).toMatchObject({ downloads: { limit: 50, used: 1, day } })
  expect(scope.sizes).toEqual({
    ...{ picture: ['web'], video: ['hd', 'web', 'sd'], graphic: ['ai', 'eps', 'pdf', 'raster'], file: ['original'] },
  })
})

test('documents name our files by an address that serves them', async () => {
  const document = await (await fetch(`${started.url}/v1/items/${item}`, { headers: bearer() })).text()
  expect(document).toContain(`${started.settings.publicUrl}/v1/media/${item}/web.jpg`)
  expect(document).not.toMatch(/blob:|link=/u)
})

test('a link works without a key until it runs out, for its file alone, and counts for whoever asked for it', async () => {
  const asked = Date.now()
  const { url, expiresAt, address } = await linkTo(`${item}/web`)
  expect(Date.parse(expiresAt) - asked).toBeLessThanOrEqual(86_400_000)
  expect([address, await used()]).toEqual([null, 0])
  expect((await get(url, {})).status).toBe(200)
  expect(await used()).toBe(1)
  expect((await get(url, { Range: 'bytes=-5' })).status).toBe(206)
  expect(await codeOf(await get(url.replace('/web.jpg', '/preview.jpg'), {}))).toEqual([403, 'link-spent'])
  expect(await codeOf(await get(url.replace(/.$/u, 'x').replace(/link=./u, 'link=_'), {}))).toEqual([403, 'link-spent'])
  expect(await codeOf(await get(`${item}/web.jpg?link=`, {}))).toEqual([403, 'link-spent'])
  const short = await linkTo(`${item}/web`, { expiresInSeconds: 60 })
  started.setClock(new Date(Date.now() + 61_000))
  try {
    expect(await codeOf(await get(short.url, {}))).toEqual([403, 'link-spent'])
    expect((await get(url, {})).status).toBe(200)
  } finally {
    started.setClock(null)
  }
})

test('a link may be bound to an address', async () => {
  const own = await linkTo(`${item}/web`, { bindAddress: true })
  expect(own.address).toBe('127.0.0.1')
  expect((await get(own.url, {})).status).toBe(200)
  const other = await linkTo(`${item}/web`, { bindAddress: '2001:DB8:0:0::1' })
  expect(other.address).toBe('2001:db8::1')
  expect(await codeOf(await get(other.url, {}))).toEqual([403, 'link-spent'])
})

test('a wish for a link that cannot be fulfilled is refused by the name of its field', async () => {
  const ask = async (body: string, place = `${item}/web`) => {
    const answer = await fetch(`${started.url}/v1/media/${place}/link`, { method: 'POST', headers: bearer(), body })
    const { field, type } = (await answer.json()) as { field?: string; type: string }
    return [answer.status, field ?? type.split('/').at(-1)]
  }
  expect(await ask('{"expiresInSeconds":86401}')).toEqual([400, 'expiresInSeconds'])
  expect(await ask('{"expiresInSeconds":"1h"}')).toEqual([400, 'expiresInSeconds'])
  expect(await ask('{"bindAddress":"here"}')).toEqual([400, 'bindAddress'])
  expect(await ask('{"more":1}')).toEqual([400, 'body'])
  expect(await ask('not json')).toEqual([400, 'body'])
  expect(await ask(' '.repeat(10_000))).toEqual([413, 'too-large'])
  expect(await ask('', `${item}/print`)).toEqual([403, 'not-entitled'])
  expect(await ask('', `${item}/eps`)).toEqual([404, 'not-found'])
})

test('a link ends with the key or the person it was made for, and with the licence', async () => {
  const { subscriber, user } = started.accounts.courier
  const key = await issueKey(act(), { subscriber: subscriber.id, name: 'for a day' })
  await started.dateline.catalogue.refresh()
  const made = (actor: string) =>
    started.dateline.media.links.make(
      { item, role: 'web', subscriber: subscriber.id, actor, expiresAt: new Date(Date.now() + 60_000), address: null },
      'image/jpeg',
    )
  const byKey = made(key.credential.id)
  const byPerson = made(user.id)
  for (const url of [byKey, byPerson]) expect((await get(url, {})).status).toBe(200)
  expect(await codeOf(await get(made(started.accounts.lantern.user.id), {}))).toEqual([403, 'link-spent'])
  await revokeKey(act(), { credential: key.credential.id, why: 'lost' })
  await disablePerson(act(), { person: user.id })
  await started.dateline.catalogue.refresh()
  for (const url of [byKey, byPerson]) expect(await codeOf(await get(url, {}))).toEqual([403, 'link-spent'])
  const { url } = await linkTo(`${item}/web`)
  const { licence } = started.accounts.courier
  await endLicence(act(), { licence: licence.id })
  await started.dateline.catalogue.refresh()
  expect((await get(url, {})).status).toBe(404)
  // Somebody whose licence is gone still learns of a kill by the link.
  await take('kill')
  for (const each of [url, byKey, byPerson]) expect(await codeOf(await get(each, {}))).toEqual([410, 'killed'])
  await setLicence(act(), { id: licence.id, subscriber: subscriber.id, until: null })
  await started.dateline.catalogue.refresh()
})

test('a withheld picture is 403, a killed one 410 on every address and every link ever given out, with the notice', async () => {
  const { url } = await linkTo(`${item}/web`, { expiresInSeconds: 60 })
  const etag = (await get(`${item}/web.jpg`, bearer(), 'HEAD')).headers.get('etag') ?? ''
  await take('withhold')
  for (const path of [`${item}/web.jpg`, `${item}/thumb.jpg`, item, url])
    expect([path, ...(await codeOf(await get(path)))]).toEqual([path, 403, 'withheld'])
  await take('kill', 'The harbour is another one.')
  for (const path of [`${item}/web.jpg`, `${item}/print.jpg`, `${item}/thumb.jpg`, item, url])
    expect([path, ...(await codeOf(await get(path)))]).toEqual([path, 410, 'killed'])
  const answer = await get(url, { 'If-None-Match': etag })
  expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([
    410,
    `${item}: The harbour is another one.`,
  ])
  started.setClock(new Date(Date.now() + 120_000))
  expect(await codeOf(await get(url, {}))).toEqual([410, 'killed'])
  started.setClock(null)
  expect(await codeOf(await get(`${url}x`, {}))).toEqual([403, 'link-spent'])
})

test('whoever has fetched a file of an item is told of its kill, whatever the licence says by then', async () => {
  const { lantern } = started.accounts
  const media = started.accounts.courier
  const before = lantern.licence
  const products = [
    ...before.products,
    ...(started.dateline.catalogue.contractOf(media.subscriber.id, new Date())?.products ?? []),
  ]
  await setLicence(act(), { id: before.id, subscriber: lantern.subscriber.id, products, types: ['text', 'picture'] })
  await started.dateline.catalogue.refresh()
  const other = (await sendMedia(started, asset)).item
  expect((await get(`${item}/preview.jpg`, bearer(lantern.key.token))).status).toBe(200)
  expect((await get(`${other}/web.jpg`, bearer(lantern.key.token))).status).toBe(200)
  await setLicence(act(), {
    id: before.id,
    subscriber: lantern.subscriber.id,
    products: [...before.products],
    types: ['text'],
  })
  await started.dateline.catalogue.refresh()
  const from = await headOf(lantern.key.token)
  await take('kill')
  await started.file({ signal: 'kill', content: null, note: 'wrong', line: 'It must not be used.' }, { item: other })
  const pulled = await fetch(`${started.url}/v1/entries?after=${from}&wait=5`, { headers: bearer(lantern.key.token) })
  const { entries } = (await pulled.json()) as { entries: { item: string; signal: string; face: string }[] }
  const more =
    entries.length < 2
      ? await fetch(`${started.url}/v1/entries?after=${from}`, { headers: bearer(lantern.key.token) })
      : null
  const all = more === null ? entries : ((await more.json()) as { entries: typeof entries }).entries
  expect(all.map(each => [each.item, each.signal, each.face])).toEqual([
    [item, 'kill', 'notice'],
    [other, 'kill', 'notice'],
  ])
  expect(await codeOf(await get(`${other}/web.jpg`, bearer(lantern.key.token)))).toEqual([410, 'killed'])
})

const headOf = async (token: string): Promise<number> =>
  ((await (await fetch(`${started.url}/v1/scope`, { headers: bearer(token) })).json()) as { head: number }).head

test('a picture that is killed between the look and the sending is not sent', async () => {
  const { subscriber, key } = started.accounts.courier
  const lock = { subscriber: subscriber.id, actor: key.credential.id, item, version: 1, role: 'web' as const }
  await countDownload(started.db, { ...lock, version: 99 }, { limit: null, now: new Date() })
  let answer: Promise<Response> | null = null
  // The row of the day is held, so that the request waits where it counts.
  await started.db.begin(async sql => {
    await sql`select from download_day where subscriber_id = ${subscriber.id} for update`
    answer = get(`${item}/web.jpg`)
    await new Promise(resolve => setTimeout(resolve, 300))
    await take('kill')
  })
  expect(answer && (await codeOf(await answer))).toEqual([410, 'killed'])
})

test('an update is served under the same address, and an ETag of the older version is held no more', async () => {
  const before = await get(`${item}/web.jpg`)
  const next = await readyPicture(started.db, started.dateline.media.blobs, 200)
  await sendMedia(started, next, {}, { item, signal: 'update' })
  const after = await get(`${item}/web.jpg`, { ...bearer(), 'If-None-Match': before.headers.get('etag') ?? '' })
  expect(after.status).toBe(200)
  expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'))
  expect(await used()).toBe(2)
})

test('a file that is gone from where it was kept is an error of ours, logged, and no answer with bytes', async () => {
  const digest = blobOf(fileOf('web') ?? { href: '' }) ?? ''
  const { path } = await started.dateline.media.blobs.file(digest)
  const { rename } = await import('node:fs/promises')
  await rename(path, `${path}.away`)
  try {
    const answer = await get(`${item}/web.jpg`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'application/problem+json'])
    expect(started.log.join('\n')).toContain(digest)
    expect(await used()).toBe(0)
  } finally {
    await rename(`${path}.away`, path)
  }
})

test('headers stand in the case in which clients look them up', async () => {
  const { port } = new URL(started.url)
  const names = await new Promise<string[]>((resolve, reject) => {
    httpRequest({ port, path: `/v1/media/${item}/web.jpg`, headers: basic() }, answer => {
      answer.resume()
      answer.on('end', () => resolve(answer.rawHeaders.filter((_, n) => n % 2 === 0)))
    })
      .on('error', reject)
      .end()
  })
  expect(names).toEqual(
    expect.arrayContaining(['Content-Type', 'Content-Length', 'Content-Disposition', 'ETag', 'Last-Modified']),
  )
})
