import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { broadcasted, drafted, nextDraft, storyForm } from '../../../test/kit/drafting.ts'
import { draftOf } from '../../store/draft.ts'
import { itemHead } from '../../store/version.ts'

let desk: StartedDesk
let editor: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
})
afterAll(() => desk.stop())

const idIn = (path: string) => path.split('/').at(-1) ?? ''
const contentOf = async (item: string) => (await itemHead(desk.db, idIn(item) as never))?.newest.content

test('names, links, expiry and rights of a text go out as they were typed, and come back for the next version', async () => {
  const first = await broadcasted(editor, { headline: 'The first story' })
  const item = await broadcasted(editor, {
    people: 'Harbour master of Orsel https://register.example/17\nMayor of Orsel',
    organisations: 'Lake Authority',
    places: 'Orsel',
    links: `background ${idIn(first)}`,
    expiresAt: '2099-03-01T12:00',
    rights: '1',
    holder: 'Lake Courier',
    terms: 'Not for sale',
  })
  const content = await contentOf(item)
  expect(content?.people).toEqual([
    { name: 'Harbour master of Orsel', uri: 'https://register.example/17' },
    { name: 'Mayor of Orsel', uri: null },
  ])
  expect(content?.organisations).toEqual([{ name: 'Lake Authority', uri: null }])
  expect(content?.places).toEqual([{ name: 'Orsel', uri: null }])
  // The public does not have its headline yet, so whoever reads this story may not either.
  expect(content?.links?.[0]).toMatchObject({ rel: 'background', item: idIn(first), headline: null })
  expect(content?.expiresAt).toBe('2099-03-01T09:00:00.000Z')
  expect(content?.rights).toEqual({ holder: 'Lake Courier', notice: null, terms: 'Not for sale' })
  const next = await draftOf(desk.db, idIn(await nextDraft(editor, item, 'update')))
  expect(next?.fields).toMatchObject({
    people: 'Harbour master of Orsel https://register.example/17\nMayor of Orsel',
    links: `background ${idIn(first)}`,
    expiresAt: '2099-03-01T12:00',
    carried: { rights: { holder: 'Lake Courier' } },
  })
})

test('rights that came with a text stay where a form does not ask for them, and go where it says so', async () => {
  const item = await broadcasted(editor, { rights: '1', holder: 'Lake Courier' })
  const path = await nextDraft(editor, item, 'update')
  await editor.post(path, storyForm({ revision: 1, signal: 'update', headline: 'Anew' }))
  await editor.post(`${path}/send`, { revision: 2 })
  expect((await contentOf(item))?.rights?.holder).toBe('Lake Courier')
  const last = await nextDraft(editor, item, 'update')
  await editor.post(last, storyForm({ revision: 1, signal: 'update', headline: 'Ours', rights: '1', holder: '' }))
  await editor.post(`${last}/send`, { revision: 2 })
  expect(await contentOf(item)).toMatchObject({ headline: 'Ours' })
  expect((await contentOf(item))?.rights).toBeUndefined()
})

test('what is no link and what is no time to come is said beside the field, and its group is open', async () => {
  const path = await drafted(editor, { links: 'see orsel', expiresAt: '2020-01-01T00:00', do: 'send' })
  const html = await editor.page(`${path}?sheet=send`)
  expect(html).toContain('Write the link as see-also and an item’s id, not “see orsel”')
  expect(html).toContain('The expiry must be in the future')
  expect(html.match(/<details class="margin-group" data-group="\w+" open/gu)).toHaveLength(2)
  const gone = await drafted(editor, { links: 'see-also dl:text:20200101:9999' })
  const refused = await editor.post(`${gone}/send`, { revision: 1 })
  expect(refused.status).toBeGreaterThanOrEqual(400)
  expect(await entriesOf('9999')).toBe(0)
})

const entriesOf = async (text: string) =>
  (await desk.db<{ n: number }[]>`select count(*)::int as n from entry where item_id like ${`%${text}`}`)[0]?.n

test('names that went out are offered by any spelling of their letters, the most used first; a closed group says what is in it', async () => {
  await broadcasted(editor, { places: 'İzmit\nIğdır', keywords: 'izmarit, İstasyon' })
  await broadcasted(editor, { places: 'Iğdır' })
  const offered = async (query: string) => (await (await editor.get(`/desk/suggest?${query}`)).json()).options
  expect(await offered('field=places&q=IGDIR')).toEqual([{ value: 'Iğdır', label: 'Iğdır', detail: null }])
  expect((await offered('field=places&q=i')).map((each: { label: string }) => each.label)).toEqual(['Iğdır', 'İzmit'])
  expect((await offered('field=keywords&q=istas'))[0].value).toBe('İstasyon')
  expect((await offered('field=people&q=regi')).length).toBe(0)
  expect((await offered('field=people&q=orsel mayor'))[0].value).toBe('Mayor of Orsel')
  const [topic] = await offered('field=subjects&q=flood')
  expect(topic).toMatchObject({ label: 'flood', detail: expect.stringContaining('›') })
  expect((await offered('field=subjects&q=&category=sports'))[0].label).toBe('sport')
  const draft = await editor.page(await drafted(editor, { places: 'Iğdır' }))
  expect(draft).toMatch(/margin-said[^>]*>Iğdır, ferry, lake</u)
})

test('links are offered by words and by id, and a field that is not completed is refused by name', async () => {
  const item = idIn(await broadcasted(editor, { headline: 'Lanterns on the pier' }))
  const byId = await (await editor.get(`/desk/suggest?field=links&q=${item}`)).json()
  expect(byId.options[0].value).toBe(`see-also ${item} Lanterns on the pier`)
  const wrong = await editor.get('/desk/suggest?field=body')
  expect(wrong.status).toBe(400)
  expect(await wrong.text()).toContain('field')
})
