import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertNotice, insertTeaser, type StartedSite, startedSite } from '../../test/kit/teasers.ts'
import { languageCodes } from '../domain/taxonomy.ts'
import { t } from '../web/i18n/translate.ts'

let site: StartedSite
beforeAll(async () => {
  site = await startedSite()
})
afterAll(() => site.stop())

const text = async (path: string) => (await site.get(path)).text()

test.each(languageCodes)('a story in %s shows all of its teaser and the line for subscribers', async language => {
  const n = 100 + languageCodes.indexOf(language)
  const published = new Date('2026-11-20T09:00:00Z')
  await insertTeaser(site.db, {
    n,
    language,
    category: 'health',
    correction: 'The figure was wrong.',
    publishedAt: published,
    updatedAt: new Date('2026-11-20T09:40:00Z'),
  })
  const html = await text(`/${language}/story/story-${n}`)
  for (const part of [`Story number ${n}`, `The summary of story ${n}.`, 'ORSEL', 'The figure was wrong.']) {
    expect(html).toContain(part)
  }
  expect(html).toContain('datetime="2026-11-20T09:40:00.000Z"')
  expect(html).toContain(t(language, 'site.portion.story', { agency: 'Meridian News Agency' }))
  expect(html).toContain(`href="/${language}/contact?about=story-${n}"`)
})

test('a story is described to search engines and to whoever shares it', async () => {
  await insertTeaser(site.db, { n: 110, headline: 'Quay "north" & open', category: 'economy' })
  const html = await text('/en/story/story-110')
  expect(html).toContain('<link rel="canonical" href="https://news.example/en/story/story-110"/>')
  expect(html).toContain('<meta property="og:type" content="article"/>')
  expect(html).toContain('<meta property="og:title" content="Quay &quot;north&quot; &amp; open"/>')
  expect(html).toContain('<meta property="og:description" content="The summary of story 110."/>')
  expect(html).toContain('itemtype="https://schema.org/NewsArticle"')
  expect(html).toContain('<meta itemprop="isAccessibleForFree" content="true"/>')
  expect(html).toMatch(/<meta itemprop="datePublished" content="\d{4}-\d\d-\d\dT[\d:.]+Z"\/>/)
})

test('under another language a story leads to its own', async () => {
  await insertTeaser(site.db, { n: 120, language: 'tr' })
  await insertNotice(site.db, { n: 121, language: 'ar' })
  for (const [path, place] of [
    ['/en/story/story-120', '/tr/story/story-120'],
    ['/en/story/story-121', '/ar/story/story-121'],
  ] as const) {
    const answer = await site.get(path)
    expect(answer.status).toBe(301)
    expect(answer.headers.get('location')).toBe(place)
    expect(answer.headers.get('cache-control')).toContain('must-revalidate')
  }
})

test('an Arabic address works encoded and in either normal form, and is always written the same', async () => {
  const slug = 'أخبار-النهر-130'
  await insertTeaser(site.db, { n: 130, language: 'ar', slug })
  for (const form of ['NFC', 'NFD'] as const) {
    const answer = await site.get(`/ar/story/${encodeURIComponent(slug.normalize(form))}`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain(
      `<link rel="canonical" href="https://news.example/ar/story/${encodeURIComponent(slug)}"/>`,
    )
  }
  const elsewhere = await site.get(`/en/story/${encodeURIComponent(slug)}`)
  expect(elsewhere.headers.get('location')).toBe(`/ar/story/${encodeURIComponent(slug)}`)
})

test.each([
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['"><img src=x onerror=alert(1)>', '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;'],
  [']]> & \u202eevil\u202c', ']]&gt; &amp; \u202eevil\u202c'],
])('the headline %s is text and nothing else', async (headline, written) => {
  const n = 140 + headline.length
  await insertTeaser(site.db, { n, headline, summary: headline, dateline: headline, correction: headline })
  for (const path of [`/en/story/story-${n}`, '/en', '/en/general', `/en/contact?about=story-${n}`]) {
    const html = await text(path)
    expect(html).toContain(written)
    expect(html).not.toMatch(/<script|<img/)
  }
})

test('related stories are the newest of the section, without the story itself', async () => {
  for (let n = 200; n < 207; n++) await insertTeaser(site.db, { n, category: 'politics' })
  const related = (await text('/en/story/story-206')).split('id="related"')[1]?.split('</section>')[0] ?? ''
  expect([...related.matchAll(/story\/(story-\d+)/g)].map(match => match[1])).toEqual([
    'story-205',
    'story-204',
    'story-203',
    'story-202',
  ])
})

test('the page of a killed story keeps its notice, nothing of the story, and leads to what replaces it', async () => {
  const next = await insertTeaser(site.db, { n: 220, headline: 'The right one' })
  await insertNotice(site.db, { n: 221, replacedBy: next.item, line: 'This story has been withdrawn.' })
  const answer = await site.get('/en/story/story-221')
  expect(answer.status).toBe(410)
  const html = await answer.text()
  expect(html).toContain('This story has been withdrawn.')
  expect(html).toContain('href="/en/story/story-220"')
  expect(html).not.toContain('NewsArticle')
})

test('a story is never more than its teaser: a body on the wire is not in any page or feed', async () => {
  const { item } = await insertTeaser(site.db, { n: 230, headline: 'Only this much' })
  const body = 'A sentence that only subscribers may read.'
  await site.db`insert into version (item_id, number, seq, sent_at, document, salt, digest)
                values (${item}, 1, 1, now(), ${JSON.stringify({ body })}, '\\x00', sha256('x'))`
  for (const path of [
    '/en',
    '/en/general',
    '/en/story/story-230',
    '/en/feed.xml',
    '/en/general/feed.xml',
    '/sitemap.xml',
  ]) {
    const page = await text(path)
    expect(page).toContain('Only this much')
    expect(page).not.toContain('only subscribers may read')
  }
})

test('a story that has expired is gone from its address: nothing of it but when it could be read', async () => {
  await insertTeaser(site.db, { n: 190, expiresAt: new Date(Date.now() - 60_000) })
  const answer = await site.get('/en/story/story-190')
  expect(answer.status).toBe(410)
  const html = await answer.text()
  expect(html).toContain('This story could be read here until')
  expect(html).not.toMatch(/Story number 190|summary of story 190/u)
  expect(html).toContain('noindex')
  expect((await site.get('/tr/story/story-190')).status).toBe(301)
})
