import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../test/kit/desk.ts'
import { broadcasted, drafted, storyForm } from '../../test/kit/drafting.ts'
import { enquiries, markEnquiryMailed, unmailedEnquiries } from '../store/enquiry.ts'

let desk: StartedDesk
const sitters: Record<string, Sitter> = {}
beforeAll(async () => {
  desk = await startedDesk()
  for (const role of ['writer', 'editor', 'admin', 'nobody'] as const) sitters[role] = await desk.sit(role)
})
afterAll(() => desk.stop())

const as = (role: string): Sitter => {
  const sitter = sitters[role]
  if (sitter === undefined) throw new Error(`nobody is ${role}`)
  return sitter
}
const entries = async () => (await desk.db<{ n: number }[]>`select count(*) as n from entry`)[0]?.n ?? 0

/** What can be done at the desk; each is given a draft and a story of its own. */
const acts: Record<string, (sitter: Sitter, at: { draft: string; item: string }) => Promise<Response>> = {
  save: (sitter, { draft }) => sitter.post(draft, storyForm({ revision: 1, headline: `Saved ${randomUUID()}` })),
  discard: (sitter, { draft }) => sitter.post(`${draft}/discard`),
  'begin an update': (sitter, { item }) => sitter.post(`${item}/drafts`, { signal: 'update' }),
  send: (sitter, { draft }) => sitter.post(`${draft}/send`, { revision: 1 }),
  advisory: (sitter, { item }) => sitter.post(`${item}/advisory`, { key: randomUUID(), seq: 0, note: 'x' }),
  withhold: (sitter, { item }) =>
    sitter.post(`${item}/withhold`, { key: randomUUID(), seq: 0, note: 'x', reason: 'legal' }),
  kill: (sitter, { item }) =>
    sitter.post(`${item}/kill`, { key: randomUUID(), seq: 0, note: 'x', reason: 'legal', confirm: 'yes' }),
}
const drafting = ['save', 'discard', 'begin an update']

test.each(Object.keys(acts))('%s: by role, whatever the screens offer', async name => {
  const act = acts[name]
  if (act === undefined) throw new Error(name)
  for (const role of ['nobody', 'writer', 'editor', 'admin']) {
    const at = { draft: await drafted(as('editor')), item: await broadcasted(as('editor')) }
    const before = await entries()
    const { status } = await act(as(role), at)
    const isAllowed = role !== 'nobody' && (role !== 'writer' || drafting.includes(name))
    if (!isAllowed) {
      expect(status, role).toBe(role === 'nobody' ? 401 : 403)
      expect(await entries(), role).toBe(before)
    } else if (name === 'advisory' || name === 'withhold') {
      // The form had seen nothing of the story: refused for that alone.
      expect(status, role).toBe(409)
    } else expect(status, role).toBe(303)
  }
})

test('a writer is offered no sending and told who does it', async () => {
  const [draft, item] = [await drafted(as('writer')), await broadcasted(as('editor'))]
  const html = await as('writer').page(draft)
  expect(html).not.toContain('value="send"')
  expect(html).toContain('An editor sends it')
  const page = await as('writer').page(item)
  expect(page).not.toContain('sheet=kill')
  expect(page).toContain('value="update"')
  expect((await as('writer').get(`${item}?sheet=kill`)).status).toBe(403)
})

test('nobody who is not signed in sees anything: pages lead to signing in and back, streams are refused', async () => {
  const item = await broadcasted(as('editor'))
  for (const path of ['/desk', '/desk/drafts', '/desk/new', item, `${item}/compare`, '/desk/enquiries']) {
    const answer = await as('nobody').get(path)
    expect(answer.status, path).toBe(302)
    expect(answer.headers.get('location'), path).toContain('/desk/sign-in')
  }
  expect((await as('nobody').get('/desk/live', { accept: 'text/event-stream' })).status).toBe(401)
})

test('every form without its token is refused, and changes nothing', async () => {
  const [draft, item] = [await drafted(as('editor')), await broadcasted(as('editor'))]
  const before = await entries()
  const posts = [
    draft,
    `${draft}/send`,
    `${draft}/discard`,
    `${item}/drafts`,
    `${item}/kill`,
    `${item}/release`,
    '/desk/enquiries/1/handled',
  ]
  for (const path of posts) {
    const answer = await as('editor').postBare(path, {
      ...storyForm({ revision: 1 }),
      confirm: 'yes',
      note: 'x',
      key: randomUUID(),
    })
    expect(answer.status, path).toBe(403)
  }
  expect(await entries()).toBe(before)
})

const attack = `"><script>alert(1)</script><img src=x onerror=alert(2)>'\`</textarea></title><svg onload=alert(3)>`
const isHarmless = (html: string) => {
  expect(html).not.toMatch(/<script>alert|<img src=x|<svg onload|<\/textarea><\/title>/iu)
  expect(html).not.toMatch(/href="javascript:/iu)
}

test('what is typed into any field is shown as text on every page', async () => {
  const sitter = as('editor')
  const fields = ['headline', 'deck', 'dateline', 'bylines', 'body', 'summary', 'keywords', 'group', 'note', 'line']
  const typed = Object.fromEntries(
    fields.map(name => [name, `${name === 'body' ? '[x](javascript:alert(4)) ' : ''}${attack}`]),
  )
  const short = { ...typed, dateline: attack.slice(0, 90), group: attack.slice(0, 90), keywords: attack.slice(0, 60) }
  const draft = await drafted(sitter, { ...short, subjects: 'medtop:20000151 "><script>alert(1)</script>' })
  for (const path of [draft, `${draft}?sheet=send`, `${draft}/preview`, '/desk', '/desk/drafts'])
    isHarmless(await sitter.page(path))
  const conflict = await sitter.post(draft, storyForm({ ...short, revision: 0, headline: `${attack} again` }))
  expect(conflict.status).toBe(409)
  isHarmless(await conflict.text())
  const sent = await sitter.post(`${draft}/send`, { revision: 1 })
  expect(sent.status).toBe(303)
  const item = (sent.headers.get('location') ?? '').split('?')[0] ?? ''
  const kill = await sitter.post(`${item}/kill`, { note: attack, line: attack, key: randomUUID(), seq: 1 })
  isHarmless(await kill.text())
  for (const path of [
    item,
    `${item}?sheet=kill`,
    `${item}/compare`,
    '/desk',
    '/desk?language="><script>alert(1)</script>',
  ])
    isHarmless(await sitter.page(path))
  const wrong = await drafted(sitter, {
    language: attack,
    category: attack,
    priority: attack,
    subjects: attack,
    embargo: attack,
    embargoUntil: attack,
  })
  isHarmless(await (await sitter.get(`${wrong}?sheet=send`)).text())
})

test('enquiries wait until somebody marks them as handled; mail takes those that have not been mailed', async () => {
  expect(await as('writer').page('/desk/enquiries')).toContain('No enquiries are waiting')
  await desk.db`
    insert into enquiry (organisation, name, email, country, message, language, about)
    values (${attack}, 'Ada', 'a@b.example', '', ${attack}, 'en', 'river-1001')`
  const html = await as('writer').page('/desk/enquiries')
  isHarmless(html)
  expect(html).toContain('mailto:a@b.example')
  const [waiting] = await unmailedEnquiries(desk.db, 10)
  expect(waiting?.name).toBe('Ada')
  await markEnquiryMailed(desk.db, { id: waiting?.id ?? 0, at: new Date() })
  expect(await unmailedEnquiries(desk.db, 10)).toEqual([])
  expect((await as('writer').post(`/desk/enquiries/${waiting?.id}/handled`)).status).toBe(303)
  expect(await as('editor').page('/desk/enquiries')).toContain('No enquiries are waiting')
  expect(await as('editor').page('/desk/enquiries?handled=1')).toContain('Handled by A writer')
  await as('editor').post(`/desk/enquiries/${waiting?.id}/reopened`)
  expect(await enquiries(desk.db, { isHandled: false, limit: 10 })).toHaveLength(1)
})

test('a draft that is thrown away can be put back', async () => {
  const draft = await drafted(as('writer'), { headline: 'Thrown away' })
  const gone = await as('writer').post(`${draft}/discard`)
  expect(await as('writer').page(gone.headers.get('location') ?? '')).toContain('Thrown away: Thrown away')
  expect((await as('writer').get(draft)).status).toBe(302)
  const late = await as('writer').post(draft, storyForm({ revision: 1, headline: 'Typed after that' }))
  expect(await late.text()).toContain('It was thrown away')
  await as('writer').post(`${draft}/reopen`)
  expect(await as('writer').page(draft)).toContain('>Thrown away</textarea>')
})
