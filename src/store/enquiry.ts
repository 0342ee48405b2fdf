import type { Language } from '../domain/taxonomy.ts'
import type { Db } from './db.ts'

/** What somebody asked of the agency on the public website. */
export interface EnquiryRow {
  readonly id: number
  readonly at: Date
  readonly organisation: string
  readonly name: string
  readonly email: string
  readonly country: string
  readonly message: string
  readonly language: Language
  /** The slug of the story from whose page the form was opened. */
  readonly about: string | null
  /** When it went out by mail. */
  readonly mailedAt: Date | null
  readonly handledAt: Date | null
  /** The name of who handled it. */
  readonly handledBy: string | null
}

const columns = (sql: Db) => sql`
  q.id, q.at, q.organisation, q.name, q.email, q.country, q.message, q.language, q.about, q.mailed_at as "mailedAt",
  q.handled_at as "handledAt", (select p.name from person p where p.id = q.handled_by) as "handledBy"`

/** Enquiries that wait, oldest first, or those that were handled, the last handled first; at most `limit`. */
export const enquiries = (
  sql: Db,
  { isHandled, limit }: { isHandled: boolean; limit: number },
): Promise<EnquiryRow[]> => sql<EnquiryRow[]>`
  select ${columns(sql)} from enquiry q where (q.handled_at is not null) = ${isHandled}
   order by ${isHandled ? sql`q.handled_at desc` : sql`q.at`}, q.id limit ${limit}`

/** How many enquiries wait. */
export const countOpenEnquiries = async (sql: Db): Promise<number> => {
  const rows = await sql<{ count: number }[]>`select count(*) as count from enquiry where handled_at is null`
  return rows[0]?.count ?? 0
}

/** Marks an enquiry as handled, or as waiting again; who was first stands. @returns false for an unknown id */
export const handleEnquiry = async (
  sql: Db,
  { id, by, isHandled }: { id: number; by: string; isHandled: boolean },
): Promise<boolean> => {
  const rows = await sql`
    with written as (
      update enquiry set handled_at = ${isHandled ? sql`coalesce(handled_at, clock_timestamp())` : sql`null`},
             handled_by = ${isHandled ? sql`coalesce(handled_by, ${by})` : sql`null`}
       where id = ${id} returning id
    )
    select pg_notify('desk', 'enquiry') from written`
  return rows.length > 0
}

/** Enquiries that no mail has gone out for, oldest first. */
export const unmailedEnquiries = (sql: Db, limit: number): Promise<EnquiryRow[]> => sql<EnquiryRow[]>`
  select ${columns(sql)} from enquiry q where q.mailed_at is null order by q.at, q.id limit ${limit}`

/** Notes that the mail about an enquiry has gone out. */
export const markEnquiryMailed = async (sql: Db, { id, at }: { id: number; at: Date }): Promise<void> => {
  await sql`update enquiry set mailed_at = ${at} where id = ${id}`
}
