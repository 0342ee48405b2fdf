import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitter, type StartedDesk, sitAt, startedDesk } from '../../../test/kit/desk.ts'
import { drafted, sentFrom, storyForm } from '../../../test/kit/drafting.ts'
import { readyPicture } from '../../../test/kit/media.ts'
import type { ItemId } from '../../domain/ids.ts'
import { draftOf } from '../../store/draft.ts'
import { picturesOfStory } from '../../store/draft-picture.ts'
import { itemHead } from '../../store/version.ts'
import { publish } from '../../wire/publish.ts'

let desk: StartedDesk
let editor: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  editor = await desk.sit('editor')
})
afterAll(() => desk.stop())

const idIn = (path: string) => path.split('/').at(-1) ?? ''
const pictures = async (count: number) => {
  const assets: string[] = []
  for (let n = 0; n < count; n++) assets.push((await readyPicture(desk.db, desk.blobs, 60 + n)).id)
  return assets
}
/** Puts pictures into a story as the editor's script does. @returns the ids of their drafts */
const placed = async (
  path: string,
  assets: readonly string[],
  revision: number,
  captions = true,
): Promise<string[]> => {
  const answer = await editor.post(`${path}/story-pictures`, { asset: assets, group: 'group-20261123-kit' })
  expect(answer.status).toBe(200)
  const { pictures: begun } = await answer.json()
  const drafts: string[] = begun.map((each: { draft: string }) => each.draft)
  await withFigures(path, drafts, revision, n => (captions ? `Caption ${n}` : ''))
  return drafts
}
const withFigures = (path: string, drafts: readonly string[], revision: number, captionOf: (n: number) => string) => {
  const kept = drafts.map((item, n) => ({
    kind: 'figure',
    item,
    caption: captionOf(n) === '' ? [] : [{ text: captionOf(n) }],
  }))
  const body = ['Ferries crossed.', ...drafts.map((_, n) => `[[picture ${n + 1}]]`), 'The end.'].join('\n\n')
  return editor.post(path, storyForm({ revision, body, kept: JSON.stringify(kept), group: 'group-20261123-kit' }))
}
const describe = async (drafts: readonly string[]) => {
  for (const [n, draft] of drafts.entries())
    expect((await editor.post(`/desk/drafts/${draft}/alt-text`, { altText: `Seen ${n}` })).status).toBe(200)
}
const countItems = async () => (await desk.db<{ n: number }[]>`select count(*)::int as n from item`)[0]?.n ?? 0
const revisionOf = async (path: string) => (await draftOf(desk.db, idIn(path)))?.revision ?? 0

test('pictures brought into a story are drafts that belong to it, in order and in its group, and go out before it', async () => {
  const path = await drafted(editor)
  const drafts = await placed(path, await pictures(3), 1)
  expect((await picturesOfStory(desk.db, idIn(path))).map(each => each.id)).toEqual(drafts)
  await describe(drafts)
  const html = await editor.page(`${path}?sheet=send`)
  expect(html).toContain('3 pictures go out before it')
  const before = await countItems()
  const item = await sentFrom(await editor.post(`${path}/send`, { revision: await revisionOf(path) }))
  expect(await countItems()).toBe(before + 4)
  const story = await itemHead(desk.db, idIn(item) as ItemId)
  const figures = story?.newest.content.body.flatMap(block => (block.kind === 'figure' ? [block.item] : [])) ?? []
  expect(figures).toHaveLength(3)
  for (const [n, figure] of figures.entries()) {
    const picture = await itemHead(desk.db, figure)
    expect(picture?.lastSeq).toBeLessThan(story?.lastSeq ?? 0)
    expect(picture?.newest).toMatchObject({
      type: 'picture',
      group: 'group-20261123-kit',
      content: {
        category: 'general',
        media: { altText: `Seen ${n}` },
        body: [{ kind: 'p', spans: [{ text: `Caption ${n}` }] }],
      },
    })
  }
})

test('what a picture lacks is said at the story, with the picture named, and nothing goes out', async () => {
  const path = await drafted(editor)
  await placed(path, await pictures(1), 1, false)
  const before = await countItems()
  const refused = await editor.post(`${path}/send`, { revision: await revisionOf(path) })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toMatch(/Picture “[^”]+”: Write an alternative text/u)
  expect(await countItems()).toBe(before)
})

test('the caption that is written in the story is the picture’s own, and its page says where it is written', async () => {
  const path = await drafted(editor)
  const [draft = ''] = await placed(path, await pictures(1), 1)
  expect((await draftOf(desk.db, draft))?.fields.body).toBe('Caption 0')
  await withFigures(path, [draft], await revisionOf(path), () => 'Another caption')
  expect((await draftOf(desk.db, draft))?.fields.body).toBe('Another caption')
  expect(await editor.page(`/desk/drafts/${draft}`)).toContain('Its caption is written there')
})

test('a picture that is taken out stays: beside the story while that is written, as a draft of its own when that has gone out', async () => {
  const path = await drafted(editor)
  const [kept = '', taken = ''] = await placed(path, await pictures(2), 1)
  await describe([kept, taken])
  await withFigures(path, [kept], await revisionOf(path), () => 'One')
  expect(await editor.page(path)).toContain('Not in the text any more')
  const margin = await (await editor.post(`${path}/margin`, storyForm({ kept: '[]' }))).json()
  expect(margin.pictures.match(/Not in the text any more/gu)).toHaveLength(2)
  const before = await countItems()
  await sentFrom(await editor.post(`${path}/send`, { revision: await revisionOf(path) }))
  expect(await countItems()).toBe(before + 2)
  expect(await draftOf(desk.db, taken)).toMatchObject({ closedAt: null, parent: null })
})

test('after a crash between a picture and its story, sending again goes on; so it does from another process and for two at once', async () => {
  const path = await drafted(editor)
  const drafts = await placed(path, await pictures(2), 1)
  await describe(drafts)
  const before = await countItems()
  // As far as it got: the first picture is on the wire, and nobody has noted it.
  const html = await editor.page(`${path}?sheet=send`)
  expect(html).toContain('2 pictures go out before it')
  const first = await draftOf(desk.db, drafts[0] ?? '')
  const content = {
    language: 'en',
    headline: 'x',
    category: 'general',
    priority: 4,
    subjects: [],
    keywords: [],
    bylines: [],
    body: [],
  }
  const filing = { signal: 'new', note: null, line: null, replacedBy: null, embargo: null, group: null, by: 'x' }
  await publish(desk.publisher, {
    filing: { ...filing, content: { ...content, deck: null, dateline: null, summary: null } } as never,
    ...{ item: null, expects: null, type: 'picture', key: `desk ${first?.id}` },
  })
  const other = await sitAt((await desk.beside()).app, 'editor')
  const revision = await revisionOf(path)
  const [one, two] = await Promise.all([
    editor.post(`${path}/send`, { revision }),
    other.post(`${path}/send`, { revision }),
  ])
  expect(await sentFrom(one)).toBe(await sentFrom(two))
  expect(await countItems()).toBe(before + 3)
})

test('who may not draft brings nothing in, and a story that is gone takes nothing', async () => {
  const assets = await pictures(1)
  expect((await editor.post('/desk/drafts/dra_nothinghere/story-pictures', { asset: assets })).status).toBe(404)
  const path = await drafted(editor)
  expect((await editor.post(`${path}/story-pictures`, { asset: [] })).status).toBe(400)
  await editor.post(`${path}/discard`)
  expect((await editor.post(`${path}/story-pictures`, { asset: assets })).status).toBe(404)
})
