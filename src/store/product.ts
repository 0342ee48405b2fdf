import type { Product, ProductRule } from '../domain/product.ts'
import type { Language } from '../domain/taxonomy.ts'
import type { Db } from './db.ts'

/** A product in one version of its rule, which is in force from `since` on. */
export interface ProductVersion extends Product {
  readonly since: Date
}

const columns = (sql: Db) => sql`id, version, code, names, rule, since`

/** Every version of every product, by id and version. */
export const productVersions = (sql: Db): Promise<ProductVersion[]> => sql<ProductVersion[]>`
  select ${columns(sql)} from product order by id, version`

/** Every version of the product with this code, oldest first. */
export const productByCode = (sql: Db, code: string): Promise<ProductVersion[]> => sql<ProductVersion[]>`
  select ${columns(sql)} from product where code = ${code} order by version`

/** What a new version says; `id: null` for a new product, which takes the next number. */
export interface NewProductVersion {
  readonly id: number | null
  readonly code: string
  readonly names: Readonly<Record<Language, string>>
  readonly rule: ProductRule
  readonly since: Date
}

/** Adds a version. Call it under the lock of the accounts log, which makes the numbers unique. */
export const addProductVersion = async (
  sql: Db,
  { id, code, names, rule, since }: NewProductVersion,
): Promise<ProductVersion> => {
  const rows = await sql<ProductVersion[]>`
    insert into product (id, version, code, names, rule, since)
    select coalesce(${id}::int, (select coalesce(max(id), 0) + 1 from product)),
           (select coalesce(max(version), 0) + 1 from product where id = ${id}::int),
           ${code}, ${sql.json({ ...names })}, ${sql.json(plainRule(rule))}, ${since}
    returning ${columns(sql)}`
  const row = rows[0]
  if (row === undefined) throw new Error('the product was not written')
  return row
}

const plainRule = ({ types, languages, categories, priorities, subjects }: ProductRule) => ({
  ...(types === undefined ? {} : { types: [...types] }),
  ...(languages === undefined ? {} : { languages: [...languages] }),
  ...(categories === undefined ? {} : { categories: [...categories] }),
  ...(priorities === undefined ? {} : { priorities: [...priorities] }),
  ...(subjects === undefined ? {} : { subjects: [...subjects] }),
})
