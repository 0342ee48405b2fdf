import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { sentFrom, storyForm } from '../../../test/kit/drafting.ts'
import { arrived, ninjsStory, post, sourceNamed } from '../../../test/kit/incoming.ts'

let desk: StartedDesk
let editor: Sitter
let writer: Sitter
let source: string
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
  writer = await desk.sit('writer')
  source = (await sourceNamed(desk, 'Lakeside Press')).id
})
afterAll(() => desk.stop())

/** Hands in a story. @returns the id of what came in */
const came = async (uri: string, headline: string, parts: object = {}): Promise<number> => {
  const { items } = await arrived(desk, source, ninjsStory(uri, headline, parts))
  return items[0]?.id ?? 0
}
const open = (id: number, more = '') => `/desk/incoming?open=${id}${more}`
const incomingCount = (html: string) => /id="count-incoming">([^<]*)</u.exec(html)?.[1]

describe('what comes in', () => {
  test('an item waits in the list with its source, is counted everywhere, and is shown as it was read and as it came', async () => {
    const id = await came('https://lakeside.example/1', 'Ferry <b>sails</b> again')
    const html = await editor.page(open(id))
    expect(html).toContain('Lakeside Press')
    expect(html).toContain('Nobody was hurt.')
    expect(html).toContain('Take into a draft')
    expect(incomingCount(await writer.page('/desk'))).toBe('1')
    const raw = await editor.page(open(id, '&view=raw'))
    expect(raw).toContain('&quot;pubstatus&quot;:&quot;usable&quot;')
    expect(raw).not.toContain('<b>sails</b>')
  })

  test('the bytes are given as a file that no browser shows', async () => {
    const { raw } = await arrived(desk, source, '<html><script>alert(1)</script>', { name: '../../evil";x.html' })
    const answer = await editor.get(`/desk/incoming/raw/${raw}`)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="evil-x.html"')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect(await answer.text()).toBe('<html><script>alert(1)</script>')
  })

  test('a draft says that its source has taken the story back meanwhile', async () => {
    const id = await came('https://lakeside.example/back', 'Ferry sinks in the harbour')
    const draft = (await writer.post(`/desk/incoming/${id}/take`)).headers.get('location') ?? ''
    expect(await writer.page(draft)).not.toContain('Its source has sent more')
    const kill = await came('https://lakeside.example/back', 'Ferry sinks', { version: '2', pubstatus: 'canceled' })
    const html = await writer.page(draft)
    expect(html).toContain('Its source has sent more')
    expect(html).toContain(`open=${kill}`)
  })

  test('a story in a language of nobody here asks for one in its draft', async () => {
    const id = await came('https://lakeside.example/fr', 'Le lac est calme', { language: 'fr' })
    const draft = (await writer.post(`/desk/incoming/${id}/take`)).headers.get('location') ?? ''
    const html = await writer.page(draft)
    expect(/<select[^>]*name="language"[^>]*>\s*<option value=""/u.test(html)).toBe(true)
    expect(await writer.page(`${draft}?sheet=send`)).toContain('error-summary')
  })

  test('taking an item makes a draft with everything it says, once, whoever presses again', async () => {
    const id = await came('https://lakeside.example/2', 'Bridge opens to carts')
    const first = await writer.post(`/desk/incoming/${id}/take`)
    expect(first.status).toBe(303)
    const draft = first.headers.get('location') ?? ''
    const html = await writer.page(draft)
    expect(html).toContain('Bridge opens to carts')
    expect(html).toContain('Lakeside Press')
    expect((await editor.post(`/desk/incoming/${id}/take`)).headers.get('location')).toBe(draft)
    expect(await editor.page(open(id, '&state=taken'))).toContain('In a draft')
  })

  test('a newer version of what we have on the wire says so and becomes an update of it', async () => {
    const uri = 'https://lakeside.example/3'
    const id = await came(uri, 'Storm nears the coast')
    const draft = (await editor.post(`/desk/incoming/${id}/take`)).headers.get('location') ?? ''
    await editor.post(draft, storyForm({ revision: 1, headline: 'Storm nears the coast' }))
    const item = await sentFrom(await editor.post(`${draft}/send`, { revision: 2 }))
    const next = await came(uri, 'Storm has passed', { version: '2', versioncreated: '2026-11-23T10:00:00Z' })
    const html = await editor.page(open(next))
    expect(html).toContain('A newer version of a story that we have on the wire')
    expect(html).toContain(`href="${item}"`)
    expect(html).toContain('Take as an update')
    const update = (await editor.post(`/desk/incoming/${next}/take`)).headers.get('location') ?? ''
    const editing = await editor.page(update)
    expect(editing).toContain('Send the update…')
    expect(editing).toContain('Storm has passed')
  })

  test('what its source takes back is no draft: it leads to the story on the wire', async () => {
    const uri = 'https://lakeside.example/4'
    const id = await came(uri, 'Mayor resigns')
    const draft = (await editor.post(`/desk/incoming/${id}/take`)).headers.get('location') ?? ''
    await editor.post(draft, storyForm({ revision: 1, headline: 'Mayor resigns' }))
    const item = await sentFrom(await editor.post(`${draft}/send`, { revision: 2 }))
    const kill = await came(uri, 'Mayor resigns', {
      ...{ version: '2', pubstatus: 'canceled', versioncreated: '2026-11-23T11:00:00Z' },
    })
    const html = await editor.page(open(kill))
    expect(html).toContain('Its source takes back a story')
    expect(html).toContain(`${item}?sheet=kill`)
    expect(html).not.toContain(`/desk/incoming/${kill}/take`)
    expect((await editor.post(`/desk/incoming/${kill}/take`)).status).toBe(409)
  })

  test('dismissing goes on to the item below, and the dismissed one is among everything', async () => {
    const below = await came('https://lakeside.example/5', 'Below')
    const id = await came('https://lakeside.example/6', 'Dismiss me')
    const answer = await editor.post(`/desk/incoming/${id}/dismiss`)
    expect(answer.headers.get('location')).toBe(`/desk/incoming?open=${below}`)
    expect(await editor.page('/desk/incoming')).not.toContain('Dismiss me')
    expect(await editor.page('/desk/incoming?state=all')).toContain('Dismiss me')
  })

  test('what is held says why in words, in the list and beside it', async () => {
    const id = await came('https://lakeside.example/7', 'Budget talks', { pubstatus: 'perhaps' })
    const html = await editor.page(`/desk/incoming?state=held&open=${id}`)
    expect(html).toContain('Held: its status is not known')
    expect(html).toContain('Held until somebody has looked')
    expect(html).not.toContain('>Below<')
  })

  test('the list is narrowed by source and by words, pages on, and keeps what was chosen in the address', async () => {
    const other = (await sourceNamed(desk, 'Other wire')).id
    for (let i = 0; i < 52; i++) {
      await arrived(desk, other, ninjsStory(`https://other.example/${i}`, `Filler number ${i}`))
    }
    const first = await editor.page(`/desk/incoming?source=${other}`)
    expect(first).toContain('Filler number 51')
    expect(first).not.toContain('Budget talks')
    const older = (/href="(\/desk\/incoming\?[^"]*before=\d+[^"]*)"/u.exec(first)?.[1] ?? '').replaceAll('&amp;', '&')
    expect(older).toContain(`source=${other}`)
    const second = await editor.page(older)
    expect(second).toContain('Filler number 1<')
    expect(second).not.toContain('Filler number 51')
    const found = await editor.page('/desk/incoming?q=filler+17')
    expect(found).toContain('Filler number 17')
    expect(found).not.toContain('Filler number 18')
  })
})

describe('a post of a timeline', () => {
  test('is shown with author, time and address, and its later edit and deletion beside what it said', async () => {
    const first = (await arrived(desk, source, post('7001', 'The morning ferry leaves at seven.'))).items[0]?.id ?? 0
    const edit = post('7001', 'The morning ferry leaves at eight.', { edited_at: '2026-11-23T10:00:00.000Z' })
    const edited = (await arrived(desk, source, edit)).items[0]?.id ?? 0
    const was = await editor.page(open(first))
    expect(was).toContain('Orsel Harbour')
    expect(was).toContain('@harbour@posts.example')
    expect(was).toContain('https://posts.example/@harbour/7001')
    expect(was).toContain('Its author has edited it since')
    expect(was).toContain('leaves at seven')
    const now = await editor.page(open(edited))
    expect(now).toContain('leaves at eight')
    expect(now).toContain('Edited 23 Nov 2026')
    const deletion = {
      ...{ deleted: '7001', created_at: '2026-11-23T09:00:00.000Z', noticed_at: '2026-11-24T08:00:00.000Z' },
      uri: 'https://posts.example/users/harbour/statuses/7001',
      account: { acct: 'harbour', display_name: 'Orsel Harbour', url: 'https://posts.example/@harbour' },
    }
    await arrived(desk, source, deletion)
    expect(await editor.page(open(edited))).toContain('Deleted by its author; noticed 24 Nov 2026')
  })

  test('is cited in a new draft or one of one’s own: words, author, time, link and a line of sources, which go out with it', async () => {
    const id = (await arrived(desk, source, post('7002', 'The quay is closed.'))).items[0]?.id ?? 0
    const draft = (await editor.post(`/desk/incoming/${id}/cite`, { draft: '' })).headers.get('location') ?? ''
    const html = await editor.page(draft)
    expect(html).toContain('&gt; The quay is closed.')
    expect(html).toContain('Orsel Harbour (@harbour@posts.example), 23 Nov 2026')
    expect(html).toContain('@harbour@posts.example https://posts.example/@harbour/7002')
    const mine = await editor.page(open(id))
    expect(mine).toContain(`value="${draft.split('/').at(-1)}"`)
    const again = await editor.post(`/desk/incoming/${id}/cite`, { draft: draft.split('/').at(-1) ?? '' })
    expect(again.headers.get('location')).toBe(draft)
    const twice = await editor.page(draft)
    expect(twice.match(/&gt; The quay is closed\./gu)).toHaveLength(2)
    const body = (/name="body"[^>]*>([^<]*)</u.exec(twice)?.[1] ?? '').replaceAll('&gt;', '>')
    await editor.post(
      draft,
      storyForm({ revision: 2, body, sources: 'Harbour office https://harbour.example/\nCity hall' }),
    )
    const item = await sentFrom(await editor.post(`${draft}/send`, { revision: 3 }))
    const sent = await editor.page(item)
    expect(sent).toContain('<blockquote>')
    expect(sent).toMatch(/Source: <\/span>.*href="https:\/\/harbour\.example\/".*Harbour office.*City hall/su)
    const next = (await editor.post(`${item}/drafts`, { signal: 'update' })).headers.get('location') ?? ''
    expect(await editor.page(next)).toContain('Harbour office https://harbour.example/\nCity hall</textarea>')
  })
})

test('a draft of before the field of sources opens, is saved and sent', async () => {
  const id = 'dra_old0000001'
  const fields = JSON.stringify(storyForm({ headline: 'From before', kept: '' })).replace('"kept":""', '"kept":[]')
  await desk.db`
    insert into draft (id, signal, document, note, line, author_id, updated_by)
    select ${id}, 'new', ${fields}::text::jsonb - 'sources', '', '', p.id, p.id from person p where p.email = 'editor@meridian.example'`
  expect(await editor.page(`/desk/drafts/${id}`)).toContain('From before')
  expect((await editor.post(`/desk/drafts/${id}`, storyForm({ revision: 1, headline: 'Changed' }))).status).toBe(303)
  await sentFrom(await editor.post(`/desk/drafts/${id}/send`, { revision: 2 }))
})

test('nobody who is not signed in sees or does anything, and every form needs its token', async () => {
  const nobody = await desk.sit('nobody')
  const id = await came('https://lakeside.example/9', 'Only for us')
  for (const path of [
    '/desk/incoming',
    open(id),
    '/desk/incoming/quarantine',
    '/desk/incoming/raw/1',
    '/desk/sources',
  ]) {
    expect((await nobody.get(path)).status, path).toBe(302)
  }
  expect((await nobody.get('/desk/incoming/live', { accept: 'text/event-stream' })).status).toBe(401)
  for (const act of ['take', 'dismiss', 'cite']) {
    expect((await nobody.post(`/desk/incoming/${id}/${act}`)).status, act).toBe(401)
    expect((await editor.postBare(`/desk/incoming/${id}/${act}`)).status, act).toBe(403)
  }
  expect(await editor.page('/desk/incoming')).toContain('Only for us')
})

test('addresses that lead nowhere are answered as such', async () => {
  for (const path of ['/desk/incoming/raw/999999', '/desk/incoming/raw/x', '/desk/sources/src_none']) {
    expect((await (await desk.sit('admin')).get(path)).status, path).toBe(404)
  }
  expect((await editor.post('/desk/incoming/999999/take')).status).toBe(404)
  expect(await editor.page('/desk/incoming?open=999999')).toContain('This item is no longer here')
})
