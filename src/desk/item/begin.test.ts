import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { broadcasted, hidden, nextDraft, sentFrom, storyForm } from '../../../test/kit/drafting.ts'
import { draftOf } from '../../store/draft.ts'

let desk: StartedDesk
let editor: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
})
afterAll(() => desk.stop())

const idOf = (path: string): string => path.split('?')[0]?.split('/').at(-1) ?? ''
const stored = async (path: string) => {
  const draft = await draftOf(desk.db, idOf(path))
  if (draft === null) throw new Error(`no draft at ${path}`)
  return draft
}
const updated = async (item: string, body: string) => {
  const draft = await nextDraft(editor, item, 'update')
  await editor.post(draft, storyForm({ revision: 1, signal: 'update', body }))
  await sentFrom(await editor.post(`${draft}/send`, { revision: 2 }))
}
const begun = async (path: string, form = {}) => {
  const answer = await editor.post(path, form)
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

test('an old version is restored as the draft of an update, with its note, and undone with nothing left', async () => {
  const item = await broadcasted(editor, { body: 'First text.' })
  await updated(item, 'Second text.')
  expect(await editor.page(`${item}/compare?from=1&to=2`)).toContain('/versions/1/restore')
  const path = await begun(`${item}/versions/1/restore`)
  expect(await stored(path)).toMatchObject({ signal: 'update', item: idOf(item), fields: { body: 'First text.' } })
  expect((await stored(path)).note).toContain('Back to version 1')
  const html = await editor.page(path)
  const undone = await editor.post(`${path.split('?')[0]}/undo`, { event: hidden(html, 'event'), back: '/desk' })
  expect(undone.status).toBe(303)
  expect((await stored(path)).closedAt).not.toBeNull()
  expect((await editor.post(`${item}/versions/9/restore`)).status).toBe(404)
})

test('a draft in which somebody has written since is not undone', async () => {
  const item = await broadcasted(editor)
  const path = await begun(`${item}/duplicate`)
  const html = await editor.page(path)
  await editor.post(path.split('?')[0] ?? '', storyForm({ revision: 1, headline: 'Mine now' }))
  await editor.post(`${path.split('?')[0]}/undo`, { event: hidden(html, 'event'), back: '/desk' })
  expect((await stored(path)).closedAt).toBeNull()
})

test('a duplicate is a story of its own, in no group and no translation', async () => {
  const item = await broadcasted(editor, { headline: 'To be had twice', group: 'grp:one' })
  const draft = await stored(await begun(`${item}/duplicate`))
  expect(draft).toMatchObject({ item: null, signal: 'new', fields: { headline: 'To be had twice', group: '' } })
})

test('two versions stand side by side, word by word', async () => {
  const item = await broadcasted(editor, { body: 'Four boats sailed.' })
  await updated(item, 'Five boats sailed.')
  const html = await editor.page(`${item}/compare?from=1&to=2&view=side`)
  expect(html).toMatch(/class="diff-sides"/u)
  expect(html).toMatch(/<del>.*Four.*<\/del> boats/u)
  expect(html).toMatch(/<ins>.*Five.*<\/ins> boats/u)
})

test('a translation shows its original beside it, is linked to it, and is flagged when the original moves', async () => {
  const item = await broadcasted(editor, { headline: 'Ferries sail', body: 'The ferries sail again.' })
  expect((await editor.post(`${item}/translate`, { language: 'en' })).status).toBe(400)
  expect((await editor.post(`${item}/translate`, { language: 'xx' })).status).toBe(400)
  const path = (await begun(`${item}/translate`, { language: 'tr' })).split('?')[0] ?? ''
  const draft = await stored(path)
  expect(draft.fields).toMatchObject({ language: 'tr', headline: '', body: '', category: 'general' })
  expect(draft.fields.links).toContain(`translation-of ${idOf(item)} v1`)
  expect(await editor.page(path)).toContain('The ferries sail again.')
  const words = { headline: 'Feribotlar yolda', body: 'Feribotlar yeniden çalışıyor.', language: 'tr' }
  await editor.post(path, storyForm({ revision: 1, ...words, links: draft.fields.links ?? '' }))
  const turkish = await sentFrom(await editor.post(`${path}/send`, { revision: 2 }))
  expect(await editor.page(item)).toContain('Feribotlar yolda')
  expect(await editor.page(turkish)).not.toContain('The original is at version')
  await updated(item, 'The ferries sail again, slowly.')
  expect(await editor.page(item)).toContain('The original has moved on')
  expect(await editor.page('/desk')).toMatch(/mark-stale.*The original has moved on.*Feribotlar yolda/u)
  const html = await editor.page(turkish)
  expect(html).toContain('The original is at version 2; this translates version 1.')
  expect(html).toContain(`${item}/compare?from=1&amp;to=2`)
  const next = await begun(`${turkish}/drafts`, { signal: 'update', follow: 2 })
  expect((await stored(next)).fields.links).toContain(`translation-of ${idOf(item)} v2`)
  await editor.post(
    next,
    storyForm({
      revision: 1,
      signal: 'update',
      ...words,
      body: 'Yavaşça.',
      links: (await stored(next)).fields.links ?? '',
    }),
  )
  await sentFrom(await editor.post(`${next}/send`, { revision: 2 }))
  expect(await editor.page(turkish)).not.toContain('The original is at version')
})

test('the trail tells who sent, asked and wrote what; a flash grows by priorities that are proposed', async () => {
  const item = await broadcasted(editor, { priority: 1 })
  const bulletin = await nextDraft(editor, item, 'update')
  expect((await stored(bulletin)).fields.priority).toBe('2')
  await editor.post(bulletin, storyForm({ revision: 1, signal: 'update', priority: 2, body: 'A bulletin.' }))
  await sentFrom(await editor.post(`${bulletin}/send`, { revision: 2 }))
  expect((await stored(await nextDraft(editor, item, 'update'))).fields.priority).toBe('3')
  const html = await editor.page(item)
  expect(html).toContain('sent version 1')
  expect(html).toContain('sent version 2')
  expect(html).toContain('class="item-trail-steps"')
})
