import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertNotice, insertTeaser, type StartedSite, startedSite } from '../../test/kit/teasers.ts'
import { categoryCodes, languageCodes } from '../domain/taxonomy.ts'
import { t } from '../web/i18n/translate.ts'

let site: StartedSite
beforeAll(async () => {
  site = await startedSite()
})
afterAll(() => site.stop())

const text = async (path: string, headers: Record<string, string> = {}) => (await site.get(path, headers)).text()
const agency = { agency: 'Meridian News Agency' }

describe('the way in', () => {
  test.each([
    ['tr-TR,tr;q=0.9,en;q=0.5', '/tr'],
    ['de, ar;q=0.4', '/ar'],
    ['de', '/en'],
  ])('a reader who asks for %s is led to %s', async (accepted, path) => {
    const answer = await site.get('/', { 'accept-language': accepted })
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe(path)
    expect(answer.headers.get('vary')).toContain('Accept-Language')
  })

  test.each([
    '/de',
    '/de/sports',
    '/en/astrology',
    '/en/story',
    '/en/story/no-such-story',
    '/en/story/%00',
    '/en/story/a%2Fb',
  ])('%s is answered 404 with a readable page', async path => {
    const answer = await site.get(path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).toMatch(/<h1[^>]*>.+<\/h1>/)
  })

  test('a slash too many leads to the page without it', async () => {
    const answer = await site.get('/en/sports/')
    expect(answer.status).toBe(301)
    expect(answer.headers.get('location')).toMatch(/\/en\/sports$/)
  })

  test.each(['tomorrow', '2026-13-45T00:00:00Z', "2026-11-23' or 1=1", ''])('?before=%s is no page', async before => {
    expect((await site.get(`/en?before=${encodeURIComponent(before)}`)).status).toBe(404)
    expect((await site.get(`/en/sports?before=${encodeURIComponent(before)}`)).status).toBe(404)
  })
})

describe('every page', () => {
  test.each(languageCodes)(
    'in %s says what this website carries, that subscribers have all, and whom to ask',
    async language => {
      for (const path of ['', '/sports', '/about', '/contact', '/contact/thanks', '/nowhere', '/story/nothing']) {
        const html = await text(`/${language}${path}`)
        expect(html, path).toContain(t(language, 'site.portion', agency))
        expect(html, path).toContain('mailto:subscriptions@meridian.example')
        expect(html, path).toContain(`href="/${language}/contact"`)
        expect(html, path).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
      }
    },
  )

  test('runs no scripts and forbids them', async () => {
    await insertTeaser(site.db, { n: 900 })
    for (const path of ['/en', '/en/general', '/en/story/story-900', '/en/contact', '/en/about', '/en/nowhere']) {
      const answer = await site.get(path)
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('script-src')
      expect(await answer.text()).not.toMatch(/<script|\son\w+=|style="|javascript:/i)
    }
  })

  test('shows in every language that it is empty, and how that will change', async () => {
    for (const language of languageCodes) {
      expect(await text(`/${language}/health`)).toContain(t(language, 'site.empty.how'))
    }
    expect(await text('/tr')).toContain(t('tr', 'site.empty'))
  })
})

describe('front page and sections', () => {
  test('the most urgent of the last hours leads, the others follow by time', async () => {
    for (let n = 1; n <= 4; n++) await insertTeaser(site.db, { n, language: 'tr', priority: n === 2 ? 1 : 4 })
    const html = await text('/tr')
    const places = [2, 4, 3, 1].map(n => html.indexOf(`Story number ${n}<`))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
    expect(html).toContain('<article class="lead"')
  })

  test('a section shows its own stories alone, and its feed', async () => {
    await insertTeaser(site.db, { n: 10, language: 'ar', category: 'economy', headline: 'ميناء' })
    await insertTeaser(site.db, { n: 11, language: 'ar', category: 'sports', headline: 'سباق' })
    const html = await text('/ar/economy')
    expect(html).toContain('ميناء')
    expect(html).not.toContain('سباق')
    expect(html).toContain(
      '<link rel="alternate" type="application/rss+xml" title="Meridian News Agency: اقتصاد" href="/ar/economy/feed.xml"/>',
    )
    for (const code of categoryCodes) expect(html).toContain(`href="/ar/${code}"`)
  })

  test('older news is one link away and holds every story once', async () => {
    for (let n = 300; n < 370; n++) await insertTeaser(site.db, { n, category: 'politics' })
    const seen = new Set<string>()
    let path: string | undefined = '/en/politics'
    let pages = 0
    while (path !== undefined) {
      const html = await text(path)
      for (const [, slug = ''] of html.matchAll(/href="\/en\/story\/(story-3\d\d)"/g)) {
        expect(seen.has(slug)).toBe(false)
        seen.add(slug)
      }
      path = /<a href="([^"]+)" rel="next"/.exec(html)?.[1]
      pages += 1
    }
    expect(seen.size).toBe(70)
    expect(pages).toBe(3)
  })

  test('what the front page has no room for begins where its river ends', async () => {
    const front = await text('/en')
    const older = /<a href="(\/en\?before=[^"]+)" rel="next"/.exec(front)?.[1] ?? ''
    const shown = [...(front.split('class="front-sections"')[0]?.matchAll(/story\/(story-\d+)/g) ?? [])].map(
      match => match[1],
    )
    const next = await text(older)
    const first = /story\/(story-\d+)/.exec(next)?.[1]
    expect(shown.length).toBeGreaterThan(10)
    expect(shown).not.toContain(first)
  })

  test('times are of the agency, and machines read them in UTC', async () => {
    const publishedAt = new Date('2026-11-20T22:30:00Z')
    await insertTeaser(site.db, { n: 20, slug: 'night', publishedAt })
    const html = await text('/en/story/night')
    expect(html).toContain('datetime="2026-11-20T22:30:00.000Z"')
    expect(html).toContain('21 Nov 2026, 01:30')
  })
})

describe('keeping copies', () => {
  test('a page that has not changed is answered 304, also to a strong tag, and anew after a change', async () => {
    const first = await site.get('/tr')
    const etag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
    for (const held of [etag, etag.replace('W/', ''), `"x", ${etag}`]) {
      const again = await site.get('/tr', { 'if-none-match': held })
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
      expect(again.headers.get('etag')).toBe(etag)
    }
    await insertTeaser(site.db, { n: 30, language: 'tr' })
    expect((await site.get('/tr', { 'if-none-match': etag })).status).toBe(200)
  })

  test('a page is sent compressed to whoever takes it so, under the same tag', async () => {
    const plain = await site.get('/tr')
    const packed = await site.get('/tr', { 'accept-encoding': 'br, gzip' })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(packed.headers.get('etag')).toBe(plain.headers.get('etag'))
    expect(packed.headers.get('vary')).toBe('Cookie, Accept-Encoding')
    expect(gunzipSync(await packed.arrayBuffer()).toString()).toBe(await plain.text())
  })

  test('HEAD tells what GET would, without the page', async () => {
    const get = await site.get('/tr')
    const head = await site.web.request('https://news.example/tr', { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
    expect(await head.text()).toBe('')
  })

  test('a killed story is gone from page, front and section at the next request', async () => {
    const { item } = await insertTeaser(site.db, { n: 40, language: 'tr', headline: 'Yanlış haber' })
    const paths = ['/tr/story/story-40', '/tr', '/tr/general']
    const tags: string[] = []
    for (const path of paths) {
      const answer = await site.get(path)
      expect(await answer.text()).toContain('Yanlış haber')
      tags.push(answer.headers.get('etag') ?? '')
    }
    await site.db`delete from teaser where item_id = ${item}`
    await site.db`insert into public_notice (item_id, slug, language, kind, line, at)
                  values (${item}, 'story-40', 'tr', 'killed', 'Bu haber geri çekilmiştir.', now())`
    for (const [index, path] of paths.entries()) {
      const answer = await site.get(path, { 'if-none-match': tags[index] ?? '' })
      expect(answer.status).toBe(index === 0 ? 410 : 200)
      expect(await answer.text()).not.toContain('Yanlış haber')
    }
  })

  test('a withheld story is answered 403 and not kept, and comes back', async () => {
    const notice = await insertNotice(site.db, { n: 41, kind: 'withheld', line: 'This story is being checked.' })
    const answer = await site.get('/en/story/story-41')
    expect(answer.status).toBe(403)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('etag')).toBeNull()
    const html = await answer.text()
    expect(html).toContain('This story is being checked.')
    expect(html).toContain('<meta name="robots" content="noindex"/>')
    expect(notice.kind).toBe('withheld')
  })
})
