import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, sitAt, startedDesk } from '../../../test/kit/desk.ts'
import { broadcasted, drafted, hidden, sentFrom } from '../../../test/kit/drafting.ts'

let desk: StartedDesk
let editor: Sitter
let admin: Sitter
let writer: Sitter
beforeAll(async () => {
  desk = await startedDesk({ secondPerson: ['flash', 'kill'] })
  editor = await desk.sit('editor')
  admin = await desk.sit('admin')
  writer = await desk.sit('writer')
})
afterAll(() => desk.stop())

const idOf = (path: string): string => path.split('/').at(-1) ?? ''
const signalsOf = async (item: string) => {
  const rows = await desk.db<{ signal: string }[]>`select signal from entry where item_id = ${idOf(item)} order by seq`
  return rows.map(each => each.signal)
}
const countEntries = async () => Number((await desk.db`select count(*)::int as n from entry`)[0]?.n)
const askedKill = async (by: Sitter, item: string) => {
  const html = await by.page(`${item}?sheet=kill`)
  const form = { key: hidden(html, 'key'), seq: hidden(html, 'seq') }
  const filled = {
    ...form,
    reason: 'inaccurate',
    note: 'It came from a drill',
    line: '',
    replacedBy: '',
    confirm: 'yes',
  }
  const answer = await by.post(`${item}/kill`, filled)
  return { look: answer.headers.get('location') ?? '', filled, status: answer.status }
}
const askedFlash = async (by: Sitter, headline = 'Dam at Orsel has given way') => {
  const path = await drafted(by, { headline, priority: 1 })
  const answer = await by.post(`${path}/send`, { revision: 1 })
  return { path, look: answer.headers.get('location') ?? '' }
}

describe('a kill', () => {
  test('waits for another person who may send it, with what goes out and to whom', async () => {
    const item = await broadcasted(editor)
    const { look, filled } = await askedKill(editor, item)
    expect(look).toMatch(/^\/desk\/looks\/slk_/u)
    expect(await signalsOf(item)).toEqual(['new'])
    expect((await editor.post(`${item}/kill`, filled)).headers.get('location')).toBe(look)
    expect((await askedKill(admin, item)).look).toBe(look)
    const own = await editor.page(look)
    expect(own).toContain('Withdraw')
    expect(own).not.toContain('/confirm"')
    const html = await admin.page(look)
    expect(html).toContain('It came from a drill')
    expect(html).toContain('Kill: tell 1 subscriber to remove it')
    expect(await admin.page('/desk')).toContain('A kill waits for a second person')
    expect(await writer.page('/desk')).not.toContain('A kill waits for a second person')
    for (const sitter of [editor, writer]) expect((await sitter.post(`${look}/confirm`, { seq: 0 })).status).toBe(403)
    await sentFrom(await admin.post(`${look}/confirm`, { seq: hidden(html, 'seq') }))
    expect(await signalsOf(item)).toEqual(['new', 'kill'])
    const [row] = await desk.db`select outcome, decided_by, sent_seq from second_look where id = ${idOf(look)}`
    expect(row).toMatchObject({ outcome: 'sent' })
  })

  test('of a story that moved meanwhile is looked at anew', async () => {
    const item = await broadcasted(editor)
    const { look } = await askedKill(editor, item)
    const seen = hidden(await admin.page(look), 'seq')
    const sheet = await editor.page(`${item}?sheet=advisory`)
    const form = { key: hidden(sheet, 'key'), seq: hidden(sheet, 'seq'), note: 'Pictures follow' }
    await sentFrom(await editor.post(`${item}/advisory`, form))
    const stale = await admin.post(`${look}/confirm`, { seq: seen })
    expect(stale.status).toBe(409)
    const html = await stale.text()
    expect(html).toContain('The story has moved on since this was asked')
    expect(await signalsOf(item)).toEqual(['new', 'advisory'])
    await sentFrom(await admin.post(`${look}/confirm`, { seq: hidden(html, 'seq') }))
    expect(await signalsOf(item)).toEqual(['new', 'advisory', 'kill'])
  })

  test('is refused with a note, which who asked reads, and is asked again', async () => {
    const item = await broadcasted(editor)
    const { look } = await askedKill(editor, item)
    expect((await admin.post(`${look}/refuse`, { note: ' ' })).status).toBe(422)
    expect((await admin.post(`${look}/refuse`, { note: 'It is true after all' })).status).toBe(303)
    expect(await editor.page(look)).toContain('It is true after all')
    expect((await admin.post(`${look}/confirm`, { seq: 0 })).headers.get('location')).toBe(look)
    expect(await signalsOf(item)).toEqual(['new'])
    const again = await askedKill(editor, item)
    expect(again.look).not.toBe(look)
    expect((await editor.post(`${again.look}/withdraw`)).status).toBe(303)
    expect(await admin.page('/desk')).not.toContain('A kill waits for a second person')
    expect(await signalsOf(item)).toEqual(['new'])
  })
})

describe('a flash', () => {
  test('from the editor waits, and goes out as it was frozen; what was saved since goes on as a draft', async () => {
    const { path, look } = await askedFlash(editor, 'Frozen line')
    expect(await admin.page(look)).toContain('Frozen line')
    expect(await editor.page(`${path}`)).toContain('Frozen line')
    const item = await sentFrom(await admin.post(`${look}/confirm`, { seq: '' }))
    expect(await signalsOf(item)).toEqual(['new'])
    expect(await admin.page(item)).toContain('A editor')
  })

  test('confirmed by two people at once, in two processes, it is one entry; refused at the same moment it is one or the other', async () => {
    const beside = await desk.beside()
    const other = await sitAt(beside.app, 'admin')
    const before = await countEntries()
    const { look } = await askedFlash(editor, 'Two at once')
    const answers = await Promise.all([admin, other].map(each => each.post(`${look}/confirm`, { seq: '' })))
    const items = await Promise.all(answers.map(sentFrom))
    expect(new Set(items).size).toBe(1)
    expect(await countEntries()).toBe(before + 1)
    const { look: next } = await askedFlash(editor, 'Yes and no')
    await Promise.all([admin.post(`${next}/confirm`, { seq: '' }), other.post(`${next}/refuse`, { note: 'No' })])
    const [row] = await desk.db`select outcome, sent_seq from second_look where id = ${idOf(next)}`
    expect(await countEntries()).toBe(before + (row?.outcome === 'sent' ? 2 : 1))
    expect(row?.sent_seq === null).toBe(row?.outcome === 'refused')
  })

  test('that a crash sent but did not note is not refused any more', async () => {
    const { look } = await askedFlash(editor, 'Half done')
    const before = await countEntries()
    await sentFrom(await admin.post(`${look}/confirm`, { seq: '' }))
    await desk.db`update second_look set decided_by = null, decided_at = null, outcome = null, sent_seq = null where id = ${idOf(look)}`
    const answer = await admin.post(`${look}/refuse`, { note: 'Too late' })
    await sentFrom(answer)
    const [row] = await desk.db`select outcome from second_look where id = ${idOf(look)}`
    expect(row?.outcome).toBe('sent')
    expect(await countEntries()).toBe(before + 1)
  })

  test('whose draft was thrown away waits for nobody; a later text takes the place of what waits', async () => {
    const gone = await askedFlash(editor, 'Thrown away')
    await editor.post(`${gone.path}/discard`)
    expect(await admin.page('/desk')).not.toContain('Thrown away')
    const before = await countEntries()
    await admin.post(`${gone.look}/confirm`, { seq: '' })
    expect(await countEntries()).toBe(before)
    expect((await admin.get('/desk/looks/slk_nothing')).status).toBe(404)
  })
})

test('a flash that is scheduled is looked at when it is scheduled, and goes on the schedule then', async () => {
  const path = await drafted(editor, { headline: 'At the hour', priority: 1 })
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  const answer = await editor.post(`${path}/schedule`, { revision: 1, date: day, time: '08:00' })
  const look = answer.headers.get('location') ?? ''
  expect(look).toMatch(/^\/desk\/looks\/slk_/u)
  expect(await admin.page(look)).toContain('Scheduled for')
  const before = await countEntries()
  expect((await admin.post(`${look}/confirm`, { seq: '' })).headers.get('location')).toBe(look)
  const [draft] = await desk.db`select stage, send_at from draft where id = ${idOf(path)}`
  expect(draft?.stage).toBe('scheduled')
  expect(await countEntries()).toBe(before)
})
