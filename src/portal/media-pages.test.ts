import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { content } from '../../test/kit/examples.ts'
import { type PortalWithPictures, portalWithPictures } from '../../test/kit/portal-pictures.ts'
import { paragraph } from '../domain/body.ts'

let kit: PortalWithPictures
let portal: PortalWithPictures['portal']
beforeAll(async () => {
  kit = await portalWithPictures()
  portal = kit.portal
}, 60_000)
afterAll(() => kit.stop())

describe('what pages show', () => {
  test('a picture with what is known of it, its caption and credit to be copied', async () => {
    const item = await kit.send({ rights: { holder: 'Orsel Pictures', notice: null, terms: 'Editorial use only' } })
    const html = await kit.reader('all').html(`/portal/items/${item}`)
    for (const words of [
      'A white ferry',
      'Orsel, Veyra',
      '23 Nov 2026 09:10 UTC+03:00',
      'Nobody Real',
      'Editorial use only',
    ]) {
      expect(html).toContain(words)
    }
    expect(html).toContain('No data mining and no machine learning, except for indexing by search engines.')
    const caption = await (await kit.reader('all').get(`/portal/items/${item}/caption`)).text()
    expect(caption).toBe('A ferry leaves the harbour of Orsel on Monday. (Orsel Pictures)')
    expect(await (await kit.reader('all').get(`/portal/items/${item}/credit`)).text()).toBe('Orsel Pictures')
  })

  test('rows have thumbs, kinds can be chosen, and the grid has pictures alone', async () => {
    const item = await kit.send({ headline: 'In a row' })
    const text = (await portal.file({ content: content({ headline: 'Only words', priority: 1 }) })).item
    const list = await kit.reader('all').html('/portal?type=picture')
    expect(list).toContain(`src="/portal/media/${item}/thumb?v=1"`)
    expect(list).not.toContain('Only words')
    const grid = await kit.reader('all').html('/portal?view=pictures')
    expect(grid).toContain('wire wire-pictures')
    expect(grid).toContain(`data-take="/portal/media/${item}/print"`)
    expect(grid).not.toContain(text)
    expect(await kit.reader('web').html('/portal?view=pictures')).toContain(`data-take="/portal/media/${item}/web"`)
    expect(await kit.reader('all').html('/portal?view=nonsense&type=nonsense')).toContain('In a row')
  })

  test('what belongs together stands together, as far as it may be seen', async () => {
    const group = 'dl:group:20261123:77'
    const [first, second] = [
      await kit.send({ headline: 'First of two' }, { group }),
      await kit.send({ headline: 'Second of two' }, { group }),
    ]
    const text = await portal.file({ content: content({ headline: 'Their text' }), group })
    const html = await kit.reader('all').html(`/portal/items/${first}`)
    expect(html).toContain('Belongs together')
    expect(html).toContain(`href="/portal/items/${second}"`)
    expect(html).not.toContain(text.item)
    await portal.file({ signal: 'kill', note: 'No' }, second)
    expect(await kit.reader('all').html(`/portal/items/${first}`)).not.toContain('Second of two')
  })

  test('a picture within a text is shown, and no more when it was taken back', async () => {
    const { generalEn } = portal.accounts.products
    const both = await portal.reader('Both', { products: [generalEn, kit.product], types: ['text', 'picture'] })
    const words = await portal.reader('Words', { products: [generalEn], types: ['text'] })
    const item = await kit.send()
    const body = [paragraph('It left.'), { kind: 'figure' as const, item, caption: [{ text: 'The ferry at noon' }] }]
    const text = (await portal.file({ content: content({ body }) })).item
    expect(await both.html(`/portal/items/${text}`)).toContain(`src="/portal/media/${item}/preview?v=1"`)
    const bare = await words.html(`/portal/items/${text}`)
    expect(bare).toContain('The ferry at noon')
    expect(bare).not.toContain('/portal/media/')
    await portal.file({ signal: 'kill', note: 'No' }, item)
    const after = await both.html(`/portal/items/${text}`)
    expect(after).toContain('A picture that stood here was taken back')
    expect(after).not.toContain('/portal/media/')
  })
})
