import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { content } from '../../test/kit/examples.ts'
import { type Reader, type StartedPortal, startedPortal } from '../../test/kit/portal.ts'
import { paragraph } from '../domain/body.ts'
import type { ItemId } from '../domain/ids.ts'

/** Readers by what their contracts let through; each is asked for the same stories. */
const story = (name: string, parts: Parameters<typeof content>[0] = {}) =>
  content({
    headline: `Headline ${name}`,
    deck: `Deck ${name}`,
    body: [paragraph(`Bodyword${name} is here.`)],
    ...parts,
  })

let portal: StartedPortal
const items = new Map<string, ItemId>()
const readers = new Map<string, Reader>()

beforeAll(async () => {
  portal = await startedPortal()
  const { file, reader, accounts, setOffset } = portal
  const { generalEn, generalTr, flash } = accounts.products
  const add = async (name: string, filing: Parameters<typeof file>[0]) => {
    items.set(name, (await file(filing)).item)
  }
  await add('Plain', { content: story('Plain') })
  await add('Turkish', { content: story('Turkish', { language: 'tr' }) })
  await add('Embargoed', { content: story('Embargoed'), embargo: { until: new Date(Date.now() + 86_400_000) } })
  await add('Moved', { content: story('Early', { priority: 2 }) })
  await file({ signal: 'update', content: story('Moved', { priority: 4 }) }, items.get('Moved') ?? null)
  await add('Corrected', { content: story('Wrong', { priority: 2 }) })
  await file(
    { signal: 'correction', note: 'Wrong figure', line: 'The figure was wrong.', content: story('Corrected') },
    items.get('Corrected') ?? null,
  )
  await add('Killed', { content: story('Killed') })
  await file({ signal: 'kill', note: 'Never happened', line: 'This story is withdrawn.' }, items.get('Killed') ?? null)
  await add('Withheld', { content: story('Withheld') })
  await file({ signal: 'withhold', note: 'Being checked' }, items.get('Withheld') ?? null)
  const past = new Date('2026-01-01T00:00:00Z')
  readers.set('full', await reader('Full', { products: [generalEn, generalTr] }))
  readers.set('trusted', await reader('Trusted', { products: [generalEn], embargoTrust: true }))
  readers.set('turkish', await reader('Turkish', { products: [generalTr] }))
  readers.set('flash', await reader('Flash', { products: [flash] }))
  readers.set('delayed', await reader('Delayed', { products: [generalEn], delayMinutes: 60 }))
  readers.set(
    'lapsed',
    await reader('Lapsed', { products: [generalEn], from: past, until: new Date(Date.now() + 60_000) }),
  )
  readers.set('coming', await reader('Coming', { products: [generalEn], from: new Date(Date.now() + 3_600_000) }))
  // A minute later one contract has ended.
  setOffset(120_000)
}, 60_000)
afterAll(() => portal.stop())

const of = <T>(map: ReadonlyMap<string, T>, name: string): T => {
  const found = map.get(name)
  if (found === undefined) throw new RangeError(`no ${name}`)
  return found
}

type Answer = 'full' | 'headline' | 'notice' | 'nothing'
const matrix: Record<string, Partial<Record<string, Answer>>> = {
  full: { Plain: 'full', Turkish: 'full', Moved: 'full', Corrected: 'full', Killed: 'notice', Withheld: 'notice' },
  trusted: { Plain: 'full', Embargoed: 'full', Moved: 'full', Corrected: 'full', Killed: 'notice', Withheld: 'notice' },
  turkish: { Turkish: 'full' },
  flash: { Corrected: 'headline' },
  delayed: { Killed: 'notice' },
  lapsed: { Corrected: 'notice', Killed: 'notice', Withheld: 'notice' },
  coming: {},
}
const names = ['Plain', 'Turkish', 'Embargoed', 'Moved', 'Corrected', 'Killed', 'Withheld']
const cases = Object.entries(matrix).flatMap(([who, answers]) =>
  // The flash reader holds the first version of what was moved out of the product, and goes on reading it.
  names
    .filter(name => !(who === 'flash' && name === 'Moved'))
    .map(name => [who, name, answers[name] ?? 'nothing'] as const),
)

const seen = (html: string, name: string): Answer => {
  if (html.includes(`Bodyword${name}`)) return 'full'
  if (html.includes(`Headline ${name}`)) return 'headline'
  return 'notice'
}

describe('who sees what', () => {
  test.each(cases)('the %s reader of %s: %s', async (who, name, answer) => {
    const reader = of(readers, who)
    const item = of(items, name)
    const page = await reader.get(`/portal/items/${item}`)
    const text = await reader.get(`/portal/items/${item}/text`)
    const list = await reader.html('/portal')
    const row = `row-${item.replaceAll(':', '-')}`
    const beside = await reader.html(`/portal?open=${item}`)
    if (answer === 'nothing') {
      expect([page.status, text.status]).toEqual([404, 404])
      expect(list).not.toContain(row)
      for (const html of [await page.text(), list, beside]) expect(html).not.toContain(`Headline ${name}`)
      return
    }
    expect([page.status, text.status]).toEqual([200, 200])
    expect(seen(await page.text(), name)).toBe(answer)
    expect(seen(await text.text(), name)).toBe(answer)
    expect(seen(beside, name)).toBe(answer)
    expect(list).toContain(row)
    expect(list).not.toContain(`Bodyword${name}`)
    expect(list.includes(`Headline ${name}`)).toBe(answer !== 'notice')
  })

  test('a version that has left its product leaves its holder with the one before, in full', async () => {
    const html = await of(readers, 'flash').html(`/portal/items/${of(items, 'Moved')}`)
    expect(html).toContain('BodywordEarly')
    expect(html).not.toContain('BodywordMoved')
    expect(html).toContain('Headline only')
    const newest = await of(readers, 'flash').html(`/portal/items/${of(items, 'Moved')}?version=2`)
    expect(newest).toContain('Headline Moved')
    expect(newest).not.toMatch(/BodywordMoved|Deck Moved/)
    expect(newest).toContain('you see its headline')
  })

  test('words find a story only where they may be read, and what was taken back is found by none of them', async () => {
    const rows = async (who: string, q: string) =>
      [...(await of(readers, who).html(`/portal?q=${q}`)).matchAll(/id="row-/g)].length
    expect(await rows('full', 'bodywordplain')).toBe(1)
    expect(await rows('turkish', 'bodywordplain')).toBe(0)
    expect(await rows('full', 'bodywordembargoed')).toBe(0)
    expect(await rows('trusted', 'bodywordembargoed')).toBe(1)
    expect(await rows('flash', 'corrected')).toBe(1)
    expect(await rows('flash', 'bodywordcorrected')).toBe(0)
    expect(await rows('flash', 'bodywordwrong')).toBe(0)
    for (const q of ['bodywordkilled', 'killed', 'bodywordwithheld', 'bodywordwrong']) {
      for (const who of readers.keys()) expect([who, q, await rows(who, q)]).toEqual([who, q, 0])
    }
    expect(await of(readers, 'turkish').html('/portal?q=headline')).toContain('1 story with')
  })

  test('a story that was taken back or not yet sent to a reader is not told by its older versions either', async () => {
    const { get } = of(readers, 'full')
    expect((await get(`/portal/items/${of(items, 'Killed')}?version=1`)).status).toBe(404)
    expect((await get(`/portal/items/${of(items, 'Withheld')}/text?version=1`)).status).toBe(404)
    expect((await of(readers, 'delayed').get(`/portal/items/${of(items, 'Plain')}?version=1`)).status).toBe(404)
  })

  test('a lapsed contract says so and whom to ask; one that has not begun says when it does', async () => {
    const lapsed = await of(readers, 'lapsed').html('/portal')
    expect(lapsed).toContain('Your licence ended on')
    expect(lapsed).toContain('subscriptions@meridian.example')
    const page = await of(readers, 'lapsed').html(`/portal/items/${of(items, 'Corrected')}`)
    expect(page).toContain('Your licence has ended: you receive this notice, and no text.')
    expect(await of(readers, 'coming').html('/portal')).toContain('Your licence begins on')
    expect(await of(readers, 'full').html('/portal')).not.toContain('Your licence')
  })

  test('copy under embargo is marked for those who are trusted with it', async () => {
    const list = await of(readers, 'trusted').html('/portal')
    expect(list).toContain('Embargo until')
    expect(await of(readers, 'trusted').html(`/portal/items/${of(items, 'Embargoed')}`)).toContain(
      'Do not publish or broadcast before it ends',
    )
  })
})
