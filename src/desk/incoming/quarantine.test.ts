import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { arrived, ninjsStory, sourceNamed, worked } from '../../../test/kit/incoming.ts'

let desk: StartedDesk
let editor: Sitter
let source: string
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
  source = (await sourceNamed(desk, 'Lakeside Press')).id
})
afterAll(() => desk.stop())

const broken = (name: string) =>
  `<?xml version="1.0"?><nitf><head><title>${name}</title></head><body><body.content><p>It opens.`
const path = (raw: number) => `/desk/incoming/quarantine/${raw}`
const shown = (raw: number) => `/desk/incoming/quarantine?open=${raw}`

/** Hands in something that cannot be read. @returns its raw */
const failed = async (name: string): Promise<number> => {
  const { raw, items } = await arrived(desk, source, broken(name), { name: `${name}.xml` })
  expect(items).toEqual([])
  return raw
}

test('an empty quarantine says what will appear and that the queue goes on', async () => {
  expect(await editor.page('/desk/incoming/quarantine')).toContain('Nothing is in quarantine')
})

test('what cannot be read is counted in the tab and shown with its reason and its bytes as text', async () => {
  const raw = await failed('Unclosed')
  const html = await editor.page(shown(raw))
  expect(html).toMatch(/id="count-quarantine">1</u)
  expect(html).toContain('Unclosed.xml')
  expect(html).toContain('Why it could not be read')
  expect(html).toContain('&lt;body.content&gt;&lt;p&gt;It opens.')
})

test('trying again reads the same bytes; it is said that they are being read, and the reason returns', async () => {
  const raw = await failed('Again')
  const answer = await editor.post(`${path(raw)}/retry`)
  expect(answer.headers.get('location')).toBe(shown(raw))
  expect(await editor.page(shown(raw))).toContain('It is being read')
  await worked(desk, source)
  expect(await editor.page(shown(raw))).toContain('Why it could not be read')
})

test('a repaired text is read in place of what came, which is kept and can be fetched', async () => {
  const raw = await failed('Mended')
  const text = JSON.stringify(ninjsStory('https://lakeside.example/m', 'Mended at the desk'))
  expect((await editor.post(`${path(raw)}/repair`, { text })).status).toBe(303)
  await worked(desk, source)
  const html = await editor.page(shown(raw))
  expect(html).toContain('It has been read')
  expect(html).toContain('Show what was read in it')
  expect(html).toContain('By A editor')
  expect(await editor.page('/desk/incoming')).toContain('Mended at the desk')
  expect(await (await editor.get(`/desk/incoming/raw/${raw}`)).text()).toBe(broken('Mended'))
  expect(await (await editor.get(`/desk/incoming/raw/${raw}?repaired=1`)).text()).toBe(text)
})

test('who repairs a document is led to the item that was read in it', async () => {
  const { raw } = await arrived(desk, source, '{"uri": "https://lakeside.example/led", ')
  const text = JSON.stringify(ninjsStory('https://lakeside.example/led', 'Led to the lake'))
  const reading = sleep(200).then(() => worked(desk, source))
  const [answer] = await Promise.all([editor.post(`${path(raw)}/repair`, { text }), reading])
  const where = answer.headers.get('location') ?? ''
  expect(where).toMatch(/^\/desk\/incoming\?state=all&open=\d+$/)
  expect(await editor.page(where)).toContain('Led to the lake')
})

test('a repair without any text is refused beside the field, and nothing is read', async () => {
  const raw = await failed('Emptied')
  const answer = await editor.post(`${path(raw)}/repair`, { text: '  ' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Give it a text, or dismiss it')
  expect(await editor.page(shown(raw))).toContain('Why it could not be read')
})

test('a dismissed document leaves the list and stays where its address leads', async () => {
  const raw = await failed('Dismissed')
  await editor.post(`${path(raw)}/dismiss`)
  expect(await editor.page('/desk/incoming/quarantine')).not.toContain('Dismissed.xml')
  expect(await editor.page(shown(raw))).toContain('It was dismissed')
})

test('writers look, and do nothing: what is read again may go out by itself', async () => {
  const writer = await desk.sit('writer')
  const raw = await failed('Looked at')
  const html = await writer.page(shown(raw))
  expect(html).toContain('An editor decides what becomes of it')
  expect(html).not.toContain(`${path(raw)}/retry`)
  for (const act of ['retry', 'repair', 'dismiss']) {
    expect((await writer.post(`${path(raw)}/${act}`, { text: 'x' })).status, act).toBe(403)
    expect((await editor.postBare(`${path(raw)}/${act}`, { text: 'x' })).status, act).toBe(403)
  }
  expect(await editor.page(shown(raw))).toContain('Why it could not be read')
})
