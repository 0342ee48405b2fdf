import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { broadcasted, drafted } from '../../../test/kit/drafting.ts'

let desk: StartedDesk
let editor: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
})
afterAll(() => desk.stop())

const found = async (q: string) => {
  const answer = await editor.get(`/desk/find?${new URLSearchParams({ q })}`, { accept: 'application/json' })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { drafts: { href: string; text: string }[]; items: { href: string; text: string }[] }
}

test('without words it offers what was begun and sent last; with words the drafts and items that have them', async () => {
  const draft = await drafted(editor, { headline: 'Vineyards of Kalan', body: 'Grapes.' })
  const item = await broadcasted(editor, { headline: 'Ferry to Orsel', body: 'A ferry.' })
  const all = await found('')
  expect(all.drafts[0]).toMatchObject({ href: draft, text: 'Vineyards of Kalan' })
  expect(all.items[0]).toMatchObject({ href: item, text: 'Ferry to Orsel', lang: 'en' })
  expect((await found('KALAN')).drafts.map(each => each.href)).toEqual([draft])
  const nothing = await found('zzqqy')
  expect(nothing).toEqual({ drafts: [], items: [] })
  expect((await found("' | & !(")).drafts).toEqual([])
})

test('stands closed on every page of the desk and is fetched only when it is opened', async () => {
  const html = await editor.page('/desk/media')
  expect(html).toMatch(/<dialog class="palette"[^>]*data-src="\/assets\/palette\.[0-9a-f]{16}\.js"/u)
  expect(html).not.toMatch(/<script[^>]*palette/u)
  expect((await (await desk.sit('nobody')).get('/desk/find?q=x')).status).toBe(302)
})
