import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertNotice, insertTeaser, type StartedSite, startedSite } from '../../test/kit/teasers.ts'
import { addEnquiry, countSince, frontOf, noticesSince, riverOf, storiesSince, storyAt } from './public.ts'

let site: StartedSite
beforeAll(async () => {
  site = await startedSite()
})
afterAll(() => site.stop())

const slugs = (stories: readonly { slug: string }[]): string[] => stories.map(story => story.slug)

describe('the login of the site', () => {
  test('may select from no table at all', async () => {
    const tables = await site.db<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public' order by tablename`
    expect(tables.map(table => table.name)).toEqual(
      expect.arrayContaining([
        'version',
        'entry',
        'entry_1',
        'item',
        'teaser',
        'draft',
        'person',
        'enquiry',
        'migration',
      ]),
    )
    for (const { name } of tables) {
      await expect(site.siteDb`select 1 from ${site.siteDb(name)}`, name).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('may select from exactly four views', async () => {
    const views = await site.db<{ name: string }[]>`select viewname as name from pg_views where schemaname = 'public'`
    const readable: string[] = []
    for (const { name } of views) {
      const answer = await site.siteDb`select 1 from ${site.siteDb(name)}`.catch(
        (error: { code: string }) => error.code,
      )
      if (answer !== '42501') readable.push(name)
    }
    expect(readable.sort()).toEqual(['expired_teaser', 'public_setting', 'public_teaser', 'visible_notice'])
  })

  test('may not change, read back or empty what it hands in, nor anything else', async () => {
    const sql = site.siteDb
    const attempts = [
      sql`insert into enquiry (organisation, name, email, country, message, language) values ('a', 'b', 'c@d', '', '', 'en') returning id`,
      sql`insert into enquiry (organisation, name, email, country, message, language, handled_at) values ('a', 'b', 'c@d', '', '', 'en', now())`,
      sql`update enquiry set name = 'x'`,
      sql`delete from enquiry`,
      sql`truncate enquiry`,
      sql`insert into teaser (item_id) values ('x')`,
      sql`update public_teaser set headline = 'x'`,
      sql`delete from public_teaser`,
      sql`create table mine (n int)`,
      sql`copy version to stdout`,
      sql`select nextval('item_number')`,
      sql`set role pg_read_all_data`,
    ]
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: '42501' })
  })

  test('sees no column of the views that could hold a body', async () => {
    const columns = await site.db<{ name: string }[]>`
      select distinct column_name as name from information_schema.columns where table_name in ('expired_teaser', 'public_teaser', 'visible_notice')`
    for (const { name } of columns) expect(name).not.toMatch(/body|document|note|draft|digest/)
    expect(columns.length).toBeGreaterThan(10)
  })
})

test('a river shows nothing before its time, not even under its address', async () => {
  await insertTeaser(site.db, { n: 1, language: 'tr', visibleFrom: new Date(Date.now() + 3_600_000) })
  await insertTeaser(site.db, { n: 2, language: 'tr', visibleFrom: null })
  await insertTeaser(site.db, { n: 3, language: 'tr', visibleFrom: new Date(Date.now() - 1000) })
  const { stories } = await riverOf(site.siteDb, { language: 'tr', category: null, before: null, limit: 10 })
  expect(slugs(stories)).toEqual(['story-3'])
  expect(await storyAt(site.siteDb, 'story-1')).toBeNull()
  expect(await storyAt(site.siteDb, 'story-2')).toBeNull()
  expect(await countSince(site.siteDb, new Date(0))).toBe(1)
})

test('a story shown late is dated by when it was shown', async () => {
  const visibleFrom = new Date(Date.now() - 60_000)
  const sent = new Date(Date.now() - 960_000)
  await insertTeaser(site.db, { n: 4, language: 'tr', slug: 'late', publishedAt: sent, updatedAt: sent, visibleFrom })
  expect(await storyAt(site.siteDb, 'late')).toMatchObject({
    kind: 'story',
    story: { publishedAt: visibleFrom, updatedAt: visibleFrom },
  })
})

test('pages of a river hold every story once, whether they lie within the last days or far back', async () => {
  const start = Date.now() - 86_400_000
  for (let n = 100; n < 115; n++) {
    // Some days old in the second half; three of one moment at the edge of a page.
    const at = new Date(n < 108 ? start - n * 1000 : n < 111 ? start - 8 * 86_400_000 : start - n * 86_400_000)
    await insertTeaser(site.db, { n, language: 'ar', publishedAt: at, category: n % 2 === 0 ? 'sports' : 'health' })
  }
  for (const category of [null, 'sports'] as const) {
    const seen: string[] = []
    let before: Date | null = null
    for (let hasOlder = true; hasOlder; ) {
      const river = await riverOf(site.siteDb, { language: 'ar', category, before, limit: 3 })
      seen.push(...slugs(river.stories))
      before = river.stories.at(-1)?.publishedAt ?? null
      hasOlder = river.hasOlder
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(category === null ? 15 : 8)
  }
})

test('a river past the oldest story is empty and says that nothing is older', async () => {
  const river = await riverOf(site.siteDb, { language: 'ar', category: null, before: new Date(0), limit: 3 })
  expect(river).toEqual({ stories: [], hasOlder: false })
})

test('a front has the newest of all and the newest of each section, in order of time', async () => {
  const stories = await frontOf(site.siteDb, { language: 'ar', newest: 2, each: 2 })
  const times = stories.map(story => story.publishedAt.getTime())
  expect(times).toEqual([...times].sort((a, b) => b - a))
  expect(stories.filter(story => story.category === 'sports')).toHaveLength(2)
  expect(stories.filter(story => story.category === 'health')).toHaveLength(2)
})

test('notices carry guid and section of the story that they stand for, and end with their time', async () => {
  await insertNotice(site.db, { n: 200, category: 'sports', at: new Date(Date.now() - 3_600_000) })
  await insertNotice(site.db, { n: 201, category: 'sports', at: new Date(Date.now() - 49 * 3_600_000) })
  const since = new Date(Date.now() - 48 * 3_600_000)
  const found = await noticesSince(site.siteDb, { language: 'en', category: 'sports', since })
  expect(found).toMatchObject([
    { slug: 'story-200', category: 'sports', guid: 'tag:meridian.example,2026-11-23:text:200' },
  ])
  expect(await noticesSince(site.siteDb, { language: 'en', category: 'health', since })).toEqual([])
})

test('a notice names its replacement only once that is public', async () => {
  const later = await insertTeaser(site.db, { n: 210, visibleFrom: new Date(Date.now() + 3_600_000) })
  await insertNotice(site.db, { n: 211, replacedBy: later.item })
  expect(await storyAt(site.siteDb, 'story-211')).toMatchObject({ kind: 'notice', notice: { replacedBy: null } })
  await site.db`update teaser set visible_from = now() where item_id = ${later.item}`
  expect(await storyAt(site.siteDb, 'story-211')).toMatchObject({ notice: { replacedBy: 'story-210' } })
})

test('stories for sitemaps keep their place while new ones come', async () => {
  const since = new Date(Date.now() - 50 * 86_400_000)
  const first = await storiesSince(site.siteDb, { since, limit: 3, offset: 0 })
  await insertTeaser(site.db, { n: 1999 })
  expect(await storiesSince(site.siteDb, { since, limit: 3, offset: 0 })).toEqual(first)
})

test('an enquiry is kept as it was handed in', async () => {
  const enquiry = {
    organisation: 'Lake Radio',
    name: 'Ines',
    email: 'ines@lake.example',
    country: '',
    message: 'All of it',
  }
  await addEnquiry(site.siteDb, { ...enquiry, language: 'tr', about: null })
  const [kept] =
    await site.db`select organisation, name, email, country, message, language, about, handled_at from enquiry`
  expect(kept).toEqual({ ...enquiry, language: 'tr', about: null, handled_at: null })
})

test('what has expired is in no list and leaves a line at its address; what expires later stands until then', async () => {
  const second = 1000
  await insertTeaser(site.db, { n: 1501, language: 'ar', expiresAt: new Date(Date.now() - second) })
  await insertTeaser(site.db, { n: 1502, language: 'ar', expiresAt: new Date(Date.now() + 3600 * second) })
  const { stories } = await riverOf(site.siteDb, { language: 'ar', category: null, before: null, limit: 100 })
  const listed = slugs(stories)
  expect([listed.includes('story-1501'), listed.includes('story-1502')]).toEqual([false, true])
  const front = await frontOf(site.siteDb, { language: 'ar', newest: 100, each: 100 })
  expect(slugs(front)).not.toContain('story-1501')
  const all = await storiesSince(site.siteDb, { since: new Date(0), limit: 1000, offset: 0 })
  expect(slugs(all)).not.toContain('story-1501')
  expect(await storyAt(site.siteDb, 'story-1501')).toMatchObject({ kind: 'expired', expired: { language: 'ar' } })
  expect(await storyAt(site.siteDb, 'story-1502')).toMatchObject({ kind: 'story' })
})
