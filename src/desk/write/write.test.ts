import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { broadcasted, drafted, sentFrom } from '../../../test/kit/drafting.ts'

let desk: StartedDesk
let editor: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
})
afterAll(() => desk.stop())

const entries = async () => (await desk.db<{ n: number }[]>`select count(*) as n from entry`)[0]?.n ?? 0

describe('writing', () => {
  test('an empty desk says what will appear and how', async () => {
    const html = await editor.page('/desk')
    expect(html).toContain('Nothing on the wire yet')
    expect(html).toContain('No open drafts')
    expect(await editor.page('/desk/drafts?whose=mine')).toContain('You have no open drafts')
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
      '<li dir="auto">one</li>',
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
    expect(html).toContain('cut from the text, word for word.')
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
