import { formatItemId, guidOf, type ItemId } from '../../src/domain/ids.ts'
import type { PublicNotice, PublicTeaser } from '../../src/domain/teaser.ts'
import { createSite } from '../../src/site/app.ts'
import { connect, type Db } from '../../src/store/db.ts'
import { createLog, createMetrics } from '../../src/telemetry.ts'
import { createWeb } from '../../src/web/app.ts'
import { freshDatabase } from './database.ts'
import { agency } from './examples.ts'

/** A teaser of the kit; `n` is the number in the item's id, and of its slug. */
export interface TeaserParts extends Partial<Omit<PublicTeaser, 'item'>> {
  readonly n: number
  readonly visibleFrom?: Date | null
  readonly expiresAt?: Date | null
}

const idOf = (n: number): ItemId => formatItemId(agency.code, 'text', '20261123', n)

/** Writes an item with its teaser as the wire would have left it; `publishedAt` is a minute older with each lower `n`. */
export const insertTeaser = async (db: Db, { n, ...parts }: TeaserParts): Promise<PublicTeaser> => {
  const publishedAt = parts.publishedAt ?? new Date(Math.floor(Date.now() / 60_000) * 60_000 + (n - 2000) * 60_000)
  const teaser: PublicTeaser = {
    item: idOf(n),
    slug: `story-${n}`,
    language: 'en',
    category: 'general',
    priority: 4,
    headline: `Story number ${n}`,
    dateline: 'ORSEL',
    summary: `The summary of story ${n}.`,
    summaryKind: 'editor',
    correction: null,
    publishedAt,
    updatedAt: publishedAt,
    ...parts,
  }
  const visibleFrom = parts.visibleFrom === undefined ? publishedAt : parts.visibleFrom
  await insertItem(db, n, teaser.slug, 'usable')
  await db`
    insert into teaser (item_id, slug, language, category, priority, headline, dateline, summary, summary_kind, correction,
                        published_at, updated_at, visible_from, expires_at)
    values (${teaser.item}, ${teaser.slug}, ${teaser.language}, ${teaser.category}, ${teaser.priority}, ${teaser.headline},
            ${teaser.dateline}, ${teaser.summary}, ${teaser.summaryKind}, ${teaser.correction}, ${publishedAt}, ${teaser.updatedAt},
            ${visibleFrom}, ${parts.expiresAt ?? null})`
  return teaser
}

/** Writes a withheld or killed item with its notice and the entry that says of which category it was. */
export const insertNotice = async (
  db: Db,
  { n, category = 'general', ...parts }: Partial<Omit<PublicNotice, 'item'>> & { n: number; category?: string },
): Promise<PublicNotice> => {
  const notice: PublicNotice = {
    item: idOf(n),
    slug: `story-${n}`,
    language: 'en',
    kind: 'killed',
    line: 'This story has been withdrawn.',
    replacedBy: null,
    at: new Date(),
    ...parts,
  }
  await insertItem(db, n, notice.slug, notice.kind)
  await db`
    insert into entry (seq, at, item_id, version, signal, type, language, category, priority, products, product_versions,
                       item_products, embargoed, digest)
    values (${n}, ${notice.at}, ${notice.item}, 1, 'kill', 'text', ${notice.language}, ${category}, 4, '{}', '{}', '{}', false, sha256('x'))`
  await db`
    insert into public_notice (item_id, slug, language, kind, line, replaced_by, at)
    values (${notice.item}, ${notice.slug}, ${notice.language}, ${notice.kind}, ${notice.line},
            ${parts.replacedBy ?? null}, ${notice.at})`
  return notice
}

const insertItem = (db: Db, n: number, slug: string, state: string) => db`
  insert into item (id, guid, slug, type, version, last_seq, state, products, embargoed, first_at, visible_from)
  values (${idOf(n)}, ${guidOf(agency.domain, idOf(n))}, ${slug}, 'text', 1, ${n}, ${state}, '{}', false, now(), now())`

/** The public site over a database of its own, reading through its own login. */
export const startedSite = async (clock: () => Date = () => new Date()) => {
  const database = await freshDatabase()
  const siteDb = connect(database.siteAddress, { max: 2 })
  const settings = {
    publicUrl: 'https://news.example',
    trustProxy: false,
    timeZone: 'Europe/Istanbul',
    agencyName: agency.name,
    agencyCode: agency.code,
    agencyDomain: agency.domain,
    agencyContact: agency.contact,
  }
  const web = createWeb(settings, createLog('silent'), createMetrics())
  web.route('/', createSite({ db: siteDb, settings, clock }))
  /** Asks as a browser does. */
  const get = (path: string, headers: Record<string, string> = {}) =>
    web.request(`https://news.example${path}`, { headers: { accept: 'text/html', ...headers } })
  const stop = async () => {
    await siteDb.end({ timeout: 5 })
    await database.drop()
  }
  return { web, get, db: database.db, siteDb, stop }
}

export type StartedSite = Awaited<ReturnType<typeof startedSite>>
