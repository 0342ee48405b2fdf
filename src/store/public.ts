import type { Guid } from '../domain/ids.ts'
import type { Category, Language } from '../domain/taxonomy.ts'
import type { PublicNotice, PublicTeaser } from '../domain/teaser.ts'
import type { Db } from './db.ts'

/** A pool signed in as `dateline_site`, which may select from four views without bodies and insert enquiries: nothing else. */
export type PublicDb = Db

/** A public story under its GUID. */
export interface PublicStory extends PublicTeaser {
  readonly guid: Guid
}

/** Stories by time, newest first. */
export interface River {
  readonly stories: readonly PublicStory[]
  /** Whether there are stories older than the last of these. */
  readonly hasOlder: boolean
}

/** Which stories; `category: null` means all of them. */
export interface Stretch {
  readonly language: Language
  readonly category: Category | null
}

const columns = (sql: Db) => sql`
  item_id as item, slug, language, category, priority, headline, dateline, summary, summary_kind as "summaryKind", correction,
  published_at as "publishedAt", updated_at as "updatedAt"`

const within = (sql: Db, { language, category }: Stretch) =>
  sql`language = ${language} ${category === null ? sql`` : sql`and category = ${category}`}`

/**
 * The newest `limit` stories of a stretch that are older than `before`; stories of the same moment are never parted, so that there can be a few more.
 * A barrier view is not sorted by its index: three days are looked at first, and all of the past only where they hold too little.
 */
export const riverOf = async (
  sql: PublicDb,
  { limit, before, ...stretch }: Stretch & { before: Date | null; limit: number },
): Promise<River> => {
  const where = sql`${within(sql, stretch)} ${before === null ? sql`` : sql`and published_at < ${before}`}`
  const start = sql`${before === null ? sql`now()` : sql`${before}::timestamptz`} - interval '3 days'`
  const newest = sql`order by published_at desc fetch first ${limit} rows with ties`
  const rows = await sql<(PublicStory & { hasOlder: boolean })[]>`
    with near as materialized (
      select item_id, published_at from public_teaser
       where ${where} and published_at >= ${start} ${newest}
    ), far as materialized (
      select item_id, published_at from public_teaser
       where ${where} and (select count(*) from near) < ${limit} ${newest}
    ), page as materialized (
      select item_id, published_at from far
      union all
      select item_id, published_at from near where (select count(*) from near) >= ${limit}
    )
    select guid, ${columns(sql)},
           exists (select from public_teaser
                    where ${within(sql, stretch)} and published_at < (select min(published_at) from page)) as "hasOlder"
      from public_teaser
     where item_id = any (array(select item_id from page))
     order by published_at desc, item_id desc`
  return { stories: rows.map(({ hasOlder, ...story }) => story), hasOlder: rows[0]?.hasOlder ?? false }
}

/** What a front page chooses from, newest first: the newest `newest` stories of a language, and of each category the newest `each`. */
export const frontOf = async (
  sql: PublicDb,
  { language, newest, each }: { language: Language; newest: number; each: number },
): Promise<PublicTeaser[]> => {
  const recent = await ranked(sql, { language, newest, each, days: 3 })
  return recent.length >= newest ? recent : ranked(sql, { language, newest, each, days: 36_500 })
}

const ranked = async (
  sql: PublicDb,
  { language, newest, each, days }: { language: Language; newest: number; each: number; days: number },
): Promise<PublicTeaser[]> => sql<PublicTeaser[]>`
  select item, slug, language, category, priority, headline, dateline, summary, "summaryKind", correction, "publishedAt", "updatedAt"
    from (select ${columns(sql)}, row_number() over by_time as place,
                 row_number() over (partition by category order by published_at desc, item_id desc) as place_in_category
            from public_teaser
           where language = ${language} and published_at >= now() - make_interval(days => ${days})
          window by_time as (order by published_at desc, item_id desc)) as ranked
   where place <= ${newest} or place_in_category <= ${each}
   order by place`

/** A story whose time is over. */
export interface ExpiredStory {
  readonly slug: string
  readonly language: Language
  readonly expiresAt: Date
}

type AtAddress =
  | { readonly kind: 'story'; readonly story: PublicTeaser }
  | { readonly kind: 'expired'; readonly expired: ExpiredStory }
  | { readonly kind: 'notice'; readonly notice: PublicNotice }

/** What stands at a story's address: the story, that its time is over, the notice that took its place, or null. */
export const storyAt = async (sql: PublicDb, slug: string): Promise<AtAddress | null> => {
  const [story] = await sql<PublicTeaser[]>`select ${columns(sql)} from public_teaser where slug = ${slug}`
  if (story !== undefined) return { kind: 'story', story }
  const [expired] = await sql<ExpiredStory[]>`
    select slug, language, expires_at as "expiresAt" from expired_teaser where slug = ${slug}`
  if (expired !== undefined) return { kind: 'expired', expired }
  // Asked last: what is taken back in between is found here.
  const [notice] = await sql<PublicNotice[]>`
    select item_id as item, slug, language, kind, line, replaced_by as "replacedBy", at from visible_notice where slug = ${slug}`
  return notice === undefined ? null : { kind: 'notice', notice }
}

/** A notice with what a feed needs to know of the story that it replaces. */
export interface FeedNotice extends PublicNotice {
  readonly guid: Guid
  readonly category: Category
}

/** The notices of a stretch that are younger than `since`, newest first. */
export const noticesSince = async (
  sql: PublicDb,
  { since, ...stretch }: Stretch & { since: Date },
): Promise<FeedNotice[]> => sql<FeedNotice[]>`
  select guid, category, item_id as item, slug, language, kind, line, replaced_by as "replacedBy", at from visible_notice
   where ${within(sql, stretch)} and at >= ${since} order by at desc, item_id desc`

/** Stories of all languages published since a moment, oldest first, so that a page of them keeps its place while new ones come. */
export const storiesSince = async (
  sql: PublicDb,
  { since, limit, offset }: { since: Date; limit: number; offset: number },
): Promise<Pick<PublicTeaser, 'slug' | 'language' | 'headline' | 'publishedAt'>[]> => sql`
  select slug, language, headline, published_at as "publishedAt" from public_teaser
   where published_at >= ${since} order by published_at, item_id limit ${limit} offset ${offset}`

/** How many `storiesSince` has. */
export const countSince = async (sql: PublicDb, since: Date): Promise<number> => {
  const [row] = await sql<
    { count: number }[]
  >`select count(*) as count from public_teaser where published_at >= ${since}`
  return row?.count ?? 0
}

/** What somebody asks of the agency; every text within the bounds of the table `enquiry`. */
export interface Enquiry {
  readonly organisation: string
  readonly name: string
  readonly email: string
  readonly country: string
  readonly message: string
  readonly language: Language
  /** The slug of the story from whose page the form was opened. */
  readonly about: string | null
}

/** Hands in an enquiry; the site cannot read it again. */
export const addEnquiry = async (sql: PublicDb, enquiry: Enquiry): Promise<void> => {
  const { organisation, name, email, country, message, language, about } = enquiry
  await sql`
    insert into enquiry (organisation, name, email, country, message, language, about)
    values (${organisation}, ${name}, ${email}, ${country}, ${message}, ${language}, ${about})`
}
