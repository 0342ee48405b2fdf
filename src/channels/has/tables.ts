import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type ItemType, itemTypes } from '../../domain/ids.ts'
import type { Product } from '../../domain/product.ts'
import {
  type Category,
  categories,
  type Language,
  languageCodes,
  languages,
  type Priority,
  priorityTerms,
  types,
} from '../../domain/taxonomy.ts'
import { SetupError } from '../../store/setup-error.ts'

/** A row of a code table: the number that clients send, our code for it, its names. */
export interface Row<Code extends string = string> {
  readonly id: number
  readonly code: Code
  readonly en: string
  readonly tr: string
  readonly ar: string
  /** `tr_TR`, which some clients send for the number. */
  readonly locale?: string | undefined
}

/** The code tables of an agency's HAS, as `discover` gives them and `search` filters by them. */
export interface Tables {
  readonly provider: { readonly id: number; readonly name: string | null }
  readonly categories: readonly Row<Category>[]
  readonly priorities: readonly (Row & { readonly priority: Priority })[]
  readonly types: readonly Row<ItemType>[]
  readonly languages: readonly Row<Language>[]
  /** Products by their codes under numbers of their own; null: every product, under our number. */
  readonly packages: readonly { readonly id: number; readonly code: string }[] | null
}

const priorityRows = priorityTerms.map(term => ({ ...term, priority: term.id as Priority }))

/** Those of AA, which are also ours. */
export const usualTables: Tables = {
  provider: { id: 1, name: null },
  categories,
  priorities: priorityRows,
  types,
  languages,
  packages: null,
}

/** A product under the number that clients know it by. */
export interface Package {
  readonly id: number
  readonly product: Product
}

export const packagesOf = ({ packages }: Tables, products: readonly Product[]): Package[] => {
  if (packages === null) return products.map(product => ({ id: product.id, product }))
  return packages.flatMap(({ id, code }) => {
    const product = products.find(each => each.code === code)
    return product === undefined ? [] : [{ id, product }]
  })
}

const id = z.int().min(0).max(999_999_999)
const name = z.string().trim().min(1).max(100)
const names = { en: name.optional(), tr: name.optional(), ar: name.optional() }
const differ = <T extends { id: number }>(rows: readonly T[]) => new Set(rows.map(row => row.id)).size === rows.length
const rowsOf = <Code extends string>(codes: readonly [Code, ...Code[]]) =>
  z
    .array(z.strictObject({ id, code: z.enum(codes), ...names }))
    .min(1)
    .refine(differ, 'has an id twice')

const codesOf = <Code extends string>(rows: readonly { readonly code: Code }[]) =>
  rows.map(row => row.code) as [Code, ...Code[]]

const fileSchema = z.strictObject({
  provider: z.strictObject({ id, name: name.optional() }).optional(),
  categories: rowsOf(codesOf(categories)).optional(),
  priorities: rowsOf(codesOf(priorityRows)).optional(),
  types: rowsOf([...itemTypes]).optional(),
  languages: rowsOf([...languageCodes]).optional(),
  packages: z
    .array(z.strictObject({ id, code: z.string().min(1).max(100) }))
    .refine(differ, 'has an id twice')
    .optional(),
})

/** The tables of a file (`HAS_TABLES`); what it leaves out, whole tables or names, is as usual. docs/has.md says how it is written.
 *  @param path null: the usual ones @throws SetupError naming the file, the place in it and what was expected there */
export const readTables = async (path: string | null): Promise<Tables> => {
  if (path === null) return usualTables
  const wrong = (why: string) => new SetupError(`HAS_TABLES ${path}: ${why}`)
  const text = await readFile(path, 'utf8').catch(error => {
    throw wrong(`cannot be read: ${error instanceof Error ? error.message : error}`)
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw wrong(`is not JSON: ${error instanceof Error ? error.message : error}`)
  }
  const parsed = fileSchema.safeParse(json)
  if (!parsed.success) {
    throw wrong(parsed.error.issues.map(issue => `${issue.path.join('.') || 'the file'}: ${issue.message}`).join('; '))
  }
  return over(usualTables, parsed.data)
}

const over = (usual: Tables, given: z.output<typeof fileSchema>): Tables => ({
  provider: { id: given.provider?.id ?? usual.provider.id, name: given.provider?.name ?? null },
  categories: named(usual.categories, given.categories),
  priorities: named(usual.priorities, given.priorities),
  types: given.types === undefined ? usual.types : named([...usual.types, collection], given.types),
  languages: named(usual.languages, given.languages),
  packages: given.packages ?? usual.packages,
})

/** HAS has no number for collections; an agency may give them one. */
const collection: Row<ItemType> = { id: 0, code: 'collection', en: 'Collection', tr: 'Dosya konusu', ar: 'مجموعة' }

/** Rows as given, with whatever else our row of that code says. */
const named = <T extends Row>(
  usual: readonly T[],
  given:
    | readonly { id: number; code: string; en?: string | undefined; tr?: string | undefined; ar?: string | undefined }[]
    | undefined,
): readonly T[] => {
  if (given === undefined) return usual
  return given.flatMap(({ id, code, en, tr, ar }) => {
    const own = usual.find(row => row.code === code)
    return own === undefined ? [] : [{ ...own, id, en: en ?? own.en, tr: tr ?? own.tr, ar: ar ?? own.ar }]
  })
}
