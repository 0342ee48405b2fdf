import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../test/kit/desk.ts'
import { broadcasted, drafted, newDraftPath, nextDraft, sentFrom, storyForm } from '../../test/kit/drafting.ts'

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

describe('writing', () => {
  test('an empty desk says what will appear and how', async () => {
    const html = await editor.page('/desk')
    expect(html).toContain('Nothing on the wire yet')
    expect(html).toContain('No open drafts')
    expect(await editor.page('/desk/drafts')).toContain('You have no open drafts')
  })

  test('a draft may lack everything, keeps what was typed, and says on sending what is missing', async () => {
    const path = await drafted(editor, {
      headline: '',
      category: '',
      subjects: 'floods',
      embargo: 'until',
      body: '[[table 4]]',
      do: 'send',
    })
    const html = await (await editor.get(`${path}?sheet=send`)).text()
    for (const words of [
      'Give the story a headline',
      'Choose a category',
      'code and name',
      'a time that exists',
      '[[table 4]]',
    ]) {
      expect(html).toContain(words)
    }
    expect(html).toContain('5 things have to be put right')
    expect(html).not.toContain('<dialog class="sheet"')
    const refused = await editor.post(`${path}/send`, { revision: 1 })
    expect(refused.status).toBe(422)
    expect(await editor.page(path)).toContain('>floods</textarea>')
  })

  test('the sheet names how many get it, which products, and when the public sees it; the button says what happens', async () => {
    const path = await drafted(editor, { priority: 2 })
    const html = await editor.page(`${path}?sheet=send`)
    expect(html).toContain('Send to 1 subscriber<')
    expect(html).toContain('general-en')
    expect(html).toContain('flash')
    expect(html).toContain('Courier')
    expect(html).toContain('Headline and summary from')
  })

  test('what was saved is what is sent, word for word', async () => {
    const item = await broadcasted(editor, {
      body: 'First *word*.\n\n## Why\n\n- one\n- two\n\n> said\n\nSee [the list](https://a.example/?x=1&y=2).',
      bylines: 'Ines Tallow\nPiet Marrow',
      subjects: 'medtop:20000151 flood',
      deck: 'A deck',
      summary: 'My own summary.',
    })
    const html = await editor.page(item)
    for (const part of [
      '<em>word</em>',
      '<li>one</li>',
      'https://a.example/?x=1&amp;y=2',
      'Ines Tallow, Piet Marrow',
      'flood',
      'ferry, lake',
    ]) {
      expect(html).toContain(part)
    }
    expect(html).toContain('My own summary.')
  })

  test('a headline of 240 characters and a word of 60 letters are taken', async () => {
    const headline = `${'Harbour '.repeat(22)}${'x'.repeat(60)} end`
    expect(headline.length).toBe(240)
    const item = await broadcasted(editor, { headline })
    expect(await editor.page(item)).toContain(headline)
    const tooLong = await drafted(editor, { headline: 'x'.repeat(301) })
    const refused = await editor.post(`${tooLong}/send`, { revision: 1 })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('longer than the wire takes')
  })

  test('the preview shows the subscribers’ text and the public’s summary, and nothing is sent by it', async () => {
    const before = await entries()
    const long = Array.from(
      { length: 8 },
      (_, i) => `Paragraph ${i + 1} tells of the ferry and the lake at some length.`,
    )
    const path = await drafted(editor, { body: long.join('\n\n') })
    const html = await editor.page(`${path}/preview`)
    expect(html).toContain('ORSEL (DL) - Paragraph 1')
    expect(html).toContain('Cut from the text, word for word.')
    const teaser = /preview-teaser.*?<\/article>/su.exec(html)?.[0] ?? ''
    expect(teaser).toContain('Paragraph 1 tells')
    expect(teaser).not.toContain('Paragraph 8')
    expect(await entries()).toBe(before)
  })

  test('Arabic is drawn right to left on an English screen', async () => {
    const item = await broadcasted(editor, {
      language: 'ar',
      headline: 'ميناء قديرة يستقبل أول سفينة',
      body: 'قالت هيئة الميناء.',
    })
    expect(await editor.page(item)).toMatch(/lang="ar" dir="rtl"/u)
  })

  test('an embargo is in the agency’s zone, counts who waits, and past ones are refused', async () => {
    desk.setClock(new Date('2026-11-23T09:00:00Z'))
    const path = await drafted(editor, { embargo: 'until', embargoUntil: '2026-11-23T18:00' })
    const html = await editor.page(`${path}?sheet=send`)
    expect(html).toContain('Send under embargo to 0 subscribers now')
    expect(html).toContain('In full, when the embargo ends')
    const item = await sentFrom(await editor.post(`${path}/send`, { revision: 1 }))
    const [row] = await desk.db<
      { at: Date }[]
    >`select embargo_until as at from item where id = ${item.split('/').at(-1) ?? ''}`
    expect(row?.at.toISOString()).toBe('2026-11-23T15:00:00.000Z')
    const past = await drafted(editor, { embargo: 'until', embargoUntil: '2026-11-23T11:59' })
    expect(await (await editor.get(`${past}?sheet=send`)).text()).toContain('must end in the future')
    desk.setClock(null)
  })
})

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
    const { settleDraft } = await import('../store/draft.ts')
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
