import { expect, test } from 'vitest'
import { startedDesk } from '../../../test/kit/desk.ts'
import { nextDraft, sentFrom, storyForm } from '../../../test/kit/drafting.ts'
import { content } from '../../../test/kit/examples.ts'
import type { ItemId } from '../../domain/ids.ts'
import type { Content } from '../../domain/version.ts'
import { type Carried, insertDraft } from '../../store/draft.ts'
import { fieldsOfContent } from '../../store/draft-fields.ts'
import { versionsOfItem } from '../../store/version.ts'

const carried: Omit<Carried, 'type'> = {
  rights: { holder: 'Lakeside Press', notice: '© 2026 Lakeside Press', terms: 'No archives.' },
  renditions: [
    {
      ...{ role: 'original', href: 'https://lakeside.example/bridge.jpg', contentType: 'image/jpeg', sizeBytes: 1_000 },
      ...{ widthPixels: 3_000, heightPixels: 2_000, durationSeconds: null },
    },
  ],
}

test('a picture that came in keeps its type, rights and files through the editor, and so does what follows it', async () => {
  const desk = await startedDesk()
  const editor = await desk.sit('editor')
  const id = 'dra_carried00001'
  const fields = fieldsOfContent(content(carried as Partial<Content>), {
    ...{ type: 'picture', group: null, embargo: null, timeZone: 'Europe/Istanbul' },
  })
  await insertDraft(desk.db, {
    ...{ id, signal: 'new', fields, note: '', line: '', item: null, baseSeq: null, by: desk.accounts.editor.id },
  })
  const path = `/desk/drafts/${id}`
  await editor.post(path, storyForm({ revision: 1, headline: 'The bridge by night' }))
  const page = await sentFrom(await editor.post(`${path}/send`, { revision: 2 }))
  expect(page).toMatch(/^\/desk\/items\/dl:picture:/)
  const next = await nextDraft(editor, page, 'update')
  await editor.post(next, storyForm({ revision: 1, signal: 'update', headline: 'The bridge by day' }))
  await sentFrom(await editor.post(`${next}/send`, { revision: 2 }))
  const versions = await versionsOfItem(desk.db, page.slice('/desk/items/'.length) as ItemId)
  expect(versions).toMatchObject([
    { type: 'picture', signal: 'new', content: { headline: 'The bridge by night', ...carried } },
    { type: 'picture', signal: 'update', content: { headline: 'The bridge by day', ...carried } },
  ])
  await desk.stop()
})
