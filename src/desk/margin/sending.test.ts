import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { drafted } from '../../../test/kit/drafting.ts'
import { readyPicture } from '../../../test/kit/media.ts'
import type { Person } from '../../accounts/people.ts'
import { insertTemplate } from '../../store/template.ts'
import { emptyDraft } from '../write/draft-form.ts'

let desk: StartedDesk
let editor: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
})
afterAll(() => desk.stop())

test('the sheet before sending says which hints stand, until when it may be used, whose it is', async () => {
  const path = await drafted(editor, {
    body: 'The the ferry came.',
    expiresAt: '2099-03-01T12:00',
    rights: '1',
    holder: 'Lake Courier',
  })
  const html = await editor.page(`${path}?sheet=send`)
  expect(html).toMatch(/2 hints of house style stand: [^<]*The same word twice/u)
  expect(html).toMatch(/Not to be used after [^<]*2099/u)
  expect(html).toContain('Rights: Lake Courier')
  const clean = await drafted(editor, { body: 'The ferry came.', bylines: 'Lake desk' })
  expect(await editor.page(`${clean}?sheet=send`)).toContain('No hints of house style stand')
})

test('standing background is offered by name in the language of the story, and its text as it is typed', async () => {
  const [{ id = '' } = {}] = await desk.db<{ id: string }[]>`select id from person order by id limit 1`
  const { fields } = emptyDraft({ id, language: 'en' } as Person)
  const snippet = { kind: 'snippet' as const, desk: null, by: id }
  await insertTemplate(desk.db, {
    ...snippet,
    name: 'Lake Orsel',
    language: 'en',
    fields: { ...fields, body: 'The lake *froze* in 1956.' },
  })
  await insertTemplate(desk.db, {
    ...snippet,
    name: 'Orsel Gölü',
    language: 'tr',
    fields: { ...fields, body: 'Göl 1956’da dondu.' },
  })
  const offered = async (query: string) => (await (await editor.get(`/desk/snippets?${query}`)).json()).options
  expect(await offered('q=ors&language=en')).toMatchObject([
    { label: 'Lake Orsel', value: 'The lake *froze* in 1956.' },
  ])
  expect(await offered('q=&language=tr')).toMatchObject([{ label: 'Orsel Gölü' }])
  expect(await offered('q=harbour&language=en')).toEqual([])
})

test('the preview shows the document in any format, with pictures that are still drafts', async () => {
  const path = await drafted(editor)
  const asset = (await readyPicture(desk.db, desk.blobs)).id
  const { pictures } = await (await editor.post(`${path}/story-pictures`, { asset })).json()
  const [{ draft }] = pictures
  await editor.post(`/desk/drafts/${draft}/alt-text`, { altText: 'A ferry' })
  const kept = JSON.stringify([{ kind: 'figure', item: draft, caption: [{ text: 'A ferry at the quay' }] }])
  const form = { headline: 'Ferry', body: 'Ferries crossed.\n\n[[picture 1]]', language: 'en', category: 'general' }
  await editor.post(path, { ...form, kept, revision: 1, do: 'save', priority: 4 })
  for (const format of ['ninjs', 'newsml-g2', 'nitf', 'iptc7901', 'newsml12', 'html', 'newsml29']) {
    const html = await editor.page(`${path}/preview?format=${format}`)
    expect(html, format).toContain('A ferry at the quay')
    expect(html).not.toContain(`&quot;${draft}`)
  }
  expect(await editor.page(`${path}/preview?format=nothing`)).toContain('<option value="text" selected')
})
