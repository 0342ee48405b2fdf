import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, sitAt, startedDesk } from '../../../test/kit/desk.ts'
import { broadcasted, drafted, storyForm } from '../../../test/kit/drafting.ts'
import { draftOf } from '../../store/draft.ts'
import { draftEvents } from '../../store/draft-event.ts'

let desk: StartedDesk
let editor: Sitter
let admin: Sitter
let writer: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
  admin = await desk.sit('admin')
  writer = await desk.sit('writer')
})
afterAll(() => desk.stop())

const idOf = (path: string): string => path.split('/').at(-1) ?? ''
const stageOf = async (path: string) => (await draftOf(desk.db, idOf(path)))?.stage
const doneOf = (answer: Response): string => /done=(\d+)/u.exec(answer.headers.get('location') ?? '')?.[1] ?? ''

describe('stages', () => {
  test('a writer sends for review and takes back, an editor passes it; each is in the trail and can be undone', async () => {
    const path = await drafted(writer)
    await writer.post(`${path}/stage`, { to: 'review' })
    expect(await stageOf(path)).toBe('review')
    await writer.post(`${path}/stage`, { to: 'writing' })
    expect(await stageOf(path)).toBe('writing')
    await writer.post(`${path}/stage`, { to: 'review' })
    const passed = await editor.post(`${path}/stage`, { to: 'ready', back: '/desk/drafts?stage=review' })
    expect(passed.headers.get('location')).toMatch(/^\/desk\/drafts\?stage=review&done=\d+$/u)
    const told = await editor.page(passed.headers.get('location') ?? '')
    expect(told).toContain('From “For review” to “Ready”')
    await editor.post(`${path}/undo`, { event: doneOf(passed) })
    expect(await stageOf(path)).toBe('review')
    const kinds = (await draftEvents(desk.db, [idOf(path)])).map(each => each.kind)
    expect(kinds).toEqual(['begun', 'stage', 'stage', 'stage', 'stage', 'stage'])
  })

  test('a writer cannot pass a story, nor move one that is ready', async () => {
    const path = await drafted(writer)
    expect((await writer.post(`${path}/stage`, { to: 'ready' })).status).toBe(403)
    await editor.post(`${path}/stage`, { to: 'ready' })
    expect((await writer.post(`${path}/stage`, { to: 'writing' })).status).toBe(403)
    expect((await editor.post(`${path}/stage`, { to: 'scheduled' })).status).toBe(403)
    expect((await editor.post(`${path}/stage`, { to: 'printed' })).status).toBe(400)
  })

  test('sending back needs a word, which tells the writer, who has then seen it', async () => {
    const path = await drafted(writer, { headline: 'Sent back with a word' })
    await writer.post(`${path}/stage`, { to: 'review' })
    expect((await editor.post(`${path}/stage`, { to: 'writing' })).status).toBe(422)
    await editor.post(`${path}/stage`, { to: 'writing', why: 'Who says so?' })
    const today = await writer.page('/desk/today')
    expect(today).toContain('Who says so?')
    expect(today).toMatch(/id="count-today">\s*1/u)
    expect(await writer.page(`${path}/trail`)).toContain('Sent back to be written on')
    expect(await writer.page('/desk/today')).not.toMatch(/id="count-today">\s*1/u)
  })

  test('of two editors who move it at once one is told that the other was quicker', async () => {
    const path = await drafted(writer)
    await writer.post(`${path}/stage`, { to: 'review' })
    const answers = await Promise.all([
      editor.post(`${path}/stage`, { from: 'review', to: 'ready' }),
      admin.post(`${path}/stage`, { from: 'review', to: 'writing', why: 'Too long' }),
    ])
    const places = answers.map(each => each.headers.get('location') ?? '')
    expect(places.filter(each => each.includes('done='))).toHaveLength(1)
    const missed = places.find(each => each.includes('missed=')) ?? ''
    expect(await admin.page(missed)).toContain('Somebody was quicker')
    expect((await draftEvents(desk.db, [idOf(path)])).filter(each => each.kind !== 'begun')).toHaveLength(2)
  })

  test('what was done over something cannot be undone', async () => {
    const path = await drafted(writer)
    const first = await writer.post(`${path}/stage`, { to: 'review' })
    await editor.post(`${path}/stage`, { to: 'ready' })
    const answer = await writer.post(`${path}/undo`, { event: doneOf(first) })
    expect(answer.headers.get('location')).toContain('missed=')
    expect(await stageOf(path)).toBe('ready')
  })

  test('the buttons of the editor save first', async () => {
    const path = await drafted(writer)
    const answer = await writer.post(
      path,
      storyForm({ revision: 1, headline: 'With a later headline', do: 'stage-review' }),
    )
    expect(answer.headers.get('location')).toMatch(/done=\d+/u)
    expect(await draftOf(desk.db, idOf(path))).toMatchObject({
      stage: 'review',
      fields: { headline: 'With a later headline' },
    })
  })
})

describe('handing on', () => {
  test('a draft is given to somebody, seen among theirs, and that undone', async () => {
    const path = await drafted(writer, { headline: 'Given to an editor' })
    const answer = await writer.post(`${path}/assign`, { person: desk.accounts.editor.id })
    expect(await editor.page('/desk/drafts?whose=assigned')).toContain('Given to an editor')
    await writer.post(`${path}/undo`, { event: doneOf(answer) })
    expect(await editor.page('/desk/drafts?whose=assigned')).not.toContain('Given to an editor')
    expect((await writer.post(`${path}/assign`, { person: 'per_nobody' })).status).toBe(400)
  })

  test('a note names people without scripts, and a page of another process counts it', async () => {
    const elsewhere = await sitAt((await desk.beside()).app, 'admin')
    const path = await drafted(writer)
    await writer.post(`${path}/note`, { note: 'Can you look, @a admin?' })
    expect(await elsewhere.page('/desk/today')).toContain('Can you look, @a admin?')
    expect((await writer.post(`${path}/note`, { note: '  ' })).status).toBe(400)
  })
})

describe('desks', () => {
  test('what their people begin stands on them; writers do not divide the newsroom', async () => {
    expect((await writer.get('/desk/desks')).status).toBe(403)
    const made = await editor.post('/desk/desks', { name: 'Sports' })
    const id = (made.headers.get('location') ?? '').split('#')[1] ?? ''
    expect((await editor.post('/desk/desks', { name: ' sports ' })).status).toBe(422)
    await editor.post(`/desk/desks/${id}/members`, { member: [desk.accounts.writer.id, 'per_unknown'] })
    await drafted(writer, { headline: 'Begun on the sports desk' })
    await drafted(editor, { headline: 'Begun on no desk' })
    const queue = await editor.page(`/desk/drafts?desk=${id}`)
    expect(queue).toContain('Begun on the sports desk')
    expect(queue).not.toContain('Begun on no desk')
    const away = await drafted(editor, { headline: 'Moved to sports' })
    await editor.post(`${away}/desk`, { desk: id })
    expect(await editor.page(`/desk/drafts?desk=${id}`)).toContain('Moved to sports')
    await editor.post(`/desk/desks/${id}/close`)
    expect(await editor.page('/desk/drafts?desk=none')).toContain('Moved to sports')
    expect((await editor.post(`${away}/desk`, { desk: id })).status).toBe(400)
    await editor.post(`/desk/desks/${id}/open`)
    expect(await editor.page('/desk/desks')).toContain('Sports')
  })
})

describe('search', () => {
  test('finds drafts and the wire by words in any spelling of their letters', async () => {
    await drafted(editor, { headline: 'İSTANBUL VAPURU', language: 'tr', body: 'Kıyıda bekleyen yolcular' })
    await drafted(editor, { headline: 'ميناء قديرة', language: 'ar', body: 'قالت هيئة الميناء إن السفينة وصلت' })
    const item = await broadcasted(editor, { headline: 'Quincunx on the wire' })
    expect(await editor.page('/desk/search?q=istanbul+yolcu')).toContain('STANBUL VAPURU')
    expect(await editor.page(`/desk/search?q=${encodeURIComponent('هيئه السفينه')}`)).toContain('ميناء قديرة')
    expect(await editor.page(`/desk/search?q=${idOf(item)}`)).toContain('Quincunx on the wire')
    expect(await editor.page('/desk/search?q=istanbul&language=en')).toContain('Nothing found')
    expect(await editor.page('/desk/search?q=istanbul&kind=wire')).not.toContain('STANBUL VAPURU')
    expect(await editor.page('/desk/search')).toContain('Search drafts and the wire')
    expect(await editor.page('/desk/drafts?q=vapur')).toContain('STANBUL VAPURU')
  })

  test('what is saved is found at once, by its newest words alone', async () => {
    const path = await drafted(editor, { headline: 'Heliotrope' })
    expect(await editor.page('/desk/search?q=heliotrope')).toContain(path)
    await editor.post(path, storyForm({ revision: 1, headline: 'Marigold' }))
    expect(await editor.page('/desk/search?q=heliotrope')).not.toContain(path)
    expect(await editor.page("/desk/search?q=marigold'%3A*%26")).toContain(path)
  })
})

describe('templates', () => {
  test('a draft becomes one, is edited, begins a story, and is put out of use and back', async () => {
    const path = await drafted(editor, { headline: 'Markets at noon', group: 'g1' })
    const made = await editor.post(`${path}/template`)
    const template = made.headers.get('location') ?? ''
    expect(await editor.page(template)).toContain('value="Markets at noon"')
    await editor.post(template, {
      name: 'Markets',
      language: 'en',
      headline: 'Markets at …',
      body: 'The index stood at',
    })
    const begun = (await writer.post(`${template}/begin`)).headers.get('location') ?? ''
    expect(await draftOf(desk.db, idOf(begun))).toMatchObject({
      signal: 'new',
      fields: { headline: 'Markets at …', group: '' },
    })
    expect((await editor.post(template, { name: '' })).status).toBe(422)
    const gone = await editor.post(`${template}/close`)
    expect(await editor.page(gone.headers.get('location') ?? '')).toContain('Out of use: Markets')
    expect((await editor.get(template)).status).toBe(404)
    await editor.post(`${template}/open`)
    expect(await editor.page('/desk/templates')).toContain('Markets')
  })
})

test('pages of a queue follow one another with nothing twice and nothing left out', async () => {
  for (let i = 0; i < 60; i++) await drafted(admin, { headline: `Row of many ${i}.` })
  const seen = new Set<string>()
  let next: string | undefined = '/desk/drafts?whose=mine'
  while (next !== undefined) {
    const html: string = await admin.page(next)
    for (const [, row] of html.matchAll(/>(Row of many \d+\.)</gu)) {
      expect(seen.has(row ?? '')).toBe(false)
      seen.add(row ?? '')
    }
    next = /href="(\/desk\/drafts\?[^"]*after=[^"]*)" rel="next"/u.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(seen.size).toBe(60)
})

test('every page of the work is drawn with nothing in it', async () => {
  const empty = await startedDesk()
  const alone = await empty.sit('editor')
  for (const path of ['drafts', 'drafts?stage=scheduled', 'schedule', 'templates', 'desks', 'today', 'search']) {
    expect((await alone.get(`/desk/${path}`)).status, path).toBe(200)
  }
  await empty.stop()
})
