import { request as httpRequest } from 'node:http'
import { expect, test } from 'vitest'
import { readyPicture } from '../../../test/kit/media.ts'
import { mediaDoor } from '../../../test/kit/media-door.ts'
import { sendMedia } from '../../../test/kit/pictures.ts'
import { disablePerson, endLicence, issueKey, revokeKey, setLicence } from '../../accounts/admin.ts'
import { blobOf } from '../../domain/media.ts'
import { countDownload } from '../../store/download.ts'

const door = mediaDoor()
const { act, basic, bearer, get, used, fileOf, linkTo, codeOf, take } = door

test('a link works without a key until it runs out, for its file alone, and counts for whoever asked for it', async () => {
  const { url, expiresAt, address } = await linkTo(`${door.item}/web`)
  expect(Date.parse(expiresAt)).toBeLessThanOrEqual(Date.now() + 86_400_000)
  expect([address, await used()]).toEqual([null, 0])
  expect((await get(url, {})).status).toBe(200)
  expect(await used()).toBe(1)
  expect((await get(url, { Range: 'bytes=-5' })).status).toBe(206)
  expect(await codeOf(await get(url.replace('/web.jpg', '/preview.jpg'), {}))).toEqual([403, 'link-spent'])
  expect(await codeOf(await get(url.replace(/.$/u, 'x').replace(/link=./u, 'link=_'), {}))).toEqual([403, 'link-spent'])
  expect(await codeOf(await get(`${door.item}/web.jpg?link=`, {}))).toEqual([403, 'link-spent'])
  const short = await linkTo(`${door.item}/web`, { expiresInSeconds: 60 })
  door.started.setClock(new Date(Date.now() + 61_000))
  try {
    expect(await codeOf(await get(short.url, {}))).toEqual([403, 'link-spent'])
    expect((await get(url, {})).status).toBe(200)
  } finally {
    door.started.setClock(null)
  }
})

test('a link may be bound to an address', async () => {
  const own = await linkTo(`${door.item}/web`, { bindAddress: true })
  expect(own.address).toBe('127.0.0.1')
  expect((await get(own.url, {})).status).toBe(200)
  const other = await linkTo(`${door.item}/web`, { bindAddress: '2001:DB8:0:0::1' })
  expect(other.address).toBe('2001:db8::1')
  expect(await codeOf(await get(other.url, {}))).toEqual([403, 'link-spent'])
})

test('a wish for a link that cannot be fulfilled is refused by the name of its field', async () => {
  const ask = async (body: string, place = `${door.item}/web`) => {
    const answer = await fetch(`${door.started.url}/v1/media/${place}/link`, {
      method: 'POST',
      headers: bearer(),
      body,
    })
    const { field, type } = (await answer.json()) as { field?: string; type: string }
    return [answer.status, field ?? type.split('/').at(-1)]
  }
  expect(await ask('{"expiresInSeconds":86401}')).toEqual([400, 'expiresInSeconds'])
  expect(await ask('{"expiresInSeconds":"1h"}')).toEqual([400, 'expiresInSeconds'])
  expect(await ask('{"bindAddress":"here"}')).toEqual([400, 'bindAddress'])
  expect(await ask('{"more":1}')).toEqual([400, 'body'])
  expect(await ask('not json')).toEqual([400, 'body'])
  expect(await ask(' '.repeat(10_000))).toEqual([413, 'too-large'])
  expect(await ask('', `${door.item}/print`)).toEqual([403, 'not-entitled'])
  expect(await ask('', `${door.item}/eps`)).toEqual([404, 'not-found'])
})

test('a link ends with the key or the person it was made for, and with the licence', async () => {
  const { subscriber, user } = door.started.accounts.courier
  const key = await issueKey(act(), { subscriber: subscriber.id, name: 'for a day' })
  await door.started.dateline.catalogue.refresh()
  const made = (actor: string) =>
    door.started.dateline.media.links.make(
      {
        item: door.item,
        role: 'web',
        subscriber: subscriber.id,
        actor,
        expiresAt: new Date(Date.now() + 60_000),
        address: null,
      },
      'image/jpeg',
    )
  const byKey = made(key.credential.id)
  const byPerson = made(user.id)
  for (const url of [byKey, byPerson]) expect((await get(url, {})).status).toBe(200)
  expect(await codeOf(await get(made(door.started.accounts.lantern.user.id), {}))).toEqual([403, 'link-spent'])
  await revokeKey(act(), { credential: key.credential.id, why: 'lost' })
  await disablePerson(act(), { person: user.id })
  await door.started.dateline.catalogue.refresh()
  for (const url of [byKey, byPerson]) expect(await codeOf(await get(url, {}))).toEqual([403, 'link-spent'])
  const { url } = await linkTo(`${door.item}/web`)
  const { licence } = door.started.accounts.courier
  await endLicence(act(), { licence: licence.id })
  await door.started.dateline.catalogue.refresh()
  expect((await get(url, {})).status).toBe(404)
  // Somebody whose licence is gone still learns of a kill by the link.
  await take('kill')
  for (const each of [url, byKey, byPerson]) expect(await codeOf(await get(each, {}))).toEqual([410, 'killed'])
  await setLicence(act(), { id: licence.id, subscriber: subscriber.id, until: null })
  await door.started.dateline.catalogue.refresh()
})

test('a withheld picture is 403, a killed one 410 on every address and every link ever given out, with the notice', async () => {
  const { url } = await linkTo(`${door.item}/web`, { expiresInSeconds: 60 })
  const etag = (await get(`${door.item}/web.jpg`, bearer(), 'HEAD')).headers.get('etag') ?? ''
  await take('withhold')
  for (const path of [`${door.item}/web.jpg`, `${door.item}/thumb.jpg`, door.item, url])
    expect([path, ...(await codeOf(await get(path)))]).toEqual([path, 403, 'withheld'])
  await take('kill', 'The harbour is another one.')
  for (const path of [`${door.item}/web.jpg`, `${door.item}/print.jpg`, `${door.item}/thumb.jpg`, door.item, url])
    expect([path, ...(await codeOf(await get(path)))]).toEqual([path, 410, 'killed'])
  const answer = await get(url, { 'If-None-Match': etag })
  expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([
    410,
    `${door.item}: The harbour is another one.`,
  ])
  door.started.setClock(new Date(Date.now() + 120_000))
  expect(await codeOf(await get(url, {}))).toEqual([410, 'killed'])
  door.started.setClock(null)
  expect(await codeOf(await get(`${url}x`, {}))).toEqual([403, 'link-spent'])
})

test('whoever has fetched a file of an door.item is told of its kill, whatever the licence says by then', async () => {
  const { lantern } = door.started.accounts
  const media = door.started.accounts.courier
  const before = lantern.licence
  const products = [
    ...before.products,
    ...(door.started.dateline.catalogue.contractOf(media.subscriber.id, new Date())?.products ?? []),
  ]
  await setLicence(act(), { id: before.id, subscriber: lantern.subscriber.id, products, types: ['text', 'picture'] })
  await door.started.dateline.catalogue.refresh()
  const other = (await sendMedia(door.started, door.asset)).item
  expect((await get(`${door.item}/preview.jpg`, bearer(lantern.key.token))).status).toBe(200)
  expect((await get(`${other}/web.jpg`, bearer(lantern.key.token))).status).toBe(200)
  await setLicence(act(), {
    id: before.id,
    subscriber: lantern.subscriber.id,
    products: [...before.products],
    types: ['text'],
  })
  await door.started.dateline.catalogue.refresh()
  const from = await headOf(lantern.key.token)
  await take('kill')
  await door.started.file(
    { signal: 'kill', content: null, note: 'wrong', line: 'It must not be used.' },
    { item: other },
  )
  // A recall may be told ahead of its place, in which it comes again.
  const told = new Map<string, string[]>()
  const pulled = async () => {
    const answer = await get(`${door.started.url}/v1/entries?after=${from}&wait=5`, bearer(lantern.key.token))
    const { entries } = (await answer.json()) as { entries: { item: string; signal: string; face: string }[] }
    for (const { item, signal, face } of entries) told.set(item, [signal, face])
    return Object.fromEntries(told)
  }
  await expect.poll(pulled).toEqual({ [door.item]: ['kill', 'notice'], [other]: ['kill', 'notice'] })
  expect(await codeOf(await get(`${other}/web.jpg`, bearer(lantern.key.token)))).toEqual([410, 'killed'])
})

const headOf = async (token: string): Promise<number> =>
  ((await (await fetch(`${door.started.url}/v1/scope`, { headers: bearer(token) })).json()) as { head: number }).head

test('a picture that is killed between the look and the sending is not sent', async () => {
  const { subscriber, key } = door.started.accounts.courier
  const lock = {
    subscriber: subscriber.id,
    actor: key.credential.id,
    item: door.item,
    version: 1,
    role: 'web' as const,
  }
  await countDownload(door.started.db, { ...lock, version: 99 }, { limit: null, now: new Date() })
  let answer: Promise<Response> | null = null
  // The row of the day is held, so that the request waits where it counts.
  await door.started.db.begin(async sql => {
    await sql`select from download_day where subscriber_id = ${subscriber.id} for update`
    answer = get(`${door.item}/web.jpg`)
    await new Promise(resolve => setTimeout(resolve, 300))
    await take('kill')
  })
  expect(answer && (await codeOf(await answer))).toEqual([410, 'killed'])
})

test('an update is served under the same address, and an ETag of the older version is held no more', async () => {
  const before = await get(`${door.item}/web.jpg`)
  const next = await readyPicture(door.started.db, door.started.dateline.media.blobs, 200)
  await sendMedia(door.started, next, {}, { item: door.item, signal: 'update' })
  const after = await get(`${door.item}/web.jpg`, { ...bearer(), 'If-None-Match': before.headers.get('etag') ?? '' })
  expect(after.status).toBe(200)
  expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'))
  expect(await used()).toBe(2)
})

test('a file that is gone from where it was kept is an error of ours, logged, and no answer with bytes', async () => {
  const digest = blobOf(fileOf('web') ?? { href: '' }) ?? ''
  const { path } = await door.started.dateline.media.blobs.file(digest)
  const { rename } = await import('node:fs/promises')
  await rename(path, `${path}.away`)
  try {
    const answer = await get(`${door.item}/web.jpg`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'application/problem+json'])
    expect(door.started.log.join('\n')).toContain(digest)
    expect(await used()).toBe(0)
  } finally {
    await rename(`${path}.away`, path)
  }
})

test('headers stand in the case in which clients look them up', async () => {
  const { port } = new URL(door.started.url)
  const names = await new Promise<string[]>((resolve, reject) => {
    httpRequest({ port, path: `/v1/media/${door.item}/web.jpg`, headers: basic() }, answer => {
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
