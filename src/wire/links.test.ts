import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startedDateline } from '../../test/kit/dateline.ts'
import { content } from '../../test/kit/examples.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Content } from '../domain/version.ts'
import { versionsOfItem } from '../store/version.ts'

let started: Started
beforeAll(async () => {
  started = await startedDateline({ ROLES: 'api' })
})
afterAll(() => started.stop())

type Links = readonly object[]
const linked = (links: Links, parts: Partial<Content> = {}) =>
  ({ ...content(parts), links }) as unknown as ReturnType<typeof content>
const file = async (links: Links, parts: Partial<Content> = {}) => {
  const { item } = await started.file({ content: linked(links, parts) })
  return { item, links: await linksOf(item) }
}
const linksOf = async (item: Parameters<typeof versionsOfItem>[1]) =>
  (await versionsOfItem(started.db, item)).at(-1)?.content.links
const refusal = (act: Promise<unknown>) =>
  act.then(
    () => 'fine',
    error => (error instanceof Refusal ? [error.code, error.field] : Promise.reject(error)),
  )
const translationOf = async (item: string) =>
  [...(await started.db`select of_item, of_version from translation where item_id = ${item}`)][0] ?? null

test('a link goes out with the GUID and headline of its item, or with the headline that was written', async () => {
  const { item } = await started.file({ content: content({ headline: 'The first storm' }) })
  const guid = (await versionsOfItem(started.db, item))[0]?.guid
  const { links } = await file([
    { rel: 'background', item, guid: 'tag:somebody.example,2026:else' },
    { rel: 'see-also', item, version: 1, headline: 'How it began' },
  ])
  expect(links).toEqual([
    {
      rel: 'background',
      item,
      guid,
      version: null,
      headline: 'The first storm',
    },
    { rel: 'see-also', item, guid, version: 1, headline: 'How it began' },
  ])
})

test('what was taken back or is under embargo is linked without its headline', async () => {
  const killed = await started.file()
  await started.file({ signal: 'kill', note: 'wrong' }, killed)
  const secret = await started.file({ embargo: { until: new Date('2099-01-01T00:00:00Z') } })
  const { links } = await file([killed, secret].map(({ item }) => ({ rel: 'see-also', item, headline: 'Its words' })))
  expect(links?.map(each => each.headline)).toEqual([null, null])
})

test('a link to nothing, to a version that is not there, to itself, or a translation into the same language is refused', async () => {
  const { item } = await started.file()
  const said = (link: object) => refusal(file([{ rel: 'see-also', item, ...link }]))
  expect(await said({ item: 'dl:text:20261123:77' })).toEqual(['bad-input', 'content.links.0.item'])
  expect(await said({ version: 2 })).toEqual(['bad-input', 'content.links.0.version'])
  expect(await said({ rel: 'translation-of' })).toEqual(['bad-input', 'content.links.0.rel'])
  const self = started.file({ signal: 'update', content: linked([{ rel: 'see-also', item }]) }, { item })
  expect(await refusal(self)).toEqual(['bad-input', 'content.links.0.item'])
})

test('a translation is of the newest version unless it names one, follows its updates, and stays what it was when it is killed', async () => {
  const { item: original } = await started.file()
  await started.file({ signal: 'update', content: content({ headline: 'More ferries' }) }, { item: original })
  const of = (version?: number) => linked([{ rel: 'translation-of', item: original, version }], { language: 'tr' })
  const { item } = await started.file({ content: of() })
  expect(await translationOf(item)).toEqual({ of_item: original, of_version: 2 })
  expect((await linksOf(item))?.[0]).toMatchObject({ version: 2, headline: 'More ferries' })
  await started.file({ signal: 'update', content: of(1) }, { item })
  expect(await translationOf(item)).toEqual({ of_item: original, of_version: 1 })
  await started.file({ signal: 'withhold', note: 'wait', reason: 'unconfirmed' }, { item })
  expect(await translationOf(item)).toEqual({ of_item: original, of_version: 1 })
  await started.file(
    { signal: 'correction', note: 'not a translation', content: content({ language: 'tr' }) },
    { item },
  )
  expect(await translationOf(item)).toBeNull()
})

test('a new item that has expired already is refused, and what expires later may be corrected ever after', async () => {
  const expiresAt = new Date(Date.now() + 300).toISOString()
  const { item } = await started.file({ content: content({ expiresAt }) })
  await new Promise(done => setTimeout(done, 350))
  expect(await refusal(started.file({ content: content({ expiresAt }) }))).toEqual(['bad-input', 'content.expiresAt'])
  const corrected = started.file({ signal: 'correction', note: 'a name', content: content({ expiresAt }) }, { item })
  expect(await refusal(corrected)).toBe('fine')
})
