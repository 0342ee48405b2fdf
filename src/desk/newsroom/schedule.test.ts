import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { broadcasted, drafted, nextDraft } from '../../../test/kit/drafting.ts'
import { sendScheduled } from '../../jobs/schedules.ts'
import { draftOf } from '../../store/draft.ts'
import { draftEvents } from '../../store/draft-event.ts'
import { dueDrafts } from '../../store/draft-schedule.ts'
import { createLog } from '../../telemetry.ts'
import { publish } from '../../wire/publish.ts'
import { draftKey, readSending } from '../../wire/send-draft.ts'

const log = createLog('fatal')
const now = new Date('2026-11-23T09:00:00Z')
let desk: StartedDesk
let editor: Sitter
beforeEach(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
  desk.setClock(now)
})
afterEach(() => desk.stop())

const idOf = (path: string): string => path.split('/').at(-1) ?? ''
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const run = (publisher = desk.publisher) => sendScheduled(publisher, log)
const entries = async (): Promise<number> => {
  const [row] = await desk.db<{ count: number }[]>`select count(*)::int as count from entry`
  return row?.count ?? 0
}
/** Schedules a draft for 12:30 in Istanbul, half an hour from now. */
const scheduled = async (path: string, form = {}): Promise<Response> =>
  editor.post(`${path}/schedule`, { revision: 1, date: '2026-11-23', time: '12:30', ...form })

describe('a scheduled draft', () => {
  test('goes out at its time and not before, once, with its trail', async () => {
    const path = await drafted(editor)
    expect(await editor.page(`${path}/schedule?date=2026-11-23&time=12:30`)).toContain(
      'Monday, 23 November 2026, 12:30 (UTC+03:00)',
    )
    expect((await scheduled(path)).headers.get('location')).toMatch(/^\/desk\/schedule\?done=\d+$/u)
    expect(await editor.page('/desk/schedule')).toContain('in 30 min')
    await run()
    expect(await entries()).toBe(0)
    desk.setClock(at(30))
    await run()
    await run()
    expect(await entries()).toBe(1)
    const draft = await draftOf(desk.db, idOf(path))
    expect(draft).toMatchObject({ sentSeq: 1, closedAt: expect.any(Date) })
    const events = await draftEvents(desk.db, [idOf(path)])
    expect(events.map(each => [each.kind, each.person?.name ?? null])).toEqual([
      ['begun', 'A editor'],
      ['scheduled', 'A editor'],
      ['sent', null],
    ])
  })

  test('that two processes send at the same moment is on the wire once', async () => {
    const path = await drafted(editor)
    await scheduled(path)
    const beside = await desk.beside()
    desk.setClock(at(31))
    await Promise.all([run(), run(beside.publisher)])
    expect(await entries()).toBe(1)
  })

  test('whose process ended between sending and noting it is noted later and sent no second time', async () => {
    const path = await drafted(editor)
    await scheduled(path)
    desk.setClock(at(30))
    const [due] = await dueDrafts(desk.db, at(30))
    const { filing, type, item, expects, draft } = readSending(due?.sending)
    await publish(desk.publisher, { filing, type, item, expects, key: draftKey(draft) })
    expect((await draftOf(desk.db, idOf(path)))?.closedAt).toBeNull()
    await run()
    expect(await entries()).toBe(1)
    expect((await draftOf(desk.db, idOf(path)))?.sentSeq).toBe(1)
  })

  test('that was due while the server was down goes out at once and is said to be late', async () => {
    const path = await drafted(editor)
    await scheduled(path)
    desk.setClock(at(95))
    await run()
    expect(await entries()).toBe(1)
    await desk.db`update draft set closed_at = ${at(95)} where id = ${idOf(path)}`
    expect(await editor.page('/desk/schedule')).toContain('Sent 1 h 5 min late')
  })

  test('goes out as it was confirmed, its embargo with it', async () => {
    const path = await drafted(editor, { embargo: 'until', embargoUntil: '2026-11-23T18:00' })
    await scheduled(path)
    desk.setClock(at(30))
    await run()
    const [row] = await desk.db<{ until: Date }[]>`select embargo_until as until from item`
    expect(row?.until.toISOString()).toBe('2026-11-23T15:00:00.000Z')
  })

  test('whose item has moved is ready again, and who scheduled it is told until they look', async () => {
    const item = await broadcasted(editor)
    const path = await nextDraft(editor, item, 'update')
    await scheduled(path)
    const other = await nextDraft(editor, item, 'update')
    expect((await editor.post(`${other}/send`, { revision: 1 })).status).toBe(303)
    desk.setClock(at(30))
    await run()
    expect(await entries()).toBe(2)
    expect(await draftOf(desk.db, idOf(path))).toMatchObject({ stage: 'ready', sendAt: null, closedAt: null })
    expect(await editor.page('/desk')).toContain('Not sent: Ferry service')
    expect(await editor.page(`${path}/trail`)).toContain('has a newer version')
    expect(await editor.page('/desk')).not.toContain('Not sent: Ferry service')
  })

  test('may be taken off the schedule, and that undone', async () => {
    const path = await drafted(editor)
    await scheduled(path)
    const off = await editor.post(`${path}/unschedule`)
    const event = /done=(\d+)/u.exec(off.headers.get('location') ?? '')?.[1] ?? ''
    expect((await draftOf(desk.db, idOf(path)))?.stage).toBe('ready')
    await editor.post(`${path}/undo`, { event })
    expect(await draftOf(desk.db, idOf(path))).toMatchObject({ stage: 'scheduled', sendAt: at(30) })
  })

  test('that is thrown away and put back goes out no more by itself', async () => {
    const path = await drafted(editor)
    await scheduled(path)
    await editor.post(`${path}/discard`)
    await editor.post(`${path}/reopen`)
    desk.setClock(at(60))
    await run()
    expect(await entries()).toBe(0)
    expect((await draftOf(desk.db, idOf(path)))?.stage).toBe('ready')
  })
})

describe('what cannot be scheduled is refused by name', () => {
  test('a time that is past, no time at all, and a story that is not finished', async () => {
    const path = await drafted(editor)
    const past = await scheduled(path, { time: '11:59' })
    expect([past.status, await past.text()]).toEqual([422, expect.stringContaining('This time is past')])
    expect(await (await scheduled(path, { time: '6 pm' })).text()).toContain('Not a day and time')
    const empty = await drafted(editor, { headline: '' })
    expect((await scheduled(empty)).status).toBe(422)
    expect(await dueDrafts(desk.db, at(10_000))).toEqual([])
  })

  test('an embargo that ends before', async () => {
    const path = await drafted(editor, { embargo: 'until', embargoUntil: '2026-11-23T12:20' })
    expect(await (await scheduled(path)).text()).toContain('The embargo ends before it would go out')
  })

  test('a draft that was saved between the look and the confirmation', async () => {
    const path = await drafted(editor)
    expect((await scheduled(path, { revision: 7 })).status).toBe(409)
  })

  test('whoever may not broadcast', async () => {
    const writer = await desk.sit('writer')
    const path = await drafted(writer)
    const answer = await writer.post(`${path}/schedule`, { revision: 1, date: '2026-11-23', time: '12:30' })
    expect(answer.status).toBe(403)
  })
})
