import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, startedDesk } from '../../../test/kit/desk.ts'
import { broadcasted, hidden, nextDraft, sentFrom, storyForm } from '../../../test/kit/drafting.ts'
import { recordActs } from '../../store/act.ts'

let desk: StartedDesk
let editor: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
})
afterAll(() => desk.stop())

const idOf = (path: string): string => path.split('/').at(-1) ?? ''
const sent = async (item: string) =>
  desk.db<
    { signal: string; version: number }[]
  >`select signal, version from entry where item_id = ${idOf(item)} order by seq`
const signalsOf = async (item: string) => (await sent(item)).map(each => each.signal)
/** The form of a sheet as it stands in the page. */
const sheetForm = async (item: string, act: string) => {
  const html = await editor.page(`${item}?sheet=${act}`)
  const reason = act === 'kill' || act === 'withhold' ? 'inaccurate' : ''
  return { key: hidden(html, 'key'), seq: hidden(html, 'seq'), reason, note: '', line: '', replacedBy: '' }
}
const holds = async (item: string) => {
  const subscriber = desk.accounts.lantern.subscriber.id
  await recordActs(desk.db, [{ kind: 'copy', subscriber, actor: 'usr_a', item: idOf(item) as never, version: 1 }])
}

describe('what follows a story', () => {
  test('an update and a correction: versions, notes, who and the difference word by word', async () => {
    const item = await broadcasted(editor, { body: 'The water stood at 4.2 metres.' })
    const update = await nextDraft(editor, item, 'update')
    await editor.post(
      update,
      storyForm({ revision: 1, signal: 'update', body: 'The water stood at 4.2 metres.\n\nMore.' }),
    )
    await sentFrom(await editor.post(`${update}/send`, { revision: 2 }))
    const correction = await nextDraft(editor, item, 'correction')
    const body = 'The water stood at 4.5 metres.\n\nMore.'
    const bare = await editor.post(correction, storyForm({ revision: 1, signal: 'correction', body, do: 'send' }))
    const html = await editor.page(bare.headers.get('location') ?? '')
    expect(html).toContain('Tell desks what was wrong')
    expect(html).toContain('Give readers one sentence')
    const told = { note: 'The height was wrong', line: 'An earlier version gave a wrong height.' }
    await editor.post(correction, storyForm({ revision: 2, signal: 'correction', body, ...told }))
    await sentFrom(await editor.post(`${correction}/send`, { revision: 3 }))
    expect(await signalsOf(item)).toEqual(['new', 'update', 'correction'])
    const page = await editor.page(item)
    expect(page).toContain('The height was wrong')
    expect(page).toContain('An earlier version gave a wrong height.')
    expect(page).toContain('A editor')
    const compared = await editor.page(`${item}/compare?from=2&to=3`)
    expect(compared).toMatch(/<del>.*4\.2.*<\/del><ins>.*4\.5.*<\/ins>/u)
    expect(await editor.page(`${item}/compare?from=1&to=1`)).toContain('have the same text')
  })

  test('tables and pictures of a story survive an update', async () => {
    const { publish } = await import('../../wire/publish.ts')
    const { parseFiling } = await import('../../wire/filing.ts')
    const { crops } = await import('../../../test/kit/stories.ts')
    const filing = parseFiling({ signal: 'new', content: crops, by: 'kit' })
    const { item } = await publish(desk.publisher, { filing, item: null, expects: null, key: null })
    const path = await nextDraft(editor, `/desk/items/${item}`, 'update')
    const html = await editor.page(path)
    const body = (/name="body"[^>]*>([^<]*)</u.exec(html)?.[1] ?? '')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
    expect(body).toContain('[[table 1: District Tonnes]]')
    await editor.post(path, storyForm({ ...{ revision: 1, signal: 'update', body }, note: 'Same again' }))
    await sentFrom(await editor.post(`${path}/send`, { revision: 2 }))
    const [row] = await desk.db<
      { document: string }[]
    >`select document from version where item_id = ${item} and number = 2`
    expect(JSON.parse(row?.document ?? '{}').content.body).toEqual(crops.body)
  })

  test('an advisory needs its note and leaves the text', async () => {
    const item = await broadcasted(editor)
    const form = await sheetForm(item, 'advisory')
    const refused = await editor.post(`${item}/advisory`, form)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Say why, in a sentence')
    await sentFrom(await editor.post(`${item}/advisory`, { ...form, note: 'Pictures follow at 11:00' }))
    expect(await editor.page(item)).toContain('Pictures follow at 11:00')
    expect(await editor.page(item)).toContain('Ferries crossed')
  })

  test('a withheld story offers a correction with its old text, a kill, and no update', async () => {
    const item = await broadcasted(editor)
    const form = await sheetForm(item, 'withhold')
    await sentFrom(await editor.post(`${item}/withhold`, { ...form, note: 'Being checked' }))
    const html = await editor.page(item)
    expect(html).toContain('Withheld until further notice')
    expect(html).toContain('value="correction"')
    expect(html).not.toContain('value="update"')
    expect((await editor.post(`${item}/drafts`, { signal: 'update' })).status).toBe(409)
    const draft = await nextDraft(editor, item, 'correction')
    expect(await editor.page(draft)).toContain('Ferries crossed')
  })
})

test('where the public has seen a story, and only there, a notice takes its place', async () => {
  const place = 'A notice takes the story’s place'
  const unseen = await broadcasted(editor)
  expect(await editor.page(`${unseen}?sheet=withhold`)).not.toContain(place)
  const item = await broadcasted(editor)
  await desk.db`update item set visible_from = first_at where id = ${idOf(item)}`
  await desk.db`update teaser set visible_from = published_at where item_id = ${idOf(item)}`
  expect(await editor.page(`${item}?sheet=withhold`)).toContain(place)
  for (const story of [item, unseen]) {
    const form = await sheetForm(story, 'withhold')
    await sentFrom(await editor.post(`${story}/withhold`, { ...form, note: 'Being checked' }))
  }
  for (const path of [item, `${item}?sheet=kill`]) expect(await editor.page(path)).toContain(place)
  for (const path of [unseen, `${unseen}?sheet=kill`]) expect(await editor.page(path)).not.toContain(place)
})

describe('a kill', () => {
  test('asks for the reason, shows who holds the story, and is sent only by a second step', async () => {
    const item = await broadcasted(editor)
    const replacement = idOf(await broadcasted(editor, { headline: 'The right story' }))
    await holds(item)
    const form = await sheetForm(item, 'kill')
    expect(await editor.page(`${item}?sheet=kill`)).toContain('1 subscriber has the text')
    expect((await editor.post(`${item}/kill`, form)).status).toBe(422)
    const wrong = await editor.post(`${item}/kill`, {
      ...form,
      note: 'A drill',
      replacedBy: 'dl:text:20261123:999999999',
    })
    expect(await wrong.text()).toContain('No other story on the wire has this id')
    const filled = {
      ...form,
      note: 'The report came from a drill',
      line: 'This story described a drill.',
      replacedBy: replacement,
    }
    const check = await editor.post(`${item}/kill`, filled)
    expect(check.status).toBe(200)
    const html = await check.text()
    expect(html).toContain('This cannot be undone')
    expect(html).toContain('Lantern')
    expect(html).toContain('Kill: tell 2 subscribers to remove it')
    expect(await signalsOf(item)).toEqual(['new'])
    await sentFrom(await editor.post(`${item}/kill`, { ...filled, confirm: hidden(html, 'confirm') }))
    const killed = await editor.page(item)
    expect(killed).toContain('Killed: nobody may use this story')
    expect(killed).toContain('The report came from a drill')
    expect(killed).toContain(`/desk/items/${replacement}`)
    for (const act of ['value="update"', 'value="correction"', 'sheet=advisory', 'sheet=withhold', 'sheet=kill']) {
      expect(killed).not.toContain(act)
    }
    expect(await editor.page(`${item}?sheet=kill`)).not.toContain('<dialog class="sheet"')
  })

  test('pressed twice, or sent again after a lost answer, is one entry', async () => {
    const item = await broadcasted(editor)
    const form = { ...(await sheetForm(item, 'kill')), note: 'Wrong', confirm: 'yes' }
    const answers = await Promise.all([1, 2].map(() => editor.post(`${item}/kill`, form)))
    for (const answer of answers) expect(await sentFrom(answer)).toBe(item)
    expect(await sentFrom(await editor.post(`${item}/kill`, form))).toBe(item)
    expect(await signalsOf(item)).toEqual(['new', 'kill'])
  })

  test('of a story that a colleague just changed is sent all the same; an advisory is not, and says so', async () => {
    const item = await broadcasted(editor)
    const [kill, advisory] = [await sheetForm(item, 'kill'), await sheetForm(item, 'advisory')]
    await sentFrom(await editor.post(`${item}/advisory`, { ...(await sheetForm(item, 'advisory')), note: 'First' }))
    const moved = await editor.post(`${item}/advisory`, { ...advisory, note: 'My advisory' })
    expect(moved.status).toBe(409)
    const html = await moved.text()
    expect(html).toContain('A colleague has sent something about this story meanwhile')
    expect(html).toContain('>My advisory</textarea>')
    await sentFrom(
      await editor.post(`${item}/advisory`, { ...advisory, note: 'My advisory', seq: hidden(html, 'seq') }),
    )
    await sentFrom(await editor.post(`${item}/kill`, { ...kill, note: 'Wrong', confirm: 'yes' }))
    expect(await signalsOf(item)).toEqual(['new', 'advisory', 'advisory', 'kill'])
  })
})

describe('an embargo', () => {
  test('is lifted from its sheet, once, and an update leaves it standing', async () => {
    const item = await broadcasted(editor, { embargo: 'open' })
    const update = await nextDraft(editor, item, 'update')
    expect(await editor.page(update)).not.toContain('name="embargo"')
    await editor.post(update, storyForm({ revision: 1, signal: 'update', body: 'Updated.' }))
    await sentFrom(await editor.post(`${update}/send`, { revision: 2 }))
    const sheet = await editor.page(`${item}?sheet=release`)
    expect(sheet).toContain('Lift the embargo: send to 1 subscriber')
    const form = { key: hidden(sheet, 'key'), seq: hidden(sheet, 'seq') }
    await sentFrom(await editor.post(`${item}/release`, form))
    await sentFrom(await editor.post(`${item}/release`, form))
    expect(await sent(item)).toEqual([
      { signal: 'new', version: 1 },
      { signal: 'update', version: 2 },
      { signal: 'release', version: 2 },
    ])
    const again = await editor.post(`${item}/release`, { key: randomUUID(), seq: 0 })
    expect(again.status).toBe(409)
    expect(await editor.page(item)).not.toContain('sheet=release')
  })
})

test('acts on stories that are not there, or without the form’s key, change nothing', async () => {
  const item = await broadcasted(editor)
  for (const path of [
    '/desk/items/dl:text:20261123:999999999',
    '/desk/items/nonsense',
    '/desk/drafts/dra_nothinghere',
    '/desk/nowhere',
  ]) {
    expect((await editor.get(path)).status, path).toBe(404)
  }
  expect((await editor.get('/desk/items/dl:text:20261123:999999999/compare')).status).toBe(404)
  const answer = await editor.post('/desk/items/dl:text:20261123:999999999/kill', {
    note: 'x',
    key: randomUUID(),
    confirm: 'yes',
  })
  expect(answer.status).toBe(404)
  expect((await editor.post('/desk/drafts/dra_nothinghere/send', { revision: 1 })).status).toBe(404)
  expect((await editor.post('/desk/drafts/dra_nothinghere', storyForm({ revision: 3 }))).status).toBe(404)
  expect((await editor.post('/desk/enquiries/77/handled')).status).toBe(404)
  expect((await editor.post(`${item}/kill`, { note: 'x', confirm: 'yes' })).status).toBe(403)
  expect(await signalsOf(item)).toEqual(['new'])
})
