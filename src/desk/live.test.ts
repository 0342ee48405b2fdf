import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, sitAt, startedDesk } from '../../test/kit/desk.ts'
import { broadcasted, drafted } from '../../test/kit/drafting.ts'

let desk: StartedDesk
let editor: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
})
afterAll(() => desk.stop())

/** What comes over a stream until all of these stand in it. */
const read = async (answer: Response, ...wanted: string[]): Promise<string> => {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (reader !== undefined && !wanted.every(each => text.includes(each))) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`the stream ended without ${wanted}:\n${text}`)
    text += value
  }
  await reader?.cancel()
  return text
}

test('a page of another process sees drafts, stories and counts as they change', async () => {
  const elsewhere = await sitAt((await desk.beside()).app, 'writer')
  const answer = await elsewhere.get('/desk/live?after=0')
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const seen = read(answer, 'Begun on the other machine', 'event: insert', 'id="count-drafts"')
  await drafted(editor, { headline: 'Begun on the other machine' })
  await broadcasted(editor, { headline: 'Sent from the other machine' })
  expect(await seen).toMatch(/event: insert\ndata: .*Sent from the other machine/u)
})

test('a page that comes back gets what it missed, and only what its filter shows as new rows', async () => {
  const before = await editor.page('/desk')
  const after = /after="(\d+)"/u.exec(before)?.[1] ?? ''
  await broadcasted(editor, { headline: 'Missed in English' })
  await broadcasted(editor, { headline: 'Türkçe kaçan', language: 'tr' })
  const text = await read(await editor.get(`/desk/live?language=tr&after=${after}`), 'Türkçe kaçan')
  expect(text).not.toContain('Sent from the other machine')
  expect(text).toMatch(/event: replace\ndata: .*Missed in English/u)
  expect(text).toMatch(/event: insert\ndata: .*Türkçe kaçan/u)
})

test('a page whose reader has signed out is told so and gets nothing more', async () => {
  const leaver = await desk.sit('writer')
  const stream = await leaver.get('/desk/live?after=0')
  // Past its first round, which began while they were signed in.
  const isOpen = read(stream.clone(), 'id="count-enquiries"')
  const seen = read(stream, 'event: end', 'you have been signed out')
  await isOpen
  await leaver.post('/desk/sign-out')
  desk.setClock(new Date(Date.now() + 60_000))
  await broadcasted(editor, { headline: 'After the leaving' })
  expect(await seen).not.toContain('After the leaving')
  desk.setClock(null)
})

test('filters and pages stand in the address', async () => {
  for (let i = 0; i < 53; i++) await broadcasted(editor, { headline: `Page filler ${i}`, category: 'sports' })
  const first = await editor.page('/desk?category=sports&signal=new')
  expect(first).toContain('Page filler 52')
  expect(first).not.toContain('Page filler 2<')
  expect(first).not.toContain('Türkçe kaçan')
  const older = (/href="(\/desk\?[^"]*before=\d+)"/u.exec(first)?.[1] ?? '').replaceAll('&amp;', '&')
  expect(older).toContain('category=sports')
  const second = await editor.page(older)
  expect(second).toContain('Page filler 2<')
  expect(second).not.toContain('Page filler 3<')
  expect(second).not.toContain('<live-list')
  const newer = (/href="(\/desk\?[^"]*after=\d+)"/u.exec(second)?.[1] ?? '').replaceAll('&amp;', '&')
  const back = await editor.page(newer)
  expect(back).toContain('Page filler 52')
  expect(back).toContain('Page filler 3<')
})
