import { z } from 'zod'
import type { Filter } from '../domain/filter.ts'
import { itemTypes } from '../domain/ids.ts'
import type { Product } from '../domain/product.ts'
import { Refusal } from '../domain/refusal.ts'
import { categoryCodes, languageCodes, priorities } from '../domain/taxonomy.ts'
import { envelopeFormats } from './envelope.ts'
import { parseOrRefuse } from './filing.ts'

const list = <T extends z.ZodType<unknown, string>>(member: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform(value =>
      [value]
        .flat()
        .flatMap(text => text.split(','))
        .map(text => text.trim())
        .filter(text => text !== ''),
    )
    .pipe(z.array(member).max(100))
    .transform(values => (values.length === 0 ? undefined : values))
    .optional()

const numberIn = (allowed: readonly number[]) =>
  z
    .string()
    .transform(Number)
    .pipe(z.number().refine(n => allowed.includes(n), `expected one of ${allowed.join(', ')}`))

/** A cursor as clients write it: decimal digits. */
export const cursorSchema = z
  .string()
  .regex(/^\d{1,15}$/u, 'expected a cursor: the seq of an entry, or 0')
  .transform(Number)

/** What a consumer may ask for in the query of `/v1/stream` and `/v1/entries`. A list is given by commas or by repeating the name. */
export const askedSchema = z.object({
  product: list(z.string().max(100)).describe('products, by code or number'),
  language: list(z.enum(languageCodes)).describe('languages (BCP 47)'),
  type: list(z.enum(itemTypes)).describe('item types'),
  category: list(z.enum(categoryCodes)).describe('categories'),
  priority: list(numberIn(priorities)).describe('priorities, 1 flash to 6 archive'),
  q: z.string().max(500).optional().describe('words that must all occur, "a phrase", -excluded'),
  format: z.enum(envelopeFormats).default('ninjs').describe('the document inside each entry'),
  consumer: z
    .string()
    .regex(/^[\w.-]{1,60}$/u, 'expected 1 to 60 letters, digits, "_", "." or "-"')
    .default('default')
    .describe('the name of this cursor'),
  after: cursorSchema.optional().describe('the last entry the reader has; 0: from the beginning'),
})

export interface Asked {
  readonly filter: Filter
  readonly format: (typeof envelopeFormats)[number]
  readonly consumer: string
  /** null: not given */
  readonly after: number | null
}

/** Reads what a consumer asks for. Unknown parameters are left alone. @throws Refusal `bad-input` naming the parameter */
export const parseAsked = (query: URLSearchParams, products: readonly Product[]): Asked =>
  askedOf(parseOrRefuse(askedSchema, queryObject(query)), products)

/** The same from parameters that were parsed already. @throws Refusal `bad-input` for an unknown product */
export const askedOf = (asked: z.output<typeof askedSchema>, products: readonly Product[]): Asked => {
  const { product, language, type, category, priority, q, format, consumer, after } = asked
  const filter = {
    products: product?.map(name => productNumber(name, products)),
    languages: language,
    types: type,
    categories: category,
    priorities: priority as Filter['priorities'],
    q: q?.trim() === '' ? undefined : q,
  }
  return { filter, format, consumer, after: after ?? null }
}

/** A query as an object: a name that occurs once has a string, one that is repeated an array. */
const queryObject = (query: URLSearchParams): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(query.keys())].map(name => {
      const values = query.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )

const productNumber = (name: string, products: readonly Product[]): number => {
  const found = products.find(product => product.code === name || String(product.id) === name)
  if (found === undefined)
    throw new Refusal('bad-input', `product: there is no product "${name}"`, { field: 'product' })
  return found.id
}
