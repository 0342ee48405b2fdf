import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedMediaHas, startedMediaHas } from '../../../../test/kit/has-media.ts'

let has: StartedMediaHas
beforeAll(async () => {
  has = await startedMediaHas()
})
afterAll(() => has.stop())

const ask = async (path: string, asking: Parameters<StartedMediaHas['ask']>[1] = {}) => {
  await has.moveTo(has.now() + 500)
  return has.ask(`/abone/${path}`, { as: has.as, ...asking })
}
const used = async (as = has.as): Promise<number> => (await ask('subscription', { as })).json().data.downloads_used
const series = () => has.items.text.replace('text', 'picturegroup')

test.each(['GET', 'HEAD'])(
  '§1.5 %s of a token is a 302 whose Location a regular expression finds in the raw head',
  async method => {
    const { head, status } = await ask(`token/${has.items.picture}/print`, { method })
    expect(status).toBe(302)
    const [, location = ''] = /Location: (.*)/u.exec(head) ?? []
    expect(location.trim()).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/v1\/media\/dl:picture:\d+:\d+\/print\.jpg\?link=[\w.-]+$/u,
    )
  },
)

test('§1.5 the link works without credentials, for GET, HEAD and ranges, and is counted when it is used', async () => {
  const before = await used()
  const url = (await ask(`token/${has.items.second}/web`)).header('Location') ?? ''
  expect(await used()).toBe(before)
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(200)
  expect(await used()).toBe(before)
  const answer = await fetch(url)
  expect(answer.headers.get('content-type')).toBe('image/jpeg')
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 2)
      .toString('hex'),
  ).toBe('ffd8')
  expect((await fetch(url, { headers: { Range: 'bytes=0-9' } })).status).toBe(206)
  expect(await used()).toBe(before + 1)
})

test('§1.5 it works for 24 hours and not after', async () => {
  const url = (await ask(`token/${has.items.video}/sd`)).header('Location') ?? ''
  await has.moveTo(has.now() + 86_390_000)
  expect((await fetch(url)).status).toBe(200)
  await has.moveTo(has.now() + 20_000)
  expect((await fetch(url)).status).toBe(403)
})

test('§1.5 there are no links to words, to a series, or to a size that there is not', async () => {
  for (const path of [
    `${has.items.picture}/newsml29`,
    `${has.items.picture}/sd`,
    `${has.items.text}/web`,
    `${series()}/web`,
    'dl:picture:20410305:1/web',
  ]) {
    const answer = await ask(`token/${path}`)
    expect(answer.status, path).toBe(404)
    expect(answer.json().response.message).toContain('Dosya Bulunamadı')
    expect(answer.header('Location')).toBeUndefined()
  }
})

test('§1.5 a token is checked as a document is', async () => {
  const terms = { products: [has.everything], types: has.types, sizes: { picture: ['web'] } }
  const { as } = await has.join('Web alone', terms)
  expect((await ask(`token/${has.items.picture}/web`, { as })).status).toBe(302)
  const refused = await ask(`token/${has.items.picture}/print`, { as })
  expect(refused.status).toBe(403)
  expect(refused.json().response.message).toContain('yetkiniz yoktur')
  expect((await ask(`token/${has.items.picture}/web`, { as: has.lantern })).status).toBe(403)
})

test('§1.6 all links of a series at once, for both ways in which clients read them', async () => {
  const { data, response, tokens } = (await ask(`multitoken/${series()}/web`)).json()
  const { picture, second } = has.items
  expect(response).toEqual({ success: true, code: 200, message: '' })
  expect(data.total).toBe(2)
  expect(data.result.map((each: { id: string }) => each.id)).toEqual([picture, second])
  expect(data.result.map((each: { url: string }) => each.url)).toEqual(tokens)
  for (const url of tokens) expect((await fetch(url)).headers.get('content-type')).toBe('image/jpeg')
})

test('§1.6 without a size they are of the size web', async () => {
  const { tokens } = (await ask(`multitoken/${series()}`)).json()
  expect(tokens[0]).toContain('/web.jpg?link=')
  const films = (await ask(`multitoken/${has.items.text.replace('text', 'videogroup')}/sd`)).json()
  expect(films.tokens[0]).toContain('/sd.mp4?link=')
})

test('§1.6 what is not covered, or killed, has no link among them; where nothing is left the answer says why', async () => {
  const doomed = await has.picture({ group: has.group }, 220)
  expect((await ask(`multitoken/${series()}`)).json().tokens).toHaveLength(3)
  await has.file({ signal: 'kill', note: 'Wrong' }, doomed.item)
  expect((await ask(`multitoken/${series()}`)).json().tokens).toHaveLength(2)
  const terms = { products: [has.everything], types: has.types, sizes: { picture: ['web'] } }
  const { as } = await has.join('Web only', terms)
  expect((await ask(`multitoken/${series()}/print`, { as })).status).toBe(403)
  expect((await ask(`multitoken/${series()}/sd`)).status).toBe(404)
  expect((await ask(`multitoken/${has.items.picture}/web`)).status).toBe(404)
  expect((await ask('multitoken/dl:picturegroup:20410305:1/web')).status).toBe(404)
})

test('§1.5 every link to a picture that was killed answers 410', async () => {
  const { item } = await has.picture({}, 250)
  const url = (await ask(`token/${item}/web`)).header('Location') ?? ''
  expect((await fetch(url)).status).toBe(200)
  await has.file({ signal: 'kill', note: 'Staged', line: 'This picture was staged.' }, item)
  const gone = await fetch(url)
  expect(gone.status).toBe(410)
  expect(gone.headers.get('content-type')).not.toContain('image/')
  expect((await ask(`token/${item}/web`)).status).toBe(410)
})
