import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type StartedMediaHas, startedMediaHas } from '../../../../test/kit/has-media.ts'

let has: StartedMediaHas
let other: StartedMediaHas | null = null
beforeAll(async () => {
  has = await startedMediaHas()
})
afterAll(() => has.stop())
afterEach(async () => {
  await other?.stop()
  other = null
})

type Asking = Parameters<StartedMediaHas['ask']>[1]
const ask = async (path: string, asking: Asking = {}, of = has) => {
  await of.moveTo(of.now() + 1_000)
  return of.ask(`/abone/${path}`, { as: of.as, ...asking })
}

test('§1.8 what a contract does not cover is a 403 whose message has "yetkiniz yoktur", for words, files and series', async () => {
  const { picture, text } = has.items
  const series = text.replace('text', 'picturegroup')
  for (const path of [`${text}/newsml29`, `${picture}/web`, `${picture}/newsml12`, `${series}/newsml29`]) {
    const answer = await ask(`document/${path}`, { as: has.lantern })
    expect(answer.status, path).toBe(403)
    expect(answer.header('Content-Type')).toBe('application/json')
    expect(answer.json()).toMatchObject({ data: null, response: { success: false, code: 403 } })
    expect(answer.json().response.message).toContain('yetkiniz yoktur')
  }
})

test('§1.8 an unknown id is a 404 whose message is "Dosya Bulunamadı"', async () => {
  for (const id of [
    'dl:text:20410305:1',
    'dl:picture:20410305:1',
    'dl:picturegroup:20410305:1',
    'nonsense',
    'a:b:c:d',
  ]) {
    for (const format of ['newsml29', 'web']) {
      const answer = await ask(`document/${id}/${format}`)
      expect(answer.status, id).toBe(404)
      expect(answer.json().response).toMatchObject({ success: false, code: 404 })
      expect(answer.json().response.message).toContain('Dosya Bulunamadı')
    }
  }
})

test('§1.8 a picture that was killed is a 410 with the notice, and its newsml29 is the notice with status 200', async () => {
  const { item } = await has.picture({}, 10)
  const small = await ask(`document/${item}/web`)
  expect(small.status).toBe(200)
  await has.file({ signal: 'kill', note: 'Staged', line: 'This picture was staged.' }, item)
  for (const method of ['GET', 'HEAD']) {
    const answer = await ask(`document/${item}/web`, { method })
    expect(answer.status).toBe(410)
    expect(answer.header('Content-Type')).toBe('application/json')
    if (method === 'GET') expect(answer.json().response.message).toContain('This picture was staged.')
  }
  for (const format of ['newsml29', 'newsml12']) {
    const notice = await ask(`document/${item}/${format}`)
    expect(notice.status).toBe(200)
    expect(notice.body).toContain('This picture was staged.')
    expect(notice.body).not.toContain('/v1/media/')
  }
})

test('§1.8 in a series a killed picture is its notice, and the others are as they were', async () => {
  const { item } = await has.picture({ group: has.group }, 11)
  await has.file({ signal: 'kill', note: 'Staged', line: 'This one was staged.' }, item)
  const { body, status } = await ask(`document/${has.items.text.replace('text', 'picturegroup')}/newsml29`)
  expect(status).toBe(200)
  expect(body.match(/<newsItem /gu)).toHaveLength(3)
  expect(body.match(/<pubStatus qcode="stat:canceled"/gu)).toHaveLength(1)
  expect(body).toContain('This one was staged.')
  expect(body).toContain('/v1/media/')
  expect((await ask(`document/${has.items.text}/newsml29`)).body).not.toContain(item)
})

test('§1.8 a picture that is withheld is a 403 until it is released, never its bytes', async () => {
  const { item } = await has.picture({}, 12)
  await has.file({ signal: 'withhold', note: 'Being checked' }, item)
  const answer = await ask(`document/${item}/print`)
  expect(answer.status).toBe(403)
  expect(answer.header('Content-Type')).toBe('application/json')
})

test('§1.3 §1.8 used-up downloads are a 403 that says so in both languages and when they begin anew', async () => {
  const terms = { products: [has.everything], types: has.types, downloadLimit: 2 }
  const { as } = await has.join('Two a day', terms)
  const { picture, second, alone } = has.items
  for (const path of [`${picture}/web`, `${picture}/web`, `${second}/web`]) {
    expect((await ask(`document/${path}`, { as })).status).toBe(200)
  }
  const full = await ask(`document/${alone}/web`, { as })
  expect(full.status).toBe(403)
  expect(full.header('Content-Type')).toBe('application/json')
  expect(full.json().response.message).toMatch(
    /^Günlük indirme limitiniz dolmuştur \(.*2 downloads.*2041-03-06T00:00:00Z/u,
  )
  expect((await ask('subscription', { as })).json().data).toMatchObject({ download_limit: 2, downloads_used: 2 })
  // What was taken today can be taken again, words are not counted, and asking for the head takes nothing.
  expect((await ask(`document/${second}/web`, { as })).status).toBe(200)
  expect((await ask(`document/${alone}/newsml29`, { as })).status).toBe(200)
  expect((await ask(`document/${alone}/web`, { as, method: 'HEAD' })).status).toBe(200)
  const at = has.now()
  await has.moveTo(Date.parse('2041-03-06T00:00:01Z'))
  expect((await ask(`document/${alone}/web`, { as })).status).toBe(200)
  expect(has.now()).toBeGreaterThan(at)
})

test('§1.8 with the legacy switch errors about files are JSON with status 200 and their code inside, and files are files', async () => {
  other = await startedMediaHas({ legacyStatus200: true })
  const { picture, alone } = other.items
  const missing = await ask('document/dl:picture:20410305:1/web', {}, other)
  expect([missing.status, missing.header('Content-Type')]).toEqual([200, 'application/json'])
  expect(missing.json().response).toMatchObject({ success: false, code: 404 })
  await other.file({ signal: 'kill', note: 'Wrong', line: 'Withdrawn.' }, alone)
  const killed = await ask(`document/${alone}/web`, {}, other)
  expect([killed.status, killed.json().response.code]).toEqual([200, 410])
  const good = await ask(`document/${picture}/web`, {}, other)
  expect([good.status, good.header('Content-Type')]).toEqual([200, 'image/jpeg'])
  expect((await ask(`token/${picture}/web`, {}, other)).status).toBe(302)
})

test('§1.9 too many requests are a 429 as JSON, never under the type of a picture, and say when to come back', async () => {
  other = await startedMediaHas({ hasStrictRate: true })
  const { picture } = other.items
  const path = `/abone/document/${picture}/web`
  expect((await other.ask(path, { as: other.as })).header('Content-Type')).toBe('image/jpeg')
  const answer = await other.ask(path, { as: other.as })
  expect(answer.status).toBe(429)
  expect(answer.header('Content-Type')).toBe('application/json')
  expect(answer.header('Retry-After')).toBe('1')
  expect(answer.json().response.message).toMatch(/^try again in 0\.\d{3} sec$/u)
  await other.moveTo(other.now() + 500)
  expect((await other.ask(path, { as: other.as })).status).toBe(200)
})

test('a file that is not where it was kept is an internal error as JSON, and logged', async () => {
  other = await startedMediaHas()
  const { item, version } = await other.picture({}, 77)
  const [row] = await other.db<{ href: string }[]>`
    select jsonb_path_query(document::jsonb, '$.content.renditions[*] ? (@.role == "print").href') #>> '{}' as href
      from version where item_id = ${item} and number = ${version}`
  await other.media.blobs.remove(row?.href.slice('blob:'.length) ?? '')
  const answer = await ask(`document/${item}/print`, {}, other)
  expect(answer.status).toBe(500)
  expect(answer.header('Content-Type')).toBe('application/json')
  expect(answer.json().response).toMatchObject({ success: false, code: 500 })
  expect(other.logged.join()).toContain('is not where it was kept')
})
