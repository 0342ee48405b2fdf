import { expect, test } from 'vitest'
import { mediaDoor, soldTerms } from '../../../test/kit/media-door.ts'
import { sendMedia } from '../../../test/kit/pictures.ts'
import { setLicence } from '../../accounts/admin.ts'

const door = mediaDoor()
const { act, basic, bearer, get, used, codeOf } = door

test('a size that the licence covers comes by Bearer and by Basic, under any ending, and counts once a day', async () => {
  const first = await get(`${door.item}/web.jpg`)
  expect([first.status, first.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(first.headers.get('content-disposition')).toBe(`inline; filename="${door.item.replaceAll(':', '_')}_web.jpg"`)
  expect((await first.arrayBuffer()).byteLength).toBe(Number(first.headers.get('content-length')))
  for (const path of [`${door.item}/web`, `${encodeURIComponent(door.item)}/web.jpeg`])
    expect((await get(path, basic())).status).toBe(200)
  expect((await get(`${door.item}/web.jpg`, { ...bearer(), Range: 'bytes=0-9' })).status).toBe(206)
  expect(await used()).toBe(1)
})

test('what sends no bytes of the file counts nothing', async () => {
  const head = await get(`${door.item}/web.jpg`, bearer(), 'HEAD')
  const etag = head.headers.get('etag') ?? ''
  expect(head.status).toBe(200)
  expect((await get(`${door.item}/web.jpg`, { ...bearer(), 'If-None-Match': etag })).status).toBe(304)
  expect((await get(`${door.item}/web.jpg`, { ...bearer(), Range: 'bytes=99999999-' })).status).toBe(416)
  expect(await used()).toBe(0)
  for (const role of ['thumb', 'comp', 'preview']) expect((await get(`${door.item}/${role}.jpg`)).status).toBe(200)
  expect(await used()).toBe(0)
})

test('sizes that are not licensed, items that are not covered and strangers get nothing', async () => {
  expect(await codeOf(await get(`${door.item}/print.jpg`))).toEqual([403, 'not-entitled'])
  expect(await codeOf(await get(`${door.item}/hd.mp4`))).toEqual([404, 'not-found'])
  expect(await codeOf(await get('dl:picture:20261123:999/web.jpg'))).toEqual([404, 'no-such-item'])
  expect(await codeOf(await get(`${door.item}/web.jpg`, bearer(door.started.accounts.lantern.key.token)))).toEqual([
    404,
    'no-such-item',
  ])
  expect(await codeOf(await get(`${door.item}/web.jpg`, {}))).toEqual([401, 'unauthenticated'])
  expect(await codeOf(await get(`${door.item}/web.jpg`, bearer('dlk_3001001_wrong')))).toEqual([
    401,
    'wrong-credentials',
  ])
  for (const path of [
    'x/web.jpg',
    `${door.item}/large.jpg`,
    `${door.item}/web.jpg/more`,
    `${door.item}/web/link/more`,
    '%',
    '',
  ])
    expect([path, ...(await codeOf(await get(path)))]).toEqual([path, 404, 'not-found'])
  expect((await get(`${door.item}/web.jpg`, bearer(), 'DELETE')).status).toBe(405)
})

test('the limit of the day is exact however many ask at once, and says when it is used up', async () => {
  const items = [door.item]
  for (let n = 1; n < 8; n++) items.push((await sendMedia(door.started, door.asset)).item)
  const { licence, subscriber } = door.started.accounts.courier
  await setLicence(act(), { id: licence.id, subscriber: subscriber.id, downloadLimit: 3 })
  await door.started.dateline.catalogue.refresh()
  const answers = await Promise.all([...items, ...items].map(each => get(`${each}/web.jpg`)))
  const given = answers.flatMap((answer, n) => (answer.status === 200 ? [items[n % items.length]] : []))
  expect([new Set(given).size, await used()]).toEqual([3, 3])
  const refused = answers.find(each => each.status === 403)
  expect(refused && (await codeOf(refused))).toEqual([403, 'download-limit'])
  expect((await get(`${given[0]}/web.jpg`)).status).toBe(200)
  await setLicence(act(), { id: licence.id, subscriber: subscriber.id, ...soldTerms })
  await door.started.dateline.catalogue.refresh()
})

test('the list of an door.item names its files, which of them are licensed, and what is taken', async () => {
  await get(`${door.item}/web.jpg`)
  const answer = await get(door.item)
  const list = await answer.json()
  expect(list).toMatchObject({ item: door.item, version: 1, type: 'picture', downloads: { limit: 50, used: 1 } })
  const web = await get(`${door.item}/web.jpg`, bearer(), 'HEAD')
  expect(list.files.find((each: { role: string }) => each.role === 'web')).toEqual({
    ...{
      role: 'web',
      url: `${door.started.settings.publicUrl}/v1/media/${door.item}/web.jpg`,
      contentType: 'image/jpeg',
    },
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
  expect((await get(`${door.item}/`)).status).toBe(200)
})

test('the scope tells the sizes of the licence, and how many downloads there are and are used', async () => {
  await get(`${door.item}/web.jpg`)
  const scope = await (await fetch(`${door.started.url}/v1/scope`, { headers: bearer() })).json()
  const day = new Date().toISOString().slice(0, 10)
  expect(scope).toMatchObject({ downloads: { limit: 50, used: 1, day } })
  expect(scope.sizes).toEqual({
    ...{ picture: ['web'], video: ['hd', 'web', 'sd'], graphic: ['ai', 'eps', 'pdf', 'raster'], file: ['original'] },
  })
})

test('documents name our files by an address that serves them', async () => {
  const document = await (await fetch(`${door.started.url}/v1/items/${door.item}`, { headers: bearer() })).text()
  expect(document).toContain(`${door.started.settings.publicUrl}/v1/media/${door.item}/web.jpg`)
  expect(document).not.toMatch(/blob:|link=/u)
})
