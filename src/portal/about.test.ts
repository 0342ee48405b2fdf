import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from '../../test/kit/examples.ts'
import { type Reader, type StartedPortal, startedPortal } from '../../test/kit/portal.ts'
import type { ItemId } from '../domain/ids.ts'
import type { Content } from '../domain/version.ts'

let portal: StartedPortal
let both: Reader
let english: Reader
beforeAll(async () => {
  portal = await startedPortal()
  const { generalEn, generalTr } = portal.accounts.products
  both = await portal.reader('Both', { products: [generalEn, generalTr] })
  english = await portal.reader('English', { products: [generalEn] })
}, 60_000)
afterAll(() => portal.stop())

const send = async (parts: Partial<Content>, links: readonly object[] = []): Promise<ItemId> =>
  (await portal.file({ content: { ...content(parts), links } as unknown as Content })).item
const pageOf = (reader: Reader, item: ItemId) => reader.html(`/portal/items/${item}`)

test('a story names whom and where it is about, a register being one press away, and is found by those names', async () => {
  const item = await send({
    people: [{ name: 'Ada Quillfeather', uri: 'https://register.example/ada' }],
    organisations: [{ name: 'Harbour & Quay Office', uri: null }],
    places: [{ name: 'Lower Orsel', uri: null }],
  })
  const html = await pageOf(both, item)
  expect(html).toMatch(/<a href="https:\/\/register\.example\/ada"[^>]*><bdi[^>]*>Ada Quillfeather<\/bdi><\/a>/u)
  for (const words of ['People', 'Organisations', 'Harbour &amp; Quay Office', 'Places', 'Lower Orsel']) {
    expect(html).toContain(words)
  }
  expect(await both.html('/portal?q=quillfeather')).toContain(`row-${item.replaceAll(':', '-')}`)
})

test('other stories and other languages are offered where the contract covers them, and never what was taken back', async () => {
  const turkish = await send({ language: 'tr', headline: 'Feribotlar yeniden sefere başladı' })
  const gone = await send({ headline: 'A story that was wrong' })
  const before = await send({ headline: 'How the storms began' })
  const original = await send({ headline: 'Ferries sail once more' }, [
    { rel: 'background', item: before },
    { rel: 'see-also', item: turkish },
    { rel: 'see-also', item: gone },
  ])
  await portal.file({ signal: 'kill', note: 'It was wrong' }, gone)
  const translation = await send({ language: 'tr', headline: 'Feribotlar yine yolda' }, [
    { rel: 'translation-of', item: original },
  ])
  const all = await pageOf(both, original)
  expect(all).toContain('Background')
  for (const headline of ['How the storms began', 'Feribotlar yeniden sefere başladı', 'Feribotlar yine yolda']) {
    expect(all).toContain(headline)
  }
  expect(all).toContain('In other languages')
  expect(all).not.toContain('A story that was wrong')
  const less = await pageOf(english, original)
  expect(less).toContain('How the storms began')
  expect(less).not.toMatch(/See also|In other languages|Feribotlar/u)
  expect(await pageOf(both, translation)).toContain('Ferries sail once more')
})

test('the end of use stands above the story, before it comes and once it is over', async () => {
  const item = await send({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
  const before = await pageOf(both, item)
  expect(before.match(/Not to be used after/gu)).toHaveLength(1)
  portal.setOffset(2 * 3_600_000)
  expect(await pageOf(both, item)).toContain('Not to be used any more')
  portal.setOffset(0)
})

test('a story that was taken back says under which class of reasons, and names nobody any more', async () => {
  const item = await send({ people: [{ name: 'Mara Nobody', uri: null }] })
  await portal.file({ signal: 'kill', note: 'Asked by the office', reason: 'legal' }, item)
  const html = await pageOf(both, item)
  expect(html).toContain('Asked by the office')
  expect(html).toContain('Reason: legal')
  expect(html).not.toContain('Mara Nobody')
})
