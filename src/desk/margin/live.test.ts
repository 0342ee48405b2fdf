import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { broadcasted, drafted, newDraftPath, storyForm } from '../../../test/kit/drafting.ts'
import { createSearchIndex } from '../../wire/search-index.ts'

let desk: StartedDesk
let editor: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
})
afterAll(() => desk.stop())

const marginOf = async (form: Parameters<typeof storyForm>[0], path = newDraftPath()) => {
  const answer = await editor.post(`${path}/margin`, storyForm(form))
  expect(answer.status).toBe(200)
  return answer.json()
}

test('who will get it is told of what is typed, before it is saved, and nothing is saved by asking', async () => {
  const path = newDraftPath()
  const margin = await marginOf({ priority: 2 }, path)
  expect(margin.reach).toContain('general-en')
  expect(margin.reach).toContain('Courier')
  expect((await editor.get(path)).status).toBe(404)
  expect((await marginOf({ category: '' })).reach).toContain('as soon as')
})

test('how they take it is counted by channel, of the last 30 days', async () => {
  expect((await marginOf({})).reach).toContain('Not seen for 30 days')
  const [{ id = '' } = {}] = await desk.db<{ id: string }[]>`select id from subscriber where name like 'Courier%'`
  for (const [n, kind] of ['stream', 'pull', 'pull'].entries())
    await desk.db`insert into consumer (id, subscriber_id, kind, name) values (${`con_x${n}`}, ${id}, ${kind}, ${`c${n}`})`
  const item = await broadcasted(editor)
  await desk.db`insert into act (kind, subscriber_id, actor, item_id, version) values ('view', ${id}, 'p', ${item.split('/').at(-1) ?? ''}, 1)`
  const { reach } = await marginOf({})
  for (const channel of ['Stream', 'Pull API', 'Portal'])
    expect(reach).toMatch(new RegExp(`${channel} <span[^>]*>1<`, 'u'))
  expect(reach).not.toContain('HAS')
  expect(reach).not.toContain('Not seen')
  await desk.db`update consumer set seen_at = now() - interval '31 days'`
  expect((await marginOf({})).reach).not.toContain('Stream')
})

test('the summary says whose it is and what the site will show; an empty one is cut, and can be taken as suggested', async () => {
  const body = Array.from(
    { length: 9 },
    (_, n) => `Paragraph ${n} tells of the ferry and the lake at some length.`,
  ).join('\n\n')
  const { summary } = await marginOf({ body })
  expect(summary).toContain('cut from the text')
  const suggestion = /data-summary="([^"]+)"/u.exec(summary)?.[1] ?? ''
  expect(suggestion).toContain('Paragraph 0 tells')
  expect((await marginOf({ body, summary: suggestion })).summary).toContain('As suggested')
  const own = await marginOf({ body, summary: 'Ferries are back.' })
  expect(own.summary).toContain('Your own words')
  expect(own.summary).toMatch(/ORSEL <\/strong>Ferries are back\./u)
  expect((await marginOf({ body, summary: 'Ferries are back. '.repeat(60) })).summary).toContain('it ends where shown')
  expect((await marginOf({ body: 'Short.' })).summary).toContain('the headline stands for it')
})

test('proposals are what stands in the text: names that went out before, topics by name, the place of the place line', async () => {
  await broadcasted(editor, {
    headline: 'Budget of the authority',
    people: 'Mayor of Orsel',
    organisations: 'Lake Authority https://register.example/9',
    keywords: 'quay',
  })
  const form = {
    dateline: 'İZMİR',
    language: 'tr',
    body: 'The MAYOR OF ORSEL told the lake authority about the flood on the quay.',
  }
  const { proposals } = await marginOf(form)
  const labels = (field: string) => proposals[field].map((each: { label: string }) => each.label)
  expect(labels('people')).toEqual(['Mayor of Orsel'])
  expect(proposals.organisations[0].value).toBe('Lake Authority https://register.example/9')
  expect(labels('subjects')).toContain('flood')
  expect(labels('places')).toEqual(['İzmir'])
  expect(labels('keywords')).toEqual(['ferry', 'lake', 'quay'])
  const index = await createSearchIndex({
    db: desk.db,
    onError: error => {
      throw error
    },
  })
  const links = async () => (await marginOf(form)).proposals.links.map((each: { label: string }) => each.label)
  await expect.poll(links, { timeout: 10_000 }).toEqual(['Budget of the authority'])
  await index.stop()
})

test('the clock at the place stands beside ours where they differ', async () => {
  desk.setClock(new Date('2026-11-23T09:00:00Z'))
  expect((await marginOf({ dateline: 'TOKYO' })).clock).toBe('Tokyo 18:00 · here 12:00')
  expect((await marginOf({ dateline: 'ANKARA' })).clock).toBe('')
  expect((await marginOf({ dateline: 'ORSEL' })).clock).toBe('')
  desk.setClock(null)
})

test('hints of the house style stand in the margin without scripts; what is set aside is kept with the draft', async () => {
  const body = 'The the ferry came.'
  const html = await editor.page(await drafted(editor, { body, bylines: 'Lake desk' }))
  expect(html).toContain('The same word twice')
  const aside = await drafted(editor, { body, bylines: 'Lake desk', dismissed: 'repeated-word The the' })
  expect(await editor.page(aside)).toContain('Nothing to look at')
  expect(await editor.page(aside)).toContain('name="dismissed" value="repeated-word The the"')
})

test('who may not draft and who names no draft is refused', async () => {
  expect((await editor.post('/desk/drafts/x/margin', storyForm())).status).toBe(404)
  const nobody = await desk.sit('nobody')
  expect((await nobody.post(`${newDraftPath()}/margin`, storyForm())).status).not.toBe(200)
})
