import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { insertNotice, insertTeaser, type StartedSite, startedSite } from '../../test/kit/teasers.ts'
import { languageCodes } from '../domain/taxonomy.ts'
import { t } from '../web/i18n/translate.ts'

let site: StartedSite
let now = new Date()
beforeAll(async () => {
  site = await startedSite(() => now)
})
afterAll(() => site.stop())

const text = async (path: string) => (await site.get(path)).text()
const decoded = (xml: string): string =>
  xml.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"' })[name] ?? '&')
const values = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(match => decoded(match[1] ?? ''))
const items = (xml: string): string[] => [...xml.matchAll(/<item>([\s\S]*?)<\/item>/g)].map(match => match[1] ?? '')
const xmlErrors = async (contents: string): Promise<unknown[]> => {
  const result = await validateXML({ xml: { fileName: 'feed.xml', contents }, normalization: 'c14n' })
  return [...result.errors]
}

describe('a feed', () => {
  test('has all that RSS 2.0 asks for, in order, of its own section alone', async () => {
    const story = await insertTeaser(site.db, {
      n: 1,
      language: 'tr',
      category: 'health',
      correction: 'Sayı yanlıştı.',
    })
    await insertTeaser(site.db, { n: 2, language: 'tr', category: 'sports' })
    const answer = await site.get('/tr/health/feed.xml')
    expect(answer.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8')
    const xml = await answer.text()
    expect(await xmlErrors(xml)).toEqual([])
    expect(xml).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<rss version="2\.0" xmlns:atom="http:\/\/www\.w3\.org\/2005\/Atom">/,
    )
    const [head = ''] = xml.split('<item>')
    expect(values(head, 'title')).toEqual(['Meridian News Agency: Sağlık'])
    expect(values(head, 'link')).toEqual(['https://news.example/tr/health'])
    expect(values(head, 'language')).toEqual(['tr'])
    expect(values(head, 'description')).toEqual([t('tr', 'site.portion', { agency: 'Meridian News Agency' })])
    expect(values(head, 'lastBuildDate')).toEqual([story.updatedAt.toUTCString()])
    expect(head).toContain(
      '<atom:link href="https://news.example/tr/health/feed.xml" rel="self" type="application/rss+xml">',
    )
    expect(items(xml)).toHaveLength(1)
    const [item = ''] = items(xml)
    expect(values(item, 'title')).toEqual([story.headline])
    expect(values(item, 'link')).toEqual(['https://news.example/tr/story/story-1'])
    expect(item).toContain('<guid isPermaLink="false">tag:meridian.example,2026-11-23:text:1</guid>')
    expect(values(item, 'pubDate')).toEqual([story.publishedAt.toUTCString()])
    expect(values(item, 'description')).toEqual(['The summary of story 1. Düzeltme: Sayı yanlıştı.'])
    expect(await text('/tr/feed.xml').then(items)).toHaveLength(2)
  })

  test('without news is still a feed', async () => {
    const xml = await text('/ar/politics/feed.xml')
    expect(await xmlErrors(xml)).toEqual([])
    expect(items(xml)).toEqual([])
    expect(xml).not.toContain('lastBuildDate')
  })

  test.each([
    '<script>alert(1)</script>',
    'ends ]]> here & "there"',
    'bell \u0007, escape \u001b, not a character \uffff',
    '\u202eright to left\u202c and \u{1f30a}',
    'ثلاثة أمتار & <b>',
  ])('carries the headline %j as text', async headline => {
    const n = 100 + headline.length
    await insertTeaser(site.db, { n, headline, summary: headline, category: 'politics' })
    const xml = await text('/en/politics/feed.xml')
    expect(await xmlErrors(xml)).toEqual([])
    const kept = headline.replace(/[\p{Cc}\uffff]/gu, '')
    const item = items(xml).find(each => each.includes(`text:${n}<`)) ?? ''
    expect(values(item, 'title')).toEqual([kept])
    expect(values(item, 'description')).toEqual([kept])
    const map = await text('/sitemap.xml')
    expect(await xmlErrors(map)).toEqual([])
    expect(values(map, 'news:title')).toContain(kept)
    expect(await xmlErrors('<a>&</a>')).not.toEqual([])
  })

  test('keeps a killed story under its guid with the notice for 48 hours, and nothing of the story', async () => {
    now = new Date()
    const hour = 3_600_000
    await insertNotice(site.db, {
      n: 201,
      category: 'economy',
      line: 'Withdrawn.',
      at: new Date(now.getTime() - 47 * hour),
    })
    await insertNotice(site.db, { n: 202, category: 'economy', at: new Date(now.getTime() - 49 * hour) })
    const xml = await text('/en/economy/feed.xml')
    const [item = ''] = items(xml)
    expect(items(xml)).toHaveLength(1)
    expect(item).toContain('<guid isPermaLink="false">tag:meridian.example,2026-11-23:text:201</guid>')
    expect(values(item, 'title')).toEqual([t('en', 'site.killed')])
    expect(values(item, 'description')).toEqual(['Withdrawn.'])
    expect(values(xml, 'lastBuildDate')).toEqual([new Date(now.getTime() - 47 * hour).toUTCString()])
    now = new Date(now.getTime() + 2 * hour)
    expect(items(await text('/en/economy/feed.xml'))).toEqual([])
    now = new Date()
  })

  test('holds the newest fifty', async () => {
    for (let n = 300; n < 360; n++) await insertTeaser(site.db, { n, category: 'culture-arts-life' })
    const found = items(await text('/en/culture-arts-life/feed.xml'))
    expect(found).toHaveLength(50)
    expect(values(found[0] ?? '', 'title')).toEqual(['Story number 359'])
  })

  test('is answered 304 until something changes, and HEAD as GET', async () => {
    const etag = (await site.get('/en/feed.xml')).headers.get('etag') ?? ''
    expect((await site.get('/en/feed.xml', { 'if-none-match': etag })).status).toBe(304)
    const head = await site.web.request('https://news.example/en/feed.xml', { method: 'HEAD' })
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])
    await insertTeaser(site.db, { n: 400 })
    expect((await site.get('/en/feed.xml', { 'if-none-match': etag })).status).toBe(200)
  })

  test('does not show what is not public yet', async () => {
    await insertTeaser(site.db, { n: 410, headline: 'Too early', visibleFrom: new Date(Date.now() + 60_000) })
    for (const path of ['/en/feed.xml', '/en/general/feed.xml', '/sitemap.xml']) {
      expect(await text(path)).not.toContain('Too early')
    }
  })
})

describe('the sitemap', () => {
  test('lists what was published in the last two days, in every language', async () => {
    now = new Date()
    const day = 86_400_000
    for (const [index, language] of languageCodes.entries()) {
      const publishedAt = new Date(now.getTime() - day)
      await insertTeaser(site.db, { n: 500 + index, language, slug: `map-${language}`, publishedAt })
      await insertTeaser(site.db, {
        n: 510 + index,
        language,
        slug: `old-${language}`,
        publishedAt: new Date(now.getTime() - 2.1 * day),
      })
    }
    const xml = await text('/sitemap.xml')
    expect(await xmlErrors(xml)).toEqual([])
    for (const language of languageCodes) {
      expect(values(xml, 'loc')).toContain(`https://news.example/${language}/story/map-${language}`)
      expect(xml).not.toContain(`old-${language}`)
    }
    expect(values(xml, 'news:publication_date')).toContain(new Date(now.getTime() - day).toISOString())
    expect(values(xml, 'news:language')).toEqual(expect.arrayContaining([...languageCodes]))
  })

  test('above a thousand stories it is an index of parts, which together hold each once', async () => {
    await site.db`
      insert into item (id, guid, slug, type, version, last_seq, state, products, embargoed, first_at, visible_from)
      select 'dl:text:20261123:' || n, 'tag:many:' || n, 'many-' || n, 'text', 1, n, 'usable', '{}', false, now(), now()
        from generate_series(10001, 11200) n`
    await site.db`
      insert into teaser (item_id, slug, language, category, priority, headline, summary, summary_kind, published_at, updated_at, visible_from)
      select 'dl:text:20261123:' || n, 'many-' || n, 'en', 'general', 4, 'Many', 'Many.', 'extract', now(), now(), now()
        from generate_series(10001, 11200) n`
    const index = await text('/sitemap.xml')
    expect(await xmlErrors(index)).toEqual([])
    const parts = values(index, 'loc')
    expect(parts).toEqual(['https://news.example/sitemap.xml?page=1', 'https://news.example/sitemap.xml?page=2'])
    const stories = (await Promise.all(parts.map(part => text(part.slice('https://news.example'.length))))).map(part =>
      values(part, 'loc'),
    )
    expect(stories[0]).toHaveLength(1000)
    expect(new Set(stories.flat()).size).toBe(stories.flat().length)
    expect(stories.flat().filter(loc => loc.includes('/many-'))).toHaveLength(1200)
    for (const wrong of ['3', '-1', '1.5', 'x']) expect((await site.get(`/sitemap.xml?page=${wrong}`)).status).toBe(404)
  })
})

test('robots are told where the sitemap is and what is not for them', async () => {
  const answer = await site.get('/robots.txt')
  expect(answer.headers.get('content-type')).toContain('text/plain')
  const lines = (await answer.text()).split('\n')
  expect(lines).toContain('Sitemap: https://news.example/sitemap.xml')
  for (const path of ['/desk', '/portal', '/v1', '/abone']) expect(lines).toContain(`Disallow: ${path}`)
})
