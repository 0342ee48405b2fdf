import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { openTab } from '../../../test/kit/writing.ts'
import { draftOf } from '../../store/draft.ts'
import { draftEvents } from '../../store/draft-event.ts'
import { formerTexts } from '../../store/draft-text.ts'

let desk: StartedDesk
let editor: Sitter
let writer: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
  writer = await desk.sit('writer')
})
afterAll(() => desk.stop())

const headlineOf = async (id: string) => (await draftOf(desk.db, id))?.fields.headline

describe('saving by itself', () => {
  test('the first save begins the draft, each further one is a revision, and one that changes nothing is none', async () => {
    const tab = await openTab(desk.app, editor, { tab: 'a' })
    const first = await tab.save(0, { headline: 'One' })
    expect(first.status).toBe(200)
    expect(await first.json()).toMatchObject({ revision: 1, writes: true, savedBy: 'A editor' })
    expect(await (await tab.save(1, { headline: 'Two' })).json()).toMatchObject({ revision: 2 })
    // An answer that was lost: the same again, from the revision before.
    expect(await (await tab.save(1, { headline: 'Two' })).json()).toMatchObject({ revision: 2 })
    expect(await headlineOf(tab.id)).toBe('Two')
  })

  test('another text over an old revision is refused with what stands now, and changes nothing', async () => {
    const tab = await openTab(desk.app, editor, { tab: 'a' })
    await tab.save(0, { headline: 'One' })
    await tab.save(1, { headline: 'Two' })
    const answer = await tab.save(1, { headline: 'Three' })
    expect(answer.status).toBe(409)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({
      now: { revision: 2, writes: true, fields: { headline: 'Two' } },
      isAside: false,
    })
    expect(await headlineOf(tab.id)).toBe('Two')
  })

  test('bad input is refused by the name of the field', async () => {
    const tab = await openTab(desk.app, editor, { tab: 'a' })
    const noRevision = await tab.post('autosave', { fields: {} })
    expect(noRevision.status).toBe(400)
    expect(await noRevision.json()).toMatchObject({ field: 'revision' })
    const kept = await tab.save(0, { kept: JSON.stringify([{ kind: 'script' }]) })
    expect(kept.status).toBe(400)
    expect(await draftOf(desk.db, tab.id)).toBeNull()
    expect((await tab.save(7, {})).status).toBe(404)
  })

  test('blocks that come with the text are kept with it', async () => {
    const tab = await openTab(desk.app, editor, { tab: 'a' })
    const kept = [{ kind: 'table', header: true, rows: [[[{ text: 'a' }]]] }]
    await tab.save(0, { body: '[[table 1: a]]', kept: JSON.stringify(kept) })
    expect((await draftOf(desk.db, tab.id))?.fields.kept).toEqual(kept)
    expect(await editor.page(`/desk/drafts/${tab.id}`)).toContain('&quot;kind&quot;:&quot;table&quot;')
  })
})

describe('two people', () => {
  test('one writes, the other reads and is told who; what the other types all the same is put aside', async () => {
    const mine = await openTab(desk.app, editor, { tab: 'a' })
    await mine.save(0, { headline: 'Mine' })
    const theirs = await openTab(desk.app, writer, { tab: 'b', draft: mine.id })
    const now = await (await theirs.post('presence')).json()
    expect(now).toMatchObject({
      writes: false,
      writer: { name: 'A editor', isMe: false },
      fields: { headline: 'Mine' },
    })
    const refused = await theirs.save(1, { headline: 'Theirs' })
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ isAside: true })
    expect(await headlineOf(mine.id)).toBe('Mine')
    expect((await formerTexts(desk.db, mine.id)).map(each => [each.kind, each.fields.headline])).toEqual([
      ['aside', 'Theirs'],
    ])
  })

  test('taking over loses nothing: what was saved stands, what comes late is put aside and can be put in, and the trail tells', async () => {
    const mine = await openTab(desk.app, editor, { tab: 'a' })
    await mine.save(0, { headline: 'Mine' })
    const theirs = await openTab(desk.app, writer, { tab: 'b', draft: mine.id })
    expect(await (await theirs.post('take-over')).json()).toMatchObject({ writes: true, fields: { headline: 'Mine' } })
    expect((await mine.save(1, { headline: 'Mine, the end' })).status).toBe(409)
    expect((await theirs.save(1, { headline: 'Theirs' })).status).toBe(200)
    const events = await draftEvents(desk.db, [mine.id])
    expect(events.find(each => each.kind === 'taken-over')).toMatchObject({
      detail: { from: 'A editor' },
      person: { name: 'A writer' },
    })
    const texts = await formerTexts(desk.db, mine.id)
    expect(texts.map(each => [each.kind, each.fields.headline])).toEqual([
      ['kept', 'Mine'],
      ['aside', 'Mine, the end'],
    ])
    const html = await editor.page(`/desk/drafts/${mine.id}/texts`)
    expect(html).toContain('Put it in')
    const aside = texts[1]?.id
    // While somebody else writes, nobody puts anything in from the side.
    expect((await editor.post(`/desk/drafts/${mine.id}/texts/${aside}/restore`, { revision: 2 })).status).toBe(409)
    await theirs.post('leave')
    expect((await editor.post(`/desk/drafts/${mine.id}/texts/${aside}/restore`, { revision: 2 })).status).toBe(303)
    expect(await headlineOf(mine.id)).toBe('Mine, the end')
    expect((await formerTexts(desk.db, mine.id))[0]).toMatchObject({ kind: 'kept', fields: { headline: 'Theirs' } })
  })

  test('a second process knows who writes', async () => {
    const other = await desk.beside()
    const mine = await openTab(desk.app, editor, { tab: 'a' })
    await mine.save(0, { headline: 'Mine' })
    const theirs = await openTab(other.app, writer, { tab: 'b', draft: mine.id })
    expect(await (await theirs.post('presence')).json()).toMatchObject({ writes: false, writer: { name: 'A editor' } })
    await mine.post('leave')
    expect(await (await theirs.post('presence')).json()).toMatchObject({ writes: true, writer: null })
  })

  test('open pages are told of every letter', async () => {
    const mine = await openTab(desk.app, editor, { tab: 'a' })
    await mine.save(0, { headline: 'One' })
    const stream = await writer.get(`/desk/drafts/${mine.id}/live?tab=b&revision=1`, { accept: 'text/event-stream' })
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const until = async (words: string) => {
      while (!heard.includes(words)) heard += (await reader?.read())?.value ?? ''
    }
    await until('"revision":1')
    await mine.save(1, { headline: 'Two', body: 'A letter' })
    await until('A letter')
    await reader?.cancel()
  })
})

describe('what is no longer open', () => {
  test('a scheduled draft is not saved over, by script or by form', async () => {
    const tab = await openTab(desk.app, editor, { tab: 'a' })
    await tab.save(0, { headline: 'As confirmed' })
    await desk.db`update draft set stage = 'scheduled', send_at = clock_timestamp() + interval '1 hour', send_filing = '{}' where id = ${tab.id}`
    const answer = await tab.save(1, { headline: 'Other' })
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ now: { stage: 'scheduled', writes: false }, isAside: true })
    expect((await editor.post(`/desk/drafts/${tab.id}`, { revision: 1, headline: 'Other' })).status).toBe(409)
    expect(await headlineOf(tab.id)).toBe('As confirmed')
  })

  test('what is typed into a draft that was thrown away is put aside', async () => {
    const tab = await openTab(desk.app, editor, { tab: 'a' })
    await tab.save(0, { headline: 'One' })
    await editor.post(`/desk/drafts/${tab.id}/discard`)
    expect(await (await tab.save(1, { headline: 'Two' })).json()).toMatchObject({
      now: { closed: 'discarded' },
      isAside: true,
    })
    expect((await formerTexts(desk.db, tab.id)).map(each => each.fields.headline)).toEqual(['Two'])
  })

  test('nobody saves without being signed in', async () => {
    const tab = await openTab(desk.app, editor, { tab: 'a' })
    const bare = await desk.app.request(`/desk/drafts/${tab.id}/autosave`, { method: 'POST', body: '{}' })
    expect(bare.status).toBe(401)
  })
})
