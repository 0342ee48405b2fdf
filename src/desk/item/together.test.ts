import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { broadcasted, drafted, newDraftPath, nextDraft, sentFrom, storyForm } from '../../../test/kit/drafting.ts'

let desk: StartedDesk
let editor: Sitter
let writer: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
  writer = await desk.sit('writer')
})
afterAll(() => desk.stop())

const entries = async () => (await desk.db<{ n: number }[]>`select count(*) as n from entry`)[0]?.n ?? 0

describe('two at once', () => {
  test('a save over a revision one has not seen is refused with both texts side by side', async () => {
    const path = await drafted(writer)
    const hers = storyForm({ revision: 1, headline: 'Her headline', body: 'The harbour office agreed.' })
    const his = storyForm({ revision: 1, headline: 'His headline', deck: 'His deck' })
    expect((await writer.post(path, hers)).status).toBe(303)
    const refused = await editor.post(path, his)
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(html).toContain('A writer saved this draft')
    expect(html).toContain('>His headline</textarea>')
    expect(html).toMatch(/<ins>.*Her.*<\/ins>/u)
    expect(html).toContain('name="revision" value="2"')
    expect(await editor.page(path)).toContain('>Her headline</textarea>')
    // Knowing both, he may save his.
    expect((await editor.post(path, { ...his, revision: 2 })).status).toBe(303)
    expect(await writer.page(path)).toContain('>His headline</textarea>')
  })

  test('the same save twice, as after a lost answer, is no conflict', async () => {
    const path = newDraftPath()
    const form = storyForm()
    const answers = await Promise.all([editor.post(path, form), editor.post(path, form)])
    expect(answers.map(each => each.status)).toEqual([303, 303])
    const [row] = await desk.db<
      { revision: number }[]
    >`select revision from draft where id = ${path.split('/').at(-1) ?? ''}`
    expect(row?.revision).toBe(1)
    expect((await editor.post(path, { ...form, headline: 'Once more' })).status).toBe(409)
    const changed = { ...form, headline: 'Again', revision: 1 }
    expect([await editor.post(path, changed), await editor.post(path, changed)].map(each => each.status)).toEqual([
      303, 303,
    ])
  })

  test('a draft that was sent meanwhile keeps what was typed as a draft of an update', async () => {
    const path = await drafted(writer)
    const item = await sentFrom(await editor.post(`${path}/send`, { revision: 1 }))
    const late = await writer.post(path, storyForm({ revision: 1, body: 'Typed too late.' }))
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('This draft was sent while you were writing')
    const kept = await writer.post(`${item}/drafts`, {
      ...storyForm({ body: 'Typed too late.' }),
      signal: 'update',
      from: path.split('/').at(-1) ?? '',
    })
    expect(await writer.page(kept.headers.get('location') ?? '')).toContain('>Typed too late.</textarea>')
  })

  test('a draft saved after the sheet was opened is not sent unseen', async () => {
    const path = await drafted(editor)
    await writer.post(path, storyForm({ revision: 1, headline: 'Changed behind the sheet' }))
    const before = await entries()
    const answer = await editor.post(`${path}/send`, { revision: 1 })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('The draft has changed since you opened this')
    expect(html).toContain('Changed behind the sheet')
    expect(await entries()).toBe(before)
  })

  test('a save between sending and closing goes on as a draft of its own', async () => {
    const { settleDraft } = await import('../../store/draft.ts')
    const path = await drafted(editor)
    const id = path.split('/').at(-1) ?? ''
    const item = await broadcasted(editor)
    await writer.post(path, storyForm({ revision: 1, headline: 'Saved in the last moment' }))
    const next = await settleDraft(desk.db, { id, revision: 1, seq: 1, item: item.split('/').at(-1) as never })
    expect(await editor.page(`/desk/drafts/${next}`)).toContain('>Saved in the last moment</textarea>')
  })
})

describe('once and only once', () => {
  test('a double click sends one story', async () => {
    const path = await drafted(editor)
    const before = await entries()
    const answers = await Promise.all([1, 2, 3].map(() => editor.post(`${path}/send`, { revision: 1 })))
    const items = await Promise.all(answers.map(sentFrom))
    expect(new Set(items).size).toBe(1)
    expect(await entries()).toBe(before + 1)
  })

  test('two editors who send the same draft send it once', async () => {
    const admin = await desk.sit('admin')
    const path = await drafted(editor)
    const before = await entries()
    const answers = await Promise.all([editor, admin].map(each => each.post(`${path}/send`, { revision: 1 })))
    expect(new Set(await Promise.all(answers.map(sentFrom))).size).toBe(1)
    expect(await entries()).toBe(before + 1)
  })

  test('a draft whose answer was lost in a crash leads to its story and cannot be sent again', async () => {
    const path = await drafted(editor)
    const item = await sentFrom(await editor.post(`${path}/send`, { revision: 1 }))
    const before = await entries()
    await desk.db`update draft set closed_at = null, sent_seq = null where id = ${path.split('/').at(-1) ?? ''}`
    const opened = await editor.get(path)
    expect(opened.status).toBe(302)
    expect(opened.headers.get('location')).toContain(item)
    await desk.db`update draft set closed_at = null, sent_seq = null, revision = 7 where id = ${path.split('/').at(-1) ?? ''}`
    expect(await sentFrom(await editor.post(`${path}/send`, { revision: 7 }))).toBe(item)
    expect(await entries()).toBe(before)
    expect(await editor.page('/desk/drafts?whose=all')).not.toContain(path)
  })

  test('a draft of an update whose story moved on is explained, loses no text, and is sent after a look', async () => {
    const item = await broadcasted(editor)
    const mine = await nextDraft(editor, item, 'update')
    await editor.post(mine, storyForm({ revision: 1, signal: 'update', body: 'My update.' }))
    const other = await nextDraft(writer, item, 'update')
    await writer.post(other, storyForm({ revision: 1, signal: 'update', body: 'Another update.' }))
    await sentFrom(await editor.post(`${other}/send`, { revision: 2 }))
    const refused = await editor.post(`${mine}/send`, { revision: 2 })
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(html).toContain('The story has moved on since this draft was begun')
    expect(html).toContain('compare?from=1&amp;to=2')
    expect(html).toContain('>My update.</textarea>')
    const [head] = await desk.db<
      { seq: number }[]
    >`select last_seq as seq from item where id = ${item.split('/').at(-1) ?? ''}`
    await editor.post(`${mine}/rebase`, { seq: head?.seq ?? 0 })
    expect(await sentFrom(await editor.post(`${mine}/send`, { revision: 2 }))).toBe(item)
    expect(await editor.page(item)).toContain('My update.')
  })
})
