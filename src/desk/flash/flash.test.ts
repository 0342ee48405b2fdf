import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { hidden, nextDraft, sentFrom } from '../../../test/kit/drafting.ts'

let desk: StartedDesk
let editor: Sitter
let writer: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
  writer = await desk.sit('writer')
})
afterAll(() => desk.stop())

const flashForm = async (sitter: Sitter, line: string, more = {}) => ({
  flashKey: hidden(await sitter.page('/desk/flash'), 'flashKey'),
  ...{ flashLine: line, flashLanguage: 'en', flashCategory: 'general' },
  ...more,
})
const sentOf = async (line: string) =>
  desk.db<{ item: string; priority: number; signal: string }[]>`
    select e.item_id as item, e.priority, e.signal from entry e join version v on v.item_id = e.item_id and v.number = e.version
     where v.document::jsonb#>>'{content,headline}' = ${line} order by e.seq`

test('one line goes to everybody at once: priority 1, signal new, and the next version begins with it', async () => {
  const answer = await editor.post('/desk/flash', await flashForm(editor, 'Dam at Orsel has given way'))
  const item = await sentFrom(answer)
  expect(await sentOf('Dam at Orsel has given way')).toEqual([
    { item: item.split('/').at(-1), priority: 1, signal: 'new' },
  ])
  const page = await editor.page(answer.headers.get('location') ?? '')
  expect(page).toContain('Write on')
  const bulletin = await editor.page(await nextDraft(editor, item, 'update'))
  expect(bulletin).toContain('Dam at Orsel has given way')
  expect(bulletin).toMatch(/value="2"[^>]* (selected|checked)|(selected|checked)[^>]* value="2"/u)
})

test('pressed twice, or sent again after a lost answer, it is one; another line under its key is asked about', async () => {
  const form = await flashForm(editor, 'Bridge closed at Varna')
  const answers = await Promise.all([1, 2, 3].map(() => editor.post('/desk/flash', form)))
  const items = await Promise.all(answers.map(sentFrom))
  expect(new Set(items).size).toBe(1)
  expect(await sentFrom(await editor.post('/desk/flash', form))).toBe(items[0])
  const other = await editor.post('/desk/flash', { ...form, flashLine: 'Bridge open again' })
  expect(other.status).toBe(409)
  const html = await other.text()
  expect(html).toContain('Another line went out from this box before')
  expect(html).toContain('Bridge open again')
  await sentFrom(
    await editor.post('/desk/flash', { ...form, flashLine: 'Bridge open again', flashKey: hidden(html, 'flashKey') }),
  )
  expect(await sentOf('Bridge closed at Varna')).toHaveLength(1)
  expect(await sentOf('Bridge open again')).toHaveLength(1)
})

test('what is wrong is said beside the field, and nothing typed is lost; the box of a script is told the same', async () => {
  const form = await flashForm(editor, 'Not yet', { flashCategory: '' })
  const answer = await editor.post('/desk/flash', form)
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('value="Not yet"')
  expect(html).toContain('Choose a category')
  expect((await editor.post('/desk/flash', { ...form, flashLine: ' ', flashCategory: 'general' })).status).toBe(422)
  const long = await editor.post('/desk/flash', { ...form, flashLine: 'x'.repeat(301), flashCategory: 'general' })
  expect(long.status).toBe(422)
  expect((await editor.post('/desk/flash', { ...form, flashKey: 'x' })).status).toBe(403)
  expect(await editor.page('/desk/drafts')).not.toContain('Not yet')
})

test('the box stands on every page with what its reader chose last, and counts who gets it', async () => {
  await sentFrom(
    await editor.post('/desk/flash', await flashForm(editor, 'Snow in the north', { flashCategory: 'sports' })),
  )
  const html = await editor.page('/desk/media')
  expect(html).toContain('id="flash-box"')
  expect(html).toMatch(/<option value="sports" selected/u)
  expect(await editor.page('/desk/flash/reach?language=en&category=general')).toMatch(/To \d+ subscribers?, at once/u)
  expect(await editor.page('/desk/flash/reach?language=en')).toContain('Choose a category')
})

test('of a writer it waits for an editor, who sees it on every page and sends it', async () => {
  const answer = await writer.post('/desk/flash', await flashForm(writer, 'Mayor of Orsel resigns'))
  const look = answer.headers.get('location') ?? ''
  expect(look).toMatch(/^\/desk\/looks\/slk_/u)
  expect(await sentOf('Mayor of Orsel resigns')).toEqual([])
  expect(await writer.page('/desk/media')).toContain('Your flash waits for a second person')
  expect(await editor.page('/desk/media')).toContain('A flash waits for a second person')
  expect((await writer.post(`${look}/confirm`, { seq: '' })).status).toBe(403)
  await sentFrom(await editor.post(`${look}/confirm`, { seq: '' }))
  expect(await sentOf('Mayor of Orsel resigns')).toHaveLength(1)
  expect(await editor.page('/desk/media')).not.toContain('A flash waits')
  expect(await writer.page(look)).toContain('let it go out')
})
