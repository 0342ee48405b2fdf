import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, sitAt, startedDesk } from '../../../test/kit/desk.ts'
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

const came = async (uri: string, headline: string): Promise<number> =>
  (await arrived(desk, source, ninjsStory(uri, headline))).items[0]?.id ?? 0

test('a page of another process sees what comes in, what a colleague decides, and the count', async () => {
  const elsewhere = await sitAt((await desk.beside()).app, 'writer')
  const after = Date.now()
  const seen = read(await elsewhere.get(`/desk/incoming/live?after=${after}`), 'Came in now', 'id="count-incoming">1')
  const id = await came('https://lakeside.example/1', 'Came in now')
  expect(await seen).toMatch(/event: insert\ndata: .*Came in now/u)
  const decided = read(await elsewhere.get(`/desk/incoming/live?after=${after}&open=${id}`), 'In a draft', 'in-acts')
  await editor.post(`/desk/incoming/${id}/take`)
  // It no longer waits: its row is brought up to date, and so are the buttons beside the list.
  expect(await decided).toMatch(/event: replace\ndata: .*In a draft/u)
})

test('a page that comes back gets what it missed and nothing from before', async () => {
  await came('https://lakeside.example/2', 'From before')
  await desk.db`update intake_item set at = at - interval '1 hour', decided_at = decided_at - interval '1 hour'`
  const after = Date.now()
  await came('https://lakeside.example/3', 'Missed')
  const text = await read(await editor.get(`/desk/incoming/live?after=${after}`), 'Missed')
  expect(text).not.toContain('From before')
  expect(text).toMatch(/id: \d{13}\nevent: insert/u)
})

test('only what the filter shows comes in as new rows', async () => {
  const other = (await sourceNamed(desk, 'Other wire')).id
  const after = Date.now()
  const seen = read(await editor.get(`/desk/incoming/live?source=${other}&after=${after}`), 'Of the other')
  await came('https://lakeside.example/4', 'Of the first')
  await arrived(desk, other, ninjsStory('https://other.example/1', 'Of the other'))
  expect(await seen).not.toContain('Of the first')
})

test('the quarantine follows, with where the open document stands', async () => {
  const { raw } = await arrived(desk, source, '<?xml version="1.0"?><nitf>', { name: 'broken.xml' })
  const text = await read(
    await editor.get(`/desk/incoming/live?list=quarantine&open=${raw}`),
    'broken.xml',
    `id="raw-state-${raw}"`,
    'id="count-quarantine">1',
  )
  expect(text).toContain('event: replace')
  const after = read(await editor.get(`/desk/incoming/live?list=quarantine&open=${raw}`), 'It has been read')
  const story = JSON.stringify(ninjsStory('https://lakeside.example/5', 'Mended'))
  await editor.post(`/desk/incoming/quarantine/${raw}/repair`, { text: story })
  await worked(desk, source)
  expect(await after).toContain('Nothing is in quarantine')
})
