import { randomBytes } from 'node:crypto'
import type { Language } from '../domain/taxonomy.ts'
import { fold } from '../domain/words.ts'
import type { Db } from './db.ts'
import type { DraftFields, Who } from './draft.ts'

export const templateKinds = ['template', 'snippet'] as const
/** The beginning of a story, or standing background to be put into one. */
export type TemplateKind = (typeof templateKinds)[number]

export interface Template {
  readonly id: string
  readonly kind: TemplateKind
  readonly name: string
  readonly language: Language
  /** Whose it is; null: everybody's. */
  readonly desk: Who | null
  /** Of a snippet only `body` counts, in the convention of domain/body-text.ts. */
  readonly fields: DraftFields
  readonly updatedBy: Who
  readonly updatedAt: Date
  readonly closedAt: Date | null
}

const columns = (sql: Db) => sql`
  m.id, m.kind, m.name, m.language, m.document as fields, m.updated_at as "updatedAt", m.closed_at as "closedAt",
  json_build_object('id', p.id, 'name', p.name) as "updatedBy", case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as desk`
const joins = (sql: Db) =>
  sql`join person p on p.id = m.updated_by left join desk k on k.id = m.desk_id and k.closed_at is null`

/** Those in use, by name. */
export const templates = (sql: Db, kind: TemplateKind): Promise<Template[]> => sql<Template[]>`
  select ${columns(sql)} from template m ${joins(sql)} where m.kind = ${kind} and m.closed_at is null order by lower(m.name), m.id limit 1000`

/** null for an unknown id. */
export const templateOf = async (sql: Db, id: string): Promise<Template | null> => {
  const rows = await sql<Template[]>`select ${columns(sql)} from template m ${joins(sql)} where m.id = ${id}`
  return rows[0] ?? null
}

interface TemplateText {
  readonly name: string
  readonly language: Language
  readonly desk: string | null
  readonly fields: DraftFields
  readonly by: string
}

const plain = (fields: DraftFields) => JSON.parse(JSON.stringify(fields))

/** @returns its id */
export const insertTemplate = async (sql: Db, template: TemplateText & { kind: TemplateKind }): Promise<string> => {
  const { kind, name, language, desk, fields, by } = template
  const id = `tpl_${randomBytes(8).toString('hex')}`
  await sql`
    insert into template (id, kind, name, language, desk_id, document, updated_by)
    values (${id}, ${kind}, ${name}, ${language}, ${desk}, ${sql.json(plain(fields))}, ${by})`
  return id
}

/** @returns false where there is none in use with that id */
export const updateTemplate = async (sql: Db, template: TemplateText & { id: string }): Promise<boolean> => {
  const { id, name, language, desk, fields, by } = template
  const rows = await sql`
    update template set name = ${name}, language = ${language}, desk_id = ${desk}, document = ${sql.json(plain(fields))}, updated_by = ${by},
           updated_at = clock_timestamp() where id = ${id} and closed_at is null returning id`
  return rows.length > 0
}

/** Puts one out of use, or back into it. @returns whether anything changed */
export const closeTemplate = async (sql: Db, { id, isClosed }: { id: string; isClosed: boolean }): Promise<boolean> => {
  const rows = await sql`
    update template set closed_at = ${isClosed ? sql`clock_timestamp()` : sql`null`}
     where id = ${id} and (closed_at is null) = ${isClosed} returning id`
  return rows.length > 0
}

const offered = 20

/** Snippets in a language whose name or text begins a word with what was typed, those by name first; nothing typed: the first by name. */
export const snippetsFor = async (sql: Db, language: Language, q: string): Promise<Template[]> => {
  const wanted = fold(q.trim())
  const found = (await templates(sql, 'snippet')).filter(each => each.language === language)
  if (wanted === '') return found.slice(0, offered)
  const begins = (text: string): boolean => ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${wanted}`)
  const byName = found.filter(each => begins(each.name))
  return [...byName, ...found.filter(each => !byName.includes(each) && begins(each.fields.body))].slice(0, offered)
}
