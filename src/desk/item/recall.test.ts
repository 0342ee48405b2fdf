import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { broadcasted, hidden, sentFrom } from '../../../test/kit/drafting.ts'
import { recordActs } from '../../store/act.ts'

let desk: StartedDesk
beforeAll(async () => {
  desk = await startedDesk()
})
afterAll(() => desk.stop())

test('a reader of the portal is silent until somebody of theirs has opened what the recall left', async () => {
  const editor = await desk.sit('editor')
  const path = await broadcasted(editor)
  const item = (path.split('/').at(-1) ?? '') as never
  const subscriber = desk.accounts.lantern.subscriber.id
  expect(await editor.page(path)).toContain('Nobody has the text yet')
  await recordActs(desk.db, [{ kind: 'copy', subscriber, actor: 'usr_a', item, version: 1 }])
  expect(await editor.page(path)).toContain('Copied in the portal')
  const sheet = await editor.page(`${path}?sheet=withhold`)
  expect(sheet).toContain('Copied in the portal')
  const form = { key: hidden(sheet, 'key'), seq: hidden(sheet, 'seq'), reason: 'legal', note: 'Being checked' }
  await sentFrom(await editor.post(`${path}/withhold`, form))
  const silent = await editor.page(path)
  expect(silent).toMatch(/recall-silent"><dt>Not told yet<\/dt><dd class="num">1</u)
  expect(silent).toContain('Legal')
  await recordActs(desk.db, [{ kind: 'view', subscriber, actor: 'usr_a', item, version: 2 }])
  expect(await editor.page(path)).toMatch(/recall-confirmed"><dt>Confirmed<\/dt><dd class="num">1</u)
})
