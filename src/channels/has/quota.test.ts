import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../../../test/kit/examples.ts'
import { type StartedMediaHas, startedMediaHas } from '../../../test/kit/has-media.ts'

let has: StartedMediaHas
beforeAll(async () => {
  has = await startedMediaHas()
})
afterAll(() => has.stop())

test('of many at once for different pictures exactly as many are given as the contract has, by document and by link', async () => {
  const pictures = await Promise.all(
    Array.from({ length: 24 }, (_, n) => has.picture({ content: content({ headline: `Picture ${n}` }) }, 2 * n)),
  )
  const { as, id } = await has.join('Seven', { products: [has.everything], types: has.types, downloadLimit: 7 })
  const links = await Promise.all(
    pictures
      .slice(0, 12)
      .map(async ({ item }) => (await has.ask(`/abone/token/${item}/web`, { as })).header('Location')),
  )
  await has.moveTo(has.now() + 20_000)
  const statuses = await Promise.all([
    ...links.map(async link => (await fetch(link ?? '')).status),
    ...pictures.slice(12).map(async ({ item }) => (await has.ask(`/abone/document/${item}/web`, { as })).status),
  ])
  expect(statuses.filter(status => status === 200)).toHaveLength(7)
  expect(statuses.filter(status => status === 403)).toHaveLength(17)
  const [counted] = await has.db`select count(*)::int as n from download where subscriber_id = ${id}`
  expect(counted).toEqual({ n: 7 })
})

test('a picture that is killed while it is being asked for is not given, and its reader is known to have asked', async () => {
  const { item } = await has.picture({}, 99)
  const { served } = has.media
  const slow: typeof served = async offer => {
    const made = await served(offer)
    await has.file({ signal: 'kill', note: 'Staged', line: 'It was staged.' }, item)
    return made
  }
  Object.assign(has.media, { served: slow })
  const answer = await has.ask(`/abone/document/${item}/web`, { as: has.as })
  Object.assign(has.media, { served })
  expect(answer.status).toBe(410)
  expect(answer.header('Content-Type')).toBe('application/json')
  const acts = await has.db`select kind from act where item_id = ${item} and subscriber_id = ${has.subscriber}`
  expect(acts).toMatchObject([{ kind: 'download' }])
})

test('whoever has a killed picture is told so, also when the contract no longer covers it; others are not', async () => {
  const { item } = await has.picture({}, 101)
  const reader = await has.join('Had it', { products: [has.everything], types: has.types })
  expect((await has.ask(`/abone/document/${item}/web`, { as: reader.as })).status).toBe(200)
  await has.file({ signal: 'kill', note: 'Staged', line: 'It was staged.' }, item)
  const narrow = { products: [has.accounts.products.generalTr], types: ['text' as const] }
  const { setLicence } = await import('../../accounts/admin.ts')
  await setLicence({ ...has.act, now: new Date(has.now()) }, { ...narrow, subscriber: reader.id })
  await has.catalogue.refresh()
  for (const format of ['web', 'newsml29']) {
    const told = await has.ask(`/abone/document/${item}/${format}`, { as: reader.as })
    expect(told.status).toBe(410)
    expect(told.body).toContain('It was staged.')
    expect((await has.ask(`/abone/document/${item}/${format}`, { as: has.lantern })).body).not.toContain('staged')
  }
})
